import { allocate, money } from "../money/index.ts"
import type { OrderDiscount, OrderDiscountTotals, TotalsLine } from "./totals.ts"

/**
 * Spreads order discounts over lines in turn, each in proportion to what the lines still have after the ones before it.
 * Gifts, lines that are not named and lines taken back bear nothing; what the rest cannot bear is not applied.
 */
export const spreadOrderDiscounts = (
  discounts: ReadonlyArray<OrderDiscount>,
  lines: ReadonlyArray<TotalsLine>,
  nets: ReadonlyArray<number>
): { readonly applied: ReadonlyArray<OrderDiscountTotals>; readonly shares: ReadonlyArray<number> } => {
  const shares = nets.map(() => 0)
  const applied = discounts.map(({ id, amount, lineIds }) => {
    const eligible = lineIds && new Set(lineIds)
    let bearable = 0
    const left = lines.map((line, i) => {
      const isEligible = line.isFreeGift !== true && (eligible === undefined || eligible.has(line.id))
      const remaining = isEligible ? Math.max(0, nets[i]! - shares[i]!) : 0
      bearable += remaining
      return remaining
    })
    const borne = money(Math.min(amount, bearable))
    allocate(borne, left).forEach((share, i) => { shares[i]! += share })
    return { id, amount, applied: borne }
  })
  return { applied, shares }
}
