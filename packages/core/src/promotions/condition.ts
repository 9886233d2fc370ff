import { type Money, money, sum } from "../money/index.ts"
import type { BoughtLine, PromotionRequest, Reason, Usage } from "./evaluation.ts"
import type { Goods, Promotion } from "./promotion.ts"

/** The first condition that a promotion fails, the most general first; nothing, if it may apply. */
export const failedCondition = (promotion: Promotion, request: PromotionRequest): Reason | undefined => {
  const { startsAt, endsAt, usageLimit, usageLimitPerCustomer, customerIds, orders, paymentMethods, goods, minimum } = promotion.conditions
  const { now, customer, paymentMethod, lines } = request
  const used = usageOf(promotion, request)
  if (promotion.code !== undefined && !request.codes.map(plainCode).includes(plainCode(promotion.code))) return { code: "code_not_entered" }
  if (startsAt !== undefined && now < startsAt) return { code: "not_started", startsAt }
  if (endsAt !== undefined && now >= endsAt) return { code: "expired", endedAt: endsAt }
  if (usageLimit !== undefined && used.total >= usageLimit) return { code: "usage_limit_reached", limit: usageLimit }
  if (usageLimitPerCustomer !== undefined && used.byCustomer >= usageLimitPerCustomer) return { code: "customer_usage_limit_reached", limit: usageLimitPerCustomer }
  if (customerIds !== undefined && !(customer.customerId !== undefined && customerIds.includes(customer.customerId))) return { code: "not_for_this_customer" }
  if (orders === "first_only" && customer.previousOrders > 0) return { code: "not_first_order", previousOrders: customer.previousOrders }
  if (paymentMethods !== undefined && !(paymentMethod !== undefined && paymentMethods.includes(paymentMethod))) {
    return { code: "not_for_this_payment_method", accepted: paymentMethods, chosen: paymentMethod ?? null }
  }
  const eligible = goodsIn(lines, goods)
  if (eligible.length === 0) return { code: "not_for_these_products" }
  return minimum && minimumReason(minimum.amount, valueOf(minimum.of === "cart" ? lines : eligible)) || tierReason(promotion, eligible)
}

/** A code as it is compared: in capitals, without the space around it. */
export const plainCode = (code: string): string => code.trim().toUpperCase()

/** The lines with at least one unit that are of these goods. */
export const goodsIn = (lines: ReadonlyArray<BoughtLine>, { productIds, categoryIds }: Goods = {}): ReadonlyArray<BoughtLine> =>
  lines.filter(({ quantity, productId, categoryIds: its }) => quantity > 0 &&
    ((productIds === undefined && categoryIds === undefined) || productIds?.includes(productId) === true || its.some((each) => categoryIds?.includes(each) === true)))

/** What lines cost before any promotion. */
export const valueOf = (lines: ReadonlyArray<BoughtLine>): Money => sum(lines.map(({ unitPrice, quantity }) => money(unitPrice * quantity)))

const minimumReason = (minimum: Money, value: Money): Reason | undefined =>
  value < minimum ? { code: "minimum_not_reached", minimum, missing: money(minimum - value) } : undefined

/** Tiers want the lowest of them reached. */
const tierReason = ({ benefit }: Promotion, eligible: ReadonlyArray<BoughtLine>): Reason | undefined =>
  benefit.kind === "tiers" ? minimumReason(money(Math.min(...benefit.tiers.map(({ from }) => from))), valueOf(eligible)) : undefined

const usageOf = ({ id }: Promotion, { usage }: PromotionRequest): Usage => Object.hasOwn(usage, id) ? usage[id]! : { total: 0, byCustomer: 0 }
