import type { Instant } from "../id.ts"
import type { Money } from "../money/index.ts"
import type { RatePpm } from "../tax/index.ts"

/** A rule of the shop that makes a sale cheaper, as data. */
export interface Promotion {
  readonly id: string
  /** As the customer reads it: "Diwali, 10 % off". */
  readonly name: string
  /** With a code it is a coupon, that the customer enters in any case; without one it comes by itself. */
  readonly code?: string
  readonly benefit: Benefit
  readonly conditions: Conditions
  /** An exclusive one applies alone. */
  readonly combining: "stackable" | "exclusive"
  /** The lower is taken earlier, from what the ones before have left. Of one priority, the smaller id. */
  readonly priority: number
}

export type Benefit =
  | Off
  /** By what the eligible goods cost: the highest tier reached. */
  | { readonly kind: "tiers"; readonly tiers: ReadonlyArray<Tier> }
  | BuyXGetY
  | { readonly kind: "free_shipping" }
  | ({ readonly kind: "free_gift" } & Gift)

/** Off the goods that the promotion is for; never more than they cost. A percentage is rounded half-up, to whole paise. */
export type Off =
  | { readonly kind: "percentage"; readonly ratePpm: RatePpm; readonly cap?: Money }
  | { readonly kind: "fixed"; readonly amount: Money }

export interface Tier {
  readonly from: Money
  readonly off: Off
}

/** For every `buy` units that are paid in full, up to `get` others are cheaper by the rate: the cheapest of them. */
export interface BuyXGetY {
  readonly kind: "buy_x_get_y"
  readonly buy: number
  readonly get: number
  /** 1,000,000 is free. */
  readonly offPpm: RatePpm
  /** What may be got; the goods that the promotion is for, unless it says otherwise. */
  readonly getFrom?: Goods
  readonly maximumTimes?: number
}

/** What is put into the cart at no price. */
export interface Gift {
  readonly variantId: string
  readonly quantity: number
  /** What a unit would cost, in paise: it is compared with other promotions by that. */
  readonly unitWorth: Money
}

/** Goods by product or by category: either will do. Neither named, all. */
export interface Goods {
  readonly productIds?: ReadonlyArray<string>
  readonly categoryIds?: ReadonlyArray<string>
}

/** What must hold, all of it. */
export interface Conditions {
  readonly startsAt?: Instant
  /** The first instant at which it does not hold any more. */
  readonly endsAt?: Instant
  readonly usageLimit?: number
  readonly usageLimitPerCustomer?: number
  readonly customerIds?: ReadonlyArray<string>
  readonly orders?: "first_only"
  readonly paymentMethods?: ReadonlyArray<string>
  /** What the promotion is for: at least one of these must be in the cart. */
  readonly goods?: Goods
  /** Before any promotion, in the price mode of the shop. */
  readonly minimum?: { readonly amount: Money; readonly of: "cart" | "eligible_goods" }
}
