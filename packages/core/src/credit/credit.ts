import type { Money } from "../money/index.ts"
import type { RatePpm } from "../tax/index.ts"
import type { LineTotals, TaxByRate, Totals } from "../totals/index.ts"

/** A document as it was issued: its own figures, and how many units each line has. All that a credit is ever figured from. */
export interface Original {
  readonly totals: Totals
  /** Whole units by line id. */
  readonly quantities: Readonly<Record<string, number>>
}

/** What of a document has been credited so far. Every figure of it follows, so nothing else is kept. */
export interface Credited {
  /** Whole units by line id; a line that is not named has none. */
  readonly lines: Readonly<Record<string, number>>
  /** By charge id, in parts of what the goods are worth (`goodsCredited`): all of them is the whole charge. */
  readonly charges: Readonly<Record<string, number>>
}

export const nothingCredited: Credited = { lines: {}, charges: {} }

/**
 * How much of a charge goes back with a credit: nothing; so much that it keeps pace with the goods by value; all that is left;
 * or all that is left, but only with the last unit of the document.
 */
export type ChargePolicy = "none" | "proRata" | "all" | "withLast"

/**
 * What the shop keeps for taking goods back: an amount in paise, tax included, or a part of what the credited goods cost.
 * `like_the_goods` holds the tax of the goods that come back (an incidental expense at the rate of the principal supply, CGST
 * Act s. 15(2)(c) and s. 8(a)), and wants an invoice of its own; `untaxed` is a deduction from the money alone,
 * and so is any fee where the recipient owes the tax.
 */
export type RestockingFee =
  | { readonly kind: "amount"; readonly amount: Money; readonly tax: FeeTax }
  | { readonly kind: "share"; readonly ratePpm: RatePpm; readonly tax: FeeTax }

export type FeeTax = "like_the_goods" | "untaxed"

/** What is to be credited now. Charges that are not named stay as they are. */
export interface CreditRequest {
  readonly lines?: ReadonlyArray<{ readonly id: string; readonly quantity: number }>
  readonly charges?: Readonly<Record<string, ChargePolicy>>
  readonly restockingFee?: RestockingFee
}

/** A line's figures for so many of its units. */
export interface CreditLine extends LineTotals {
  readonly quantity: number
}

/**
 * The figures of a part of a document, in the shape of its totals and with the same sign. It names only the lines and charges
 * that it touches, and no order discounts: each line bears its share.
 */
export interface CreditFigures extends Totals {
  readonly lines: ReadonlyArray<CreditLine>
  readonly orderDiscounts: readonly []
}

/** What is kept of a credit, in paise. Taxed, its parts by rate add up to it; untaxed, it has none. */
export interface KeptFee {
  readonly amount: Money
  readonly parts: ReadonlyArray<TaxByRate>
}

export interface Credit {
  /** What the credit note says. All credits of a document add up to it, figure by figure. */
  readonly figures: CreditFigures
  readonly fee: KeptFee
  /** The money that goes back: the grand total of the figures less the fee. */
  readonly toRefund: Money
  /** Everything credited so far, this included: the `earlier` of the next. */
  readonly credited: Credited
  /** What can still be credited. */
  readonly left: CreditFigures
}

/** Why there is no credit: the first that holds, lines in the order of the request, before charges, before the fee. */
export type CreditRefusal =
  | { readonly code: "credit_line_not_found"; readonly lineId: string }
  | { readonly code: "credit_line_named_twice"; readonly lineId: string }
  /** Below zero, or a fraction. */
  | { readonly code: "credit_quantity_invalid"; readonly lineId: string; readonly quantity: number }
  | { readonly code: "credit_quantity_exceeds_left"; readonly lineId: string; readonly quantity: number; readonly left: number }
  | { readonly code: "credit_charge_not_found"; readonly chargeId: string }
  /** An amount or a rate that is below zero or a fraction, or a rate above 1,000,000. */
  | { readonly code: "restocking_fee_invalid"; readonly fee: RestockingFee }
  /** More than the goods of this credit, or than all of its money, in paise. */
  | { readonly code: "restocking_fee_exceeds_credit"; readonly fee: Money; readonly most: Money }
