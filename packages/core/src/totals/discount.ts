import { allocate, type Money, money, mulDiv } from "../money/index.ts"
import { WHOLE_PPM } from "../tax/rate.ts"
import type { OrderDiscount, OrderDiscountTotals, TotalsInput, TotalsLine } from "./totals.ts"

/** Order discounts as they were applied, and who bears them. */
export interface SpreadDiscounts {
  readonly applied: ReadonlyArray<OrderDiscountTotals>
  /** Of each discount, each line's part. */
  readonly parts: ReadonlyArray<ReadonlyArray<Money>>
  /** Of each line, its parts of all discounts. */
  readonly shares: ReadonlyArray<Money>
}

/**
 * Spreads order discounts over lines in turn, each in proportion to what the lines still have after the ones before it or, where they
 * stack on the original, had before any. Gifts, lines that are not named and lines taken back bear nothing; what the rest cannot
 * bear is not applied.
 */
export const spreadOrderDiscounts = (
  discounts: ReadonlyArray<OrderDiscount>,
  lines: ReadonlyArray<TotalsLine>,
  stacking: NonNullable<TotalsInput["discountStacking"]> = "in_sequence"
): SpreadDiscounts => {
  const nothing = money(0)
  const shares = lines.map(() => nothing)
  const parts: Array<ReadonlyArray<Money>> = []
  const applied = discounts.map((discount) => {
    const named = discount.lineIds && new Set(discount.lineIds)
    const left: Array<number> = []
    const original: Array<number> = []
    let bearable = 0
    let base = 0
    for (let i = 0; i < lines.length; i++) {
      const line = lines[i]!
      const isEligible = line.isFreeGift !== true && (named === undefined || named.has(line.id))
      const before = isEligible ? Math.max(0, line.unitPrice * line.quantity - (line.discount ?? 0)) : 0
      const remaining = Math.max(0, before - shares[i]!)
      left.push(remaining)
      bearable += remaining
      if (stacking === "on_original") original.push(before)
      base += stacking === "on_original" ? before : remaining
    }
    const amount = discount.ratePpm === undefined ? discount.amount : money(Math.min(discount.amount, mulDiv(money(base), discount.ratePpm, WHOLE_PPM, "half-up")))
    const borne = money(Math.min(amount, bearable))
    const part = stacking === "on_original" ? allocateUpTo(borne, original, left) : allocate(borne, left)
    for (let i = 0; i < part.length; i++) shares[i] = (shares[i]! + part[i]!) as Money
    parts.push(part)
    return { id: discount.id, amount, applied: borne }
  })
  return { applied, parts, shares }
}

/** Splits by weight, but gives nobody more than a limit; what is over goes to the others by what they have left. */
const allocateUpTo = (amount: Money, weights: ReadonlyArray<number>, limits: ReadonlyArray<number>): ReadonlyArray<Money> => {
  const within = allocate(amount, weights).map((share, i) => Math.min(share, limits[i]!))
  const over = money(amount - within.reduce((total, share) => total + share, 0))
  return allocate(over, limits.map((limit, i) => limit - within[i]!)).map((more, i) => money(within[i]! + more))
}
