import type { Machine } from "../machine.ts"
import { decide } from "./decide.ts"
import { evolve } from "./evolve.ts"
import type { Invoice, InvoiceCommand, InvoiceEvent, InvoiceRefusal } from "./invoice.ts"
import { invoiceTransitions } from "./transitions.ts"

export { composeInvoice, taxTableOf } from "./compose.ts"
export * from "./credit-note.ts"
export * from "./document.ts"
export * from "./invoice.ts"

/** The invoice, and the credit note that corrects one: drafted from an order, issued once with its number, never changed. */
export const invoiceMachine: Machine<Invoice, InvoiceCommand, InvoiceEvent, InvoiceRefusal> = {
  name: "invoice",
  initial: { status: "undrafted" },
  transitions: invoiceTransitions,
  terminal: ["issued"],
  decide,
  evolve
}
