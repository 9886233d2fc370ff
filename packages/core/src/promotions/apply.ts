import { money, subtract, sum } from "../money/index.ts"
import type { TotalsInput } from "../totals/index.ts"
import type { Evaluation } from "./evaluation.ts"

/**
 * A document of the lines that were evaluated, in their order, with what its promotions take off: `calculateTotals` then says what
 * it costs, and takes discounts in sequence as the evaluation did.
 */
export const applyPromotions = (document: TotalsInput, { lineDiscounts, orderDiscounts, waivedCharges }: Evaluation): TotalsInput => ({
  ...document,
  lines: document.lines.map((line) => {
    const off = lineDiscounts.filter(({ lineId }) => lineId === line.id).map(({ amount }) => amount)
    return off.length === 0 ? line : { ...line, discount: sum([line.discount ?? money(0), ...off]) }
  }),
  orderDiscounts: [...document.orderDiscounts ?? [], ...orderDiscounts],
  charges: (document.charges ?? []).map((charge) => {
    const waived = waivedCharges.filter(({ chargeId }) => chargeId === charge.id).map(({ amount }) => amount)
    return { ...charge, amount: subtract(charge.amount, sum(waived)) }
  })
})
