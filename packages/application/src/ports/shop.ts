import { cartPolicy, type CartPolicy } from "@bahi/core/cart"
import { checkoutPolicy, type CheckoutPolicy, type PricingPolicy } from "@bahi/core/checkout"
import type { Seller } from "@bahi/core/invoice"
import { creditNoteSeries, invoiceSeries, orderSeries, type Series } from "@bahi/core/numbering"
import { orderPolicy, type OrderPolicy } from "@bahi/core/order"
import { reactionPolicy, type ReactionPolicy } from "@bahi/core/reactions"
import { returnPolicy, type ReturnPolicy } from "@bahi/core/return"
import { Context } from "effect"

/** Everything that makes one shop differ from another. */
export interface ShopOptions {
  readonly seller: Seller
  readonly pricing: PricingPolicy
  readonly cart: CartPolicy
  readonly checkout: CheckoutPolicy
  readonly order: OrderPolicy
  readonly return: ReturnPolicy
  readonly reactions: ReactionPolicy
  /** Who takes what the gateway has authorised: the gateway at once, or we when we hear of it. */
  readonly capture: "automatic" | "manual"
  readonly orderSeries: Series
  readonly invoiceSeries: Series
  readonly creditNoteSeries: Series
}

/** A shop with the usual options: what is left to say is who sells, and at what prices. */
export const shop = (options: Pick<ShopOptions, "seller" | "pricing"> & Partial<ShopOptions>): ShopOptions => ({
  cart: cartPolicy,
  checkout: checkoutPolicy,
  order: orderPolicy,
  return: returnPolicy,
  reactions: reactionPolicy,
  capture: "automatic",
  orderSeries,
  invoiceSeries,
  creditNoteSeries,
  ...options
})

/** The shop that sells. */
export class Shop extends Context.Service<Shop, ShopOptions>()("@bahi/application/Shop") {}
