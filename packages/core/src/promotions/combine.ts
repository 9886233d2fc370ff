import { type Money, money, mulDiv, subtract, sum } from "../money/index.ts"
import { spreadOrderDiscounts } from "../totals/discount.ts"
import type { OrderDiscount } from "../totals/index.ts"
import { unitsGot, unitsIn } from "./buy-x-get-y.ts"
import { goodsIn, valueOf } from "./condition.ts"
import type { AppliedPromotion, BoughtLine, Evaluation, LineDiscount, NotApplied, PromotionRequest, Reason } from "./evaluation.ts"
import type { Benefit, Off, Promotion } from "./promotion.ts"

/** What promotions do together that may all apply. */
export interface Combination extends Pick<Evaluation, "applied" | "notApplied" | "lineDiscounts" | "orderDiscounts" | "waivedCharges"> {
  /** To the customer, in paise, gifts at what they would cost. */
  readonly worth: Money
}

/** Takes promotions in turn, each from what the ones before have left: units first, then goods, then shipping, then gifts. */
export const combine = (promotions: ReadonlyArray<Promotion>, request: PromotionRequest): Combination => {
  let taken: Taken = { lineDiscounts: [], orderDiscounts: [], waivedCharges: [] }
  const applied: Array<AppliedPromotion> = []
  const notApplied: Array<NotApplied> = []
  for (const promotion of promotions.toSorted(inTurn)) {
    const step = stepOf(promotion, request, taken)
    if ("reason" in step) {
      notApplied.push({ promotionId: promotion.id, reason: step.reason })
      continue
    }
    taken = step.taken
    applied.push(appliedOf(promotion, step))
  }
  const worth = sum(applied.map(({ off, gift }) => money(off + (gift ? gift.quantity * gift.unitWorth : 0))))
  return { applied, notApplied, ...taken, worth }
}

type Taken = Pick<Evaluation, "lineDiscounts" | "orderDiscounts" | "waivedCharges">
type Step = { readonly taken: Taken; readonly off: Money; readonly unapplied: Money } | { readonly reason: Reason }

const turn: Readonly<Record<Benefit["kind"], number>> = { buy_x_get_y: 1, percentage: 2, fixed: 2, tiers: 2, free_shipping: 3, free_gift: 4 }

const inTurn = (a: Promotion, b: Promotion): number =>
  turn[a.benefit.kind] - turn[b.benefit.kind] || a.priority - b.priority || (a.id < b.id ? -1 : 1)

const appliedOf = ({ id, name, code, benefit }: Promotion, { off, unapplied }: Exclude<Step, { readonly reason: Reason }>): AppliedPromotion => ({
  promotionId: id,
  name,
  ...(code === undefined ? {} : { code }),
  off,
  unapplied,
  ...(benefit.kind === "free_gift" ? { gift: { variantId: benefit.variantId, quantity: benefit.quantity, unitWorth: benefit.unitWorth } } : {})
})

const stepOf = (promotion: Promotion, request: PromotionRequest, taken: Taken): Step => {
  const { id, benefit, conditions } = promotion
  const eligible = goodsIn(request.lines, conditions.goods)
  switch (benefit.kind) {
    case "percentage":
    case "fixed": return offGoods(promotion, benefit, eligible, request, taken)
    case "tiers": return offGoods(promotion, tierFor(benefit.tiers, valueOf(eligible)), eligible, request, taken)
    case "buy_x_get_y": {
      const got = unitsGot(benefit, eligible, goodsIn(request.lines, benefit.getFrom ?? conditions.goods))
      if (got.length === 0) return { reason: { code: "too_few_items", buy: benefit.buy, get: benefit.get, found: unitsIn(eligible) } }
      const left = leftOn(request.lines, taken)
      const asked = sum(got.map(({ quantity, offEach }) => money(quantity * offEach)))
      const discounts = got.map(({ lineId, quantity, offEach }): LineDiscount => ({ promotionId: id, lineId, amount: lesser(money(quantity * offEach), left.get(lineId)!) }))
      const off = sum(discounts.map(({ amount }) => amount))
      return unlessNothing(off, subtract(asked, off), { ...taken, lineDiscounts: [...taken.lineDiscounts, ...discounts.filter(({ amount }) => amount > 0)] })
    }
    case "free_shipping": {
      const { shipping } = request
      if (shipping === undefined || taken.waivedCharges.length > 0) return unlessNothing(money(0), money(0), taken)
      return unlessNothing(shipping.amount, money(0), { ...taken, waivedCharges: [{ promotionId: id, chargeId: shipping.id, amount: shipping.amount }] })
    }
    case "free_gift": return { taken, off: money(0), unapplied: money(0) }
  }
}

/** A discount on the goods that a promotion is for, of what they still cost. */
const offGoods = ({ id, conditions }: Promotion, wanted: Off, eligible: ReadonlyArray<BoughtLine>, { lines }: PromotionRequest, taken: Taken): Step => {
  const left = leftOn(lines, taken)
  const base = sum(eligible.map(({ lineId }) => left.get(lineId)!))
  const asked = wanted.kind === "fixed" ? wanted.amount : percentageOf(base, wanted)
  const off = lesser(asked, base)
  const lineIds = conditions.goods === undefined ? {} : { lineIds: eligible.map(({ lineId }) => lineId) }
  const discount: OrderDiscount = { id, amount: off, ...lineIds }
  return unlessNothing(off, subtract(asked, off), { ...taken, orderDiscounts: [...taken.orderDiscounts, discount] })
}

const percentageOf = (base: Money, { ratePpm, cap }: Extract<Off, { readonly kind: "percentage" }>): Money =>
  lesser(mulDiv(base, ratePpm, 1_000_000, "half-up"), cap ?? base)

const lesser = (one: Money, other: Money): Money => one < other ? one : other

const tierFor = (tiers: Extract<Benefit, { readonly kind: "tiers" }>["tiers"], value: Money): Off =>
  tiers.filter(({ from }) => from <= value).reduce((highest, tier) => tier.from > highest.from ? tier : highest).off

const unlessNothing = (off: Money, unapplied: Money, taken: Taken): Step =>
  off === 0 ? { reason: { code: "nothing_left_to_discount", unapplied } } : { taken, off, unapplied }

/** What each line still costs: exactly as the totals will spread it. */
const leftOn = (lines: ReadonlyArray<BoughtLine>, { lineDiscounts, orderDiscounts }: Taken): ReadonlyMap<string, Money> => {
  const discounted = lines.map(({ lineId, unitPrice, quantity }) =>
    ({ id: lineId, unitPrice, quantity, ratePpm: 0, discount: sum(lineDiscounts.filter((each) => each.lineId === lineId).map(({ amount }) => amount)) }))
  const { shares } = spreadOrderDiscounts(orderDiscounts, discounted)
  return new Map(discounted.map(({ id, unitPrice, quantity, discount }, i) => [id, money(unitPrice * quantity - discount - shares[i]!)]))
}
