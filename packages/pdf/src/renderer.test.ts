import { InvoiceRenderer } from "@bahi/application"
import { expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { renderInvoice } from "./render-invoice.ts"
import { InvoiceRendererPdf } from "./renderer.ts"
import { invoiceOf } from "./testing/invoices.ts"

it.effect("renders an issued invoice through its port", () => Effect.gen(function*() {
  const renderer = yield* InvoiceRenderer
  const bytes = yield* renderer.render(invoiceOf())
  expect(Buffer.from(bytes.slice(0, 5)).toString()).toBe("%PDF-")
  expect(bytes).toEqual(yield* Effect.promise(() => renderInvoice(invoiceOf())))
}).pipe(Effect.provide(InvoiceRendererPdf)))
