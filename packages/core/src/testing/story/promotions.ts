// What the stories of promotions are told with: what is bought, and what is taken off.
import { money } from "../../money/index.ts"
import { type Benefit, type BoughtLine, evaluatePromotions, type Evaluation, type Promotion, type PromotionRequest, type Reason } from "../../promotions/index.ts"

export const line = (lineId: string, unitPrice: number, quantity = 1, categoryId = "home"): BoughtLine =>
  ({ lineId, productId: lineId, categoryIds: [categoryId], unitPrice: money(unitPrice), quantity })
/** Tea at ₹250, two cups at ₹400, a rug at ₹1,500: ₹2,550. */
export const tea = line("tea", 25_000, 1, "food")
export const cups = line("cup", 40_000, 2)
export const rug = line("rug", 150_000)
export const rule = (id: string, benefit: Benefit, more: Partial<Promotion> = {}): Promotion =>
  ({ id, name: id, benefit, conditions: {}, combining: "stackable", priority: 0, ...more })
export const percent = (percentage: number): Benefit => ({ kind: "percentage", ratePpm: percentage * 10_000 })
export const rupees = (amount: number): Benefit => ({ kind: "fixed", amount: money(amount * 100) })
export const evaluate = (promotions: ReadonlyArray<Promotion>, more: Partial<PromotionRequest> = {}): Evaluation =>
  evaluatePromotions({ lines: [tea, cups, rug], gifts: [], customer: { customerId: "asha", previousOrders: 2 }, now: 100, codes: [], usage: {}, promotions, ...more })
export const offs = ({ applied }: Evaluation): Readonly<Record<string, number>> => Object.fromEntries(applied.map(({ promotionId, off }) => [promotionId, off]))
export const reasonOf = (promotion: Promotion, more: Partial<PromotionRequest> = {}): Reason | undefined =>
  evaluate([promotion], more).notApplied.find(({ promotionId }) => promotionId === promotion.id)?.reason
export const ten = (conditions: Promotion["conditions"]): Promotion => rule("ten", percent(10), { conditions })
