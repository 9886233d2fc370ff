import type { Transitions } from "../machine.ts"
import type { Invoice, InvoiceCommand } from "./invoice.ts"

/** For each status: what it accepts, and where that may lead. An issued invoice accepts nothing. */
export const invoiceTransitions = {
  undrafted: { Draft: ["draft"] },
  draft: { Issue: ["issued"] },
  issued: {}
} as const satisfies Transitions<Invoice["status"], InvoiceCommand["type"]>
