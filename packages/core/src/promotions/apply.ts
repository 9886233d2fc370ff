import { subtract, sum } from "../money/index.ts"
import type { TotalsInput } from "../totals/index.ts"
import type { Evaluation } from "./evaluation.ts"

/**
 * A document of the lines that were evaluated, in their order, with what its promotions take off: `calculateTotals` then says what
 * it costs, and takes discounts in sequence as the evaluation did. Throws on a document with discounts of its own: the evaluation
 * did not know of them, and what it promised could not be kept.
 */
export const applyPromotions = (document: TotalsInput, { lineDiscounts, orderDiscounts, waivedCharges }: Evaluation): TotalsInput => {
  if ((document.orderDiscounts ?? []).length > 0 || document.lines.some(({ discount = 0 }) => discount !== 0)) {
    throw new RangeError("promotions are applied to a document that has no discounts of its own")
  }
  return withPromotions(document, { lineDiscounts, orderDiscounts, waivedCharges })
}

const withPromotions = (document: TotalsInput, { lineDiscounts, orderDiscounts, waivedCharges }: Pick<Evaluation, "lineDiscounts" | "orderDiscounts" | "waivedCharges">): TotalsInput => ({
  ...document,
  lines: document.lines.map((line) => {
    const off = lineDiscounts.filter(({ lineId }) => lineId === line.id).map(({ amount }) => amount)
    return off.length === 0 ? line : { ...line, discount: sum(off) }
  }),
  orderDiscounts,
  charges: (document.charges ?? []).map((charge) => {
    const waived = waivedCharges.filter(({ chargeId }) => chargeId === charge.id).map(({ amount }) => amount)
    return { ...charge, amount: subtract(charge.amount, sum(waived)) }
  })
})
