import type { Instant } from "../id.ts"
import type { Money } from "../money/index.ts"
import type { Charge, OrderDiscount } from "../totals/index.ts"
import type { Gift, Promotion } from "./promotion.ts"

/** Everything that promotions are decided by: no clock, no catalog, no counter is asked. */
export interface PromotionRequest {
  /** What is bought. */
  readonly lines: ReadonlyArray<BoughtLine>
  /** What promotions have put into the cart so far. */
  readonly gifts: ReadonlyArray<GiftLine>
  /** The charge for shipping, once it is known. */
  readonly shipping?: Pick<Charge, "id" | "amount">
  readonly customer: CustomerFacts
  /** Once it is chosen. */
  readonly paymentMethod?: string
  readonly now: Instant
  readonly promotions: ReadonlyArray<Promotion>
  /** As the customer typed them. */
  readonly codes: ReadonlyArray<string>
  /** How often each was used in orders that stand, by promotion id; never, where it is not named. */
  readonly usage: Readonly<Record<string, Usage>>
}

export interface BoughtLine {
  readonly lineId: string
  readonly productId: string
  readonly categoryIds: ReadonlyArray<string>
  readonly unitPrice: Money
  readonly quantity: number
}

export interface GiftLine {
  readonly lineId: string
  readonly promotionId: string
  readonly variantId: string
  readonly quantity: number
}

export interface CustomerFacts {
  /** A guest has none. */
  readonly customerId?: string
  readonly previousOrders: number
}

export interface Usage {
  readonly total: number
  readonly byCustomer: number
}

/** What promotions do to a cart. `applyPromotions` puts the money into a document; the gifts are the cart's to add and remove. */
export interface Evaluation {
  /** In the order in which they are taken. */
  readonly applied: ReadonlyArray<AppliedPromotion>
  /** Every other promotion, by id, and every code that is none. */
  readonly notApplied: ReadonlyArray<NotApplied>
  /** Taken first. Whole-line amounts in paise. */
  readonly lineDiscounts: ReadonlyArray<LineDiscount>
  /** Taken next, in this order; the ids are those of the promotions. */
  readonly orderDiscounts: ReadonlyArray<OrderDiscount>
  readonly waivedCharges: ReadonlyArray<{ readonly promotionId: string; readonly chargeId: string; readonly amount: Money }>
  readonly giftsToAdd: ReadonlyArray<Omit<GiftLine, "lineId">>
  /** Line ids. */
  readonly giftsToRemove: ReadonlyArray<string>
}

export interface LineDiscount {
  readonly promotionId: string
  readonly lineId: string
  readonly amount: Money
}

/** What a promotion gives, in paise. */
export interface AppliedPromotion {
  readonly promotionId: string
  readonly name: string
  readonly code?: string
  /** Off the goods and the shipping. Nothing for a gift, which is beside the money. */
  readonly off: Money
  /** What it would have taken off besides, had there been so much to take it from. */
  readonly unapplied: Money
  readonly gift?: Gift
}

export interface NotApplied {
  /** No promotion has an unknown code. */
  readonly promotionId?: string
  readonly reason: Reason
}

/** Why a promotion does not apply: the first that holds, in this order. */
export type Reason =
  /** In capitals, without the space around it. */
  | { readonly code: "unknown_code"; readonly entered: string }
  | { readonly code: "code_not_entered" }
  | { readonly code: "not_started"; readonly startsAt: Instant }
  | { readonly code: "expired"; readonly endedAt: Instant }
  | { readonly code: "usage_limit_reached"; readonly limit: number }
  | { readonly code: "customer_usage_limit_reached"; readonly limit: number }
  | { readonly code: "not_for_this_customer" }
  | { readonly code: "not_first_order"; readonly previousOrders: number }
  /** `chosen` is null before there is a choice. */
  | { readonly code: "not_for_this_payment_method"; readonly accepted: ReadonlyArray<string>; readonly chosen: string | null }
  | { readonly code: "not_for_these_products" }
  | { readonly code: "minimum_not_reached"; readonly minimum: Money; readonly missing: Money }
  /** Not enough units in the cart to get any. */
  | { readonly code: "too_few_items"; readonly buy: number; readonly get: number; readonly found: number }
  /** The goods or the shipping that it is for cost nothing, nothing any more, or nothing that is known yet. */
  | { readonly code: "nothing_left_to_discount"; readonly unapplied: Money }
  /** Others are worth more to the customer, and these do not go together. */
  | { readonly code: "excluded_by"; readonly promotionIds: ReadonlyArray<string> }
