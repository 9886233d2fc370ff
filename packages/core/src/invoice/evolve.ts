import { cannotFollow } from "../machine.ts"
import type { Invoice, InvoiceEvent } from "./invoice.ts"

export const evolve = (invoice: Invoice, event: InvoiceEvent): Invoice => {
  switch (event.type) {
    case "InvoiceDrafted":
      return invoice.status === "undrafted"
        ? { status: "draft", invoiceId: event.invoiceId, orderId: event.orderId, document: event.document }
        : cannotFollow(event, invoice)
    case "InvoiceIssued":
      return invoice.status === "draft"
        ? { ...invoice, status: "issued", number: event.number, financialYear: event.financialYear, issuedAt: event.at }
        : cannotFollow(event, invoice)
  }
}
