import type { Money } from "../money/index.ts"
import type { PriceMode, RatePpm, Supply, TaxHeads, Treatment } from "../tax/index.ts"

/** What is to be added up. Amounts in minor units of one currency, rates in parts per million. */
export interface TotalsInput {
  /** Whether prices contain their taxes, for every line that does not say otherwise, and for charges. */
  readonly priceMode: PriceMode
  readonly supply: Supply
  readonly lines: ReadonlyArray<TotalsLine>
  /** Taken in this order. No line gives more than it has left after the ones before. */
  readonly orderDiscounts?: ReadonlyArray<OrderDiscount>
  /**
   * What each order discount is a share of, and is spread by: what the ones before have left (`in_sequence`, the default: twice 10 %
   * are 19 %), or what the lines had before any of them (`on_original`: twice 10 % are 20 %).
   */
  readonly discountStacking?: "in_sequence" | "on_original"
  readonly charges?: ReadonlyArray<Charge>
  /** Where a fraction of a paisa of tax is settled: on every `line`, as by default, or once for each rate of the `document`, the rest carried from line to line. */
  readonly rounding?: "line" | "document"
  /** `recipient` under reverse charge (CGST Act s. 9(3) and (4)): taxes are figured and not charged, so no price contains them. `supplier` by default. */
  readonly taxPayableBy?: "supplier" | "recipient"
  /** `rupee` rounds the grand total half-up to whole rupees; another cash unit is named by its minor units, five for Swiss francs. `none` by default. */
  readonly roundOff?: "none" | "rupee" | { readonly multipleOf: Money }
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
  /** Why the line is not taxed. It then has neither rate nor cess. */
  readonly treatment?: Treatment
  /** Of one piece, all taxes included, where the goods are taxed on it and not on what they are sold for (CGST Rule 31D). */
  readonly retailSalePrice?: Money
  /** Whose sale it is, on a marketplace (`totalsBySeller`). */
  readonly sellerId?: string
}

/** A discount on the document, spread over its lines (or those named) in proportion to what each has left; never more than that. */
export interface OrderDiscount {
  readonly id: string
  /** With `ratePpm`, the most that it may come to. */
  readonly amount: Money
  /** A share of its lines, half-up: 10 % is 100,000. */
  readonly ratePpm?: RatePpm
  readonly lineIds?: ReadonlyArray<string>
}

/**
 * Shipping, packing, gift wrap, a fee for cash on delivery: part of the value of what is supplied (CGST Act s. 15(2)(c)). Carries no
 * cess. Lines taken back bear no part of it beside lines supplied; where all that it is for is taken back, they bear it by magnitude.
 */
export interface Charge {
  readonly id: string
  readonly amount: Money
  /** `proRata`: spread over the lines by net value, each share at its line's rate; `highest`: the highest rate among them; `fixed`: its own. */
  readonly taxPolicy: "proRata" | "highest" | "fixed"
  /** For `fixed` only. */
  readonly ratePpm?: RatePpm
  /** The lines that it is for, as gift wrap is for one; all of them where none is named. */
  readonly lineIds?: ReadonlyArray<string>
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
  /** taxable + tax; under reverse charge taxable alone. */
  readonly totalBeforeRoundOff: Money
  readonly roundOff: Money
  readonly grandTotal: Money
  /** Present under reverse charge: the tax figured here is in no total. */
  readonly taxPayableBy?: "recipient"
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
  /** taxable + tax, of an inclusive line exactly its net; under reverse charge taxable alone. */
  readonly total: Money
  readonly ratePpm: RatePpm
  /** As the line said. */
  readonly treatment?: Treatment
}

export interface OrderDiscountTotals {
  readonly id: string
  /** What was asked, a share already figured. */
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
  /**
   * Not a whole number of minor units; or, with `retailSalePrice`, that is none from zero up, or the line costs less, after discounts,
   * than the tax on it that its price contains.
   */
  | { readonly code: "price_invalid"; readonly lineId: string; readonly unitPrice: number; readonly retailSalePrice?: number }
  /** Not a whole number from 0 to 1,000,000; with `treatment`, not 0. */
  | { readonly code: "rate_out_of_range"; readonly lineId: string; readonly ratePpm: number; readonly treatment?: Treatment }
  /** A rate above 1,000 %, an amount below zero, or a fraction; with `treatment`, any. */
  | { readonly code: "cess_out_of_range"; readonly lineId: string; readonly cessPpm: number; readonly cessPerUnit: number; readonly treatment?: Treatment }
  /** With its taxes the line could pass ₹45 lakh crore. */
  | { readonly code: "line_out_of_range"; readonly lineId: string }
  /** More than the line's gross, of the other sign, or a fraction. */
  | { readonly code: "discount_exceeds_line"; readonly lineId: string; readonly discount: number; readonly gross: Money }
  /** Below zero, or a fraction; with `ratePpm`, a share that is not from 0 to 1,000,000. */
  | { readonly code: "order_discount_invalid"; readonly discountId: string; readonly amount: number; readonly ratePpm?: number }
  | { readonly code: "order_discount_line_unknown"; readonly discountId: string; readonly lineId: string }
  /** Below zero, or a fraction; with `lineId`, for a line that is not there. */
  | { readonly code: "charge_invalid"; readonly chargeId: string; readonly amount: number; readonly lineId?: string }
  /** `fixed` without a rate (null), or one that is not from 0 to 1,000,000. */
  | { readonly code: "charge_rate_out_of_range"; readonly chargeId: string; readonly ratePpm: number | null }
  /** With its taxes the document could pass ₹45 lakh crore. */
  | { readonly code: "total_out_of_range" }
  /** An inclusive price, after discounts, is less than the cess by quantity that it must contain. */
  | { readonly code: "cess_exceeds_price"; readonly lineId: string; readonly net: Money; readonly cess: Money }
