import { allocate, type Money, money } from "../money/index.ts"
import type { OrderDiscount, OrderDiscountTotals, TotalsLine } from "./totals.ts"

/**
 * Spreads order discounts over lines in turn, each in proportion to what the lines still have after the ones before it.
 * Gifts, lines that are not named and lines taken back bear nothing; what the rest cannot bear is not applied.
 */
export const spreadOrderDiscounts = (
  discounts: ReadonlyArray<OrderDiscount>,
  lines: ReadonlyArray<TotalsLine>
): { readonly applied: ReadonlyArray<OrderDiscountTotals>; readonly shares: ReadonlyArray<Money> } => {
  const nothing = money(0)
  const shares = lines.map(() => nothing)
  const applied = discounts.map(({ id, amount, lineIds }) => {
    const named = lineIds && new Set(lineIds)
    const left: Array<number> = []
    let bearable = 0
    for (let i = 0; i < lines.length; i++) {
      const line = lines[i]!
      const isEligible = line.isFreeGift !== true && (named === undefined || named.has(line.id))
      const remaining = isEligible ? Math.max(0, line.unitPrice * line.quantity - (line.discount ?? 0) - shares[i]!) : 0
      left.push(remaining)
      bearable += remaining
    }
    const borne = money(Math.min(amount, bearable))
    const parts = allocate(borne, left)
    for (let i = 0; i < parts.length; i++) shares[i] = (shares[i]! + parts[i]!) as Money
    return { id, amount, applied: borne }
  })
  return { applied, shares }
}
