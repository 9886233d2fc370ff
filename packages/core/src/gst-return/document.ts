import type { Address } from "../address.ts"
import type { Instant } from "../id.ts"
import type { IssuedDocument, IssuedNote, IssuedSale, Seller, TaxFigures } from "../invoice/index.ts"
import type { Money } from "../money/index.ts"
import type { RatePpm, StateCode, Supply, Treatment } from "../tax/index.ts"

/** What a line of a reported document says. Amounts in paise, without tax; never negative, on notes too. */
export interface ReportedLine extends TaxFigures {
  /** Goods or services; or a charge for bringing them, which is taxed and coded like them, and counts no pieces. */
  readonly kind: "goods" | "charge"
  readonly description: string
  readonly hsnCode: string
  readonly quantity: number
  /** Unique Quantity Code of the GST portal. */
  readonly unit: string
  readonly ratePpm: RatePpm
  /** Why it is not taxed, where it is not. */
  readonly treatment?: Treatment
  /** Unit price × quantity and the discount on it, where prices are without tax; where they hold it, the value without tax and nothing. */
  readonly gross: Money
  readonly discount: Money
}

/** A party as the e-invoice names it. */
export interface Party {
  readonly gstin?: string
  readonly address: Address
  readonly legalName?: string
  readonly tradeName?: string
}

/** Where the buyer stands: in India, in a special economic zone, abroad, or supplied as if abroad. */
export type Destination = "domestic" | "sez" | "overseas" | "deemed_export"

/** An issued invoice or note, as returns and the e-invoice portal want it. */
export interface ReportedDocument {
  readonly type: "invoice" | "credit_note" | "debit_note"
  readonly number: string
  readonly issuedAt: Instant
  readonly seller: Seller
  readonly buyer: Party
  readonly deliveryAddress: Address
  readonly destination: Destination
  readonly supply: Supply
  /** Of a domestic supply; exports have none. */
  readonly placeOfSupply: StateCode
  readonly reverseCharge: boolean
  /** The operator through whom it was sold and who collects tax at source (CGST Act s.52). */
  readonly operatorGstin?: string
  readonly lines: ReadonlyArray<ReportedLine>
  /** On notes as positive as on the invoice. */
  readonly totals: TaxFigures & { readonly roundOff: Money; readonly grandTotal: Money }
  /** Of a note: the invoice that it corrects. */
  readonly original?: { readonly number: string; readonly issuedAt: Instant; readonly grandTotal: Money }
}

/** The invoice of a sale within India, as it was issued. What has no rate is nil rated, unless its line or `treatmentOf` knows better. */
export const reportedInvoice = (document: IssuedSale, treatmentOf: TreatmentOf = nilRated): ReportedDocument => ({ type: "invoice", ...domestic(document, treatmentOf) })

/** The note that credits such an invoice, as it was issued, with the invoice as it was issued before. */
export const reportedCreditNote = (note: IssuedNote, sale: IssuedSale, treatmentOf: TreatmentOf = nilRated): ReportedDocument => {
  const { number, issuedAt } = note.original
  return { type: "credit_note", ...domestic(note, treatmentOf), original: { number, issuedAt, grandTotal: sale.totals.grandTotal } }
}

/** Why goods of this code are not taxed, where they are not. */
type TreatmentOf = (hsnCode: string) => Treatment
const nilRated: TreatmentOf = () => "nil_rated"

const domestic = (document: IssuedDocument, treatmentOf: TreatmentOf): Omit<ReportedDocument, "type"> => {
  const { buyer, deliveryAddress, issuedAt, lines, number, placeOfSupply, priceMode, reverseCharge, seller, supply, totals } = document
  return {
    number,
    issuedAt,
    seller,
    buyer,
    deliveryAddress,
    destination: "domestic",
    supply,
    placeOfSupply,
    reverseCharge,
    lines: lines.map(({ kind, description, hsnCode, quantity, unit, ratePpm, taxable, cgst, sgst, igst, cess, gross, discount, treatment }) => ({
      kind,
      description,
      hsnCode,
      quantity,
      unit,
      ratePpm,
      ...(ratePpm > 0 ? {} : { treatment: treatment ?? treatmentOf(hsnCode) }),
      ...(priceMode === "exclusive" ? { gross, discount } : { gross: taxable, discount: nothing }),
      taxable,
      cgst,
      sgst,
      igst,
      cess
    })),
    totals
  }
}

const nothing = 0 as Money

/** +1, or −1 for a credit note: notes are stored positive, and take away when they are added up. */
export const signOf = ({ type }: Pick<ReportedDocument, "type">): 1 | -1 => type === "credit_note" ? -1 : 1

/** Services have codes that begin with 99, and no quantity. */
export const isService = (hsnCode: string): boolean => hsnCode.startsWith("99")

/** Whether a line belongs to the tables of what is taxed: at a rate, or at nothing because it goes abroad. */
export const isTaxed = ({ treatment }: ReportedLine): boolean => treatment === undefined || treatment === "zero_rated"

/** Whether the buyer is registered, as every table and the e-invoice take it. A number of another country is none. */
export const isRegistered = ({ buyer, destination }: Pick<ReportedDocument, "buyer" | "destination">): boolean => destination !== "overseas" && buyer.gstin !== undefined
