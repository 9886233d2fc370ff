import { decideBy, type Handlers } from "../machine.ts"
import { ok, refuse } from "../result.ts"
import type { Invoice, InvoiceCommand, InvoiceEvent, InvoiceRefusal } from "./invoice.ts"
import { invoiceTransitions } from "./transitions.ts"

const handlers: Handlers<typeof invoiceTransitions, Invoice, InvoiceCommand, InvoiceEvent, InvoiceRefusal> = {
  Draft: (_undrafted, { type: _, ...draft }) =>
    draft.document.lines.length === 0 ? refuse({ code: "invoice_has_no_lines" }) : ok([{ type: "InvoiceDrafted", ...draft }]),

  // CGST Rule 46(b): at most sixteen letters, digits, "-" and "/", beginning with neither zero nor a sign.
  Issue: (draft, { number, financialYear, at }) =>
    /^[A-Z1-9][A-Z0-9\-/]{0,15}$/.test(number)
      ? ok([{ type: "InvoiceIssued", invoiceId: draft.invoiceId, orderId: draft.orderId, number, financialYear, at }])
      : refuse({ code: "invoice_number_not_allowed", number })
}

export const decide = decideBy<Invoice, InvoiceCommand, InvoiceEvent, InvoiceRefusal, typeof invoiceTransitions>("invoice", invoiceTransitions, handlers)
