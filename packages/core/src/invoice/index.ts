import type { Machine } from "../machine.ts"
import { decide } from "./decide.ts"
import { evolve } from "./evolve.ts"
import type { Invoice, InvoiceCommand, InvoiceEvent, InvoiceRefusal } from "./invoice.ts"
import { invoiceTransitions } from "./transitions.ts"

export * from "./compose.ts"
export * from "./document.ts"
export * from "./invoice.ts"

/** The invoice: drafted from an order, issued once with its number, never changed. */
export const invoiceMachine: Machine<Invoice, InvoiceCommand, InvoiceEvent, InvoiceRefusal> = {
  name: "invoice",
  initial: { status: "undrafted" },
  transitions: invoiceTransitions,
  terminal: ["issued"],
  decide,
  evolve
}
