import { InvoiceRenderer } from "@bahi/application"
import { Effect, Layer } from "effect"
import { renderInvoice } from "./render-invoice.ts"

/** Renders invoices as PDF files, in this process. */
export const InvoiceRendererPdf: Layer.Layer<InvoiceRenderer> = Layer.succeed(InvoiceRenderer, {
  render: (document) => Effect.promise(() => renderInvoice(document))
})
