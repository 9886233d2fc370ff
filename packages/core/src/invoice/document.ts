import type { Address } from "../address.ts"
import type { CreditId, Instant, InvoiceId } from "../id.ts"
import type { Money } from "../money/index.ts"
import type { CreditCause } from "../order/index.ts"
import type { RatePpm, StateCode, Treatment } from "../tax/index.ts"

/** The registered supplier, as the invoice names it (CGST Rule 46(a)). */
export interface Seller {
  readonly legalName: string
  readonly tradeName?: string
  readonly gstin: string
  readonly address: Address
  readonly email?: string
  readonly phone?: string
  /** Virtual payment address to which an unpaid invoice may be paid by UPI. */
  readonly upiId?: string
}

/** The recipient (Rule 46(d) and (e)); `gstin` only when registered. */
export interface Buyer {
  readonly address: Address
  readonly gstin?: string
  readonly email: string
  readonly phone: string
}

/** One tax in one place: the value that it was figured on, and each head, in paise. `sgst` carries UTGST. */
export interface TaxFigures {
  readonly taxable: Money
  readonly cgst: Money
  readonly sgst: Money
  readonly igst: Money
  readonly cess: Money
}

/**
 * A supply on the invoice (Rule 46(g) to (m)): goods, or the part of a charge for bringing them that is taxed like goods of
 * this rate, and so carries their HSN code (composite supply, CGST Act s. 8(a)).
 */
export interface InvoiceLine extends TaxFigures {
  readonly kind: "goods" | "charge"
  readonly description: string
  readonly sku?: string
  readonly hsnCode: string
  readonly quantity: number
  /** Unique Quantity Code of the GST portal. */
  readonly unit: string
  readonly unitPrice: Money
  readonly gross: Money
  readonly discount: Money
  readonly ratePpm: RatePpm
  /** Why it is not taxed, where that is more than a rate of nothing. */
  readonly treatment?: Treatment
  readonly total: Money
}

/** A row of the tax table: everything of one HSN code at one rate, charges included. */
export interface TaxRow extends TaxFigures {
  readonly hsnCode: string
  readonly ratePpm: RatePpm
}

/**
 * What the law calls the document: a tax invoice; a bill of supply where nothing on it is taxed (CGST Act s. 31(3)(c), Rule 49);
 * one for both where taxed and untaxed goods go to an unregistered buyer (Rule 46A).
 */
export type DocumentTitle = "tax_invoice" | "bill_of_supply" | "invoice_cum_bill_of_supply"

interface DocumentDetails {
  readonly orderNumber: string
  readonly orderedAt: Instant
  readonly currency: "INR"
  /** Whether the prices in `unitPrice`, `gross` and `discount` hold the tax. */
  readonly priceMode: "inclusive" | "exclusive"
  readonly seller: Seller
  readonly buyer: Buyer
  readonly deliveryAddress: Address
  readonly placeOfSupply: StateCode
  readonly supply: "intra" | "inter"
  /** Whether tax is payable on reverse charge (Rule 46(p)). */
  readonly reverseCharge: boolean
  readonly lines: ReadonlyArray<InvoiceLine>
  readonly taxTable: ReadonlyArray<TaxRow>
  readonly totals: TaxFigures & { readonly tax: Money; readonly totalBeforeRoundOff: Money; readonly roundOff: Money; readonly grandTotal: Money }
  readonly amountInWords: string
  readonly paymentMethod: string
  readonly due: Money
}

export interface SaleDocument extends DocumentDetails {
  readonly type: "sale"
  readonly title: DocumentTitle
}

/** The invoice that a note corrects, with its number and date (Rule 53(1A)(g)). */
export interface CorrectedInvoice {
  readonly invoiceId: InvoiceId
  readonly number: string
  readonly issuedAt: Instant
}

/** What of an invoice is no longer owed (CGST Act s. 34, Rule 53(1A)): only the lines and charges that are credited, as positive as on it. */
export interface CreditNoteDocument extends DocumentDetails {
  readonly type: "credit_note"
  readonly title: "credit_note"
  readonly creditId: CreditId
  readonly reason: CreditCause
  readonly original: CorrectedInvoice
}

/** Everything that is printed, with every figure computed: what renders it only lays it out. */
export type InvoiceDocument = SaleDocument | CreditNoteDocument

interface Issue {
  /** Given when it is issued, and never changed again. */
  readonly number: string
  readonly issuedAt: Instant
}
export type IssuedSale = SaleDocument & Issue
export type IssuedNote = CreditNoteDocument & Issue
export type IssuedDocument = InvoiceDocument & Issue
