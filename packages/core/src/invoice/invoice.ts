import type { Instant, InvoiceId, OrderId } from "../id.ts"
import type { InvoiceDocument } from "./document.ts"

export interface DraftedInvoice {
  readonly invoiceId: InvoiceId
  readonly orderId: OrderId
  readonly document: InvoiceDocument
}

/** The number exists only from issue: a draft that is never issued leaves no gap. */
export type Invoice =
  | { readonly status: "undrafted" }
  | (DraftedInvoice & { readonly status: "draft" })
  | (DraftedInvoice & { readonly status: "issued"; readonly number: string; readonly financialYear: string; readonly issuedAt: Instant })
export type IssuedInvoice = Extract<Invoice, { readonly status: "issued" }>

export type InvoiceCommand =
  | { readonly type: "Draft"; readonly invoiceId: InvoiceId; readonly orderId: OrderId; readonly document: InvoiceDocument; readonly at: Instant }
  | { readonly type: "Issue"; readonly number: string; readonly financialYear: string; readonly at: Instant }

export type InvoiceEvent =
  | { readonly type: "InvoiceDrafted"; readonly invoiceId: InvoiceId; readonly orderId: OrderId; readonly document: InvoiceDocument; readonly at: Instant }
  | { readonly type: "InvoiceIssued"; readonly invoiceId: InvoiceId; readonly orderId: OrderId; readonly number: string; readonly financialYear: string; readonly at: Instant }

export type InvoiceRefusal =
  | { readonly code: "invoice_has_no_lines" }
  | { readonly code: "invoice_number_not_allowed"; readonly number: string }
