import type { Money } from "../money/index.ts"
import type { PriceMode, RatePpm, Supply, TaxHeads } from "../tax/index.ts"

/** What is to be added up. Amounts in minor units of one currency, rates in parts per million. */
export interface TotalsInput {
  /** Whether prices contain their taxes, for every line that does not say otherwise, and for charges. */
  readonly priceMode: PriceMode
  readonly supply: Supply
  readonly lines: ReadonlyArray<TotalsLine>
  /** Taken in this order, each from what the ones before have left. */
  readonly orderDiscounts?: ReadonlyArray<OrderDiscount>
  readonly charges?: ReadonlyArray<Charge>
  /** `rupee` rounds the grand total half-up to whole rupees. `none` by default. */
  readonly roundOff?: "none" | "rupee"
}

export interface TotalsLine {
  readonly id: string
  /** Negative on a line that takes a sale back. */
  readonly unitPrice: Money
  readonly quantity: number
  /** For the whole line, of the sign of its price. */
  readonly discount?: Money
  readonly ratePpm: RatePpm
  readonly cessPpm?: RatePpm
  readonly cessPerUnit?: Money
  /** A gift takes no part in order discounts. It costs what its price says: nothing, as a rule. */
  readonly isFreeGift?: boolean
  readonly priceMode?: PriceMode
}

/** A discount on the document, spread over its lines (or those named) in proportion to what each has left; never more than that. */
export interface OrderDiscount {
  readonly id: string
  readonly amount: Money
  readonly lineIds?: ReadonlyArray<string>
}

/** Shipping, packing, a fee for cash on delivery. Carries no cess. */
export interface Charge {
  readonly id: string
  readonly amount: Money
  /** `proRata`: spread over the lines by net value, each share at its line's rate; `highest`: the highest rate of the document; `fixed`: its own. */
  readonly taxPolicy: "proRata" | "highest" | "fixed"
  /** For `fixed` only. */
  readonly ratePpm?: RatePpm
}

/** Every figure of a document. Heads of lines and charges add up to its own, to the paisa. */
export interface Totals extends TaxHeads {
  readonly lines: ReadonlyArray<LineTotals>
  readonly orderDiscounts: ReadonlyArray<OrderDiscountTotals>
  readonly charges: ReadonlyArray<ChargeTotals>
  /** Σ unit price × quantity, each line in its own price mode. */
  readonly subtotal: Money
  /** Σ line and order discounts. */
  readonly discountTotal: Money
  /** Of lines and charges, like every head. */
  readonly taxable: Money
  readonly tax: Money
  /** Σ charges as asked, in the document's price mode. */
  readonly chargesTotal: Money
  /** taxable + tax. */
  readonly totalBeforeRoundOff: Money
  readonly roundOff: Money
  readonly grandTotal: Money
}

export interface LineTotals extends TaxHeads {
  readonly id: string
  /** Unit price × quantity. */
  readonly gross: Money
  readonly lineDiscount: Money
  /** This line's share of all order discounts. */
  readonly orderDiscount: Money
  /** gross − discounts, in the line's own price mode. */
  readonly net: Money
  readonly taxable: Money
  /** cgst + sgst + igst + cess. */
  readonly tax: Money
  /** taxable + tax; of an inclusive line exactly its net. */
  readonly total: Money
  readonly ratePpm: RatePpm
}

export interface OrderDiscountTotals {
  readonly id: string
  readonly amount: Money
  /** What its lines could bear of the amount. */
  readonly applied: Money
}

export interface ChargeTotals extends TaxHeads {
  readonly id: string
  readonly amount: Money
  readonly taxable: Money
  readonly tax: Money
  readonly total: Money
  /** The charge by rate, lowest first, as the tax table of an invoice needs it. */
  readonly parts: ReadonlyArray<TaxByRate>
}

/** A row of a tax table. */
export interface TaxByRate extends TaxHeads {
  readonly ratePpm: RatePpm
  readonly taxable: Money
  readonly tax: Money
}

/** Why a document cannot be added up: the first that holds in this order, where ids come before lines, lines before discounts, discounts before charges. */
export type TotalsRefusal =
  | { readonly code: "line_id_repeated"; readonly lineId: string }
  | { readonly code: "order_discount_id_repeated"; readonly discountId: string }
  | { readonly code: "charge_id_repeated"; readonly chargeId: string }
  /** Not a whole number, or below zero. */
  | { readonly code: "quantity_invalid"; readonly lineId: string; readonly quantity: number }
  /** Not a whole number of minor units. */
  | { readonly code: "price_invalid"; readonly lineId: string; readonly unitPrice: number }
  /** Not a whole number from 0 to 1,000,000. */
  | { readonly code: "rate_out_of_range"; readonly lineId: string; readonly ratePpm: number }
  /** A rate above 1,000 %, an amount below zero, or a fraction. */
  | { readonly code: "cess_out_of_range"; readonly lineId: string; readonly cessPpm: number; readonly cessPerUnit: number }
  /** With its taxes the line could pass ₹45 lakh crore. */
  | { readonly code: "line_out_of_range"; readonly lineId: string }
  /** More than the line's gross, of the other sign, or a fraction. */
  | { readonly code: "discount_exceeds_line"; readonly lineId: string; readonly discount: number; readonly gross: Money }
  /** Below zero, or a fraction. */
  | { readonly code: "order_discount_invalid"; readonly discountId: string; readonly amount: number }
  | { readonly code: "order_discount_line_unknown"; readonly discountId: string; readonly lineId: string }
  /** Below zero, or a fraction. */
  | { readonly code: "charge_invalid"; readonly chargeId: string; readonly amount: number }
  /** `fixed` without a rate (null), or one that is not from 0 to 1,000,000. */
  | { readonly code: "charge_rate_out_of_range"; readonly chargeId: string; readonly ratePpm: number | null }
  /** With its taxes the document could pass ₹45 lakh crore. */
  | { readonly code: "total_out_of_range" }
  /** An inclusive price, after discounts, is less than the cess by quantity that it must contain. */
  | { readonly code: "cess_exceeds_price"; readonly lineId: string; readonly net: Money; readonly cess: Money }
