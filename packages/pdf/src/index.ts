export { renderInvoice } from "./render-invoice.ts"
export { InvoiceRendererPdf } from "./renderer.ts"
