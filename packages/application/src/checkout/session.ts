import { billingOf, type Checkout, destinationOf, type PaymentMethod, type QuoteRequest } from "@bahi/core/checkout"
import { Effect } from "effect"
import { maySee } from "../caller/guest.ts"
import type { AnyCart } from "../cart/view.ts"
import { Carts, Checkouts, CurrentCaller, NotFound, Shipping, Shop, type Stored } from "../ports/index.ts"
import { price, totalsView } from "../pricing/pricing.ts"
import type { View } from "../schema/index.ts"

export type AnyCheckout = Exclude<Checkout, { readonly status: "unstarted" }>

/** A session, if it is this caller's. */
export const findCheckout = Effect.fnUntraced(function*(sessionId: string) {
  return yield* ownAmong(yield* (yield* Checkouts).read([sessionId]), sessionId)
})

/** A session with its cart, if it is this caller's. */
export const findSession = Effect.fnUntraced(function*(sessionId: string) {
  const checkout = yield* findCheckout(sessionId)
  return { checkout, cart: yield* cartOf(checkout) }
})

/** The same, and nobody else changes the session until the transaction ends. */
export const lockSession = Effect.fnUntraced(function*(sessionId: string) {
  const locked = yield* (yield* Checkouts).lock([sessionId])
  const checkout = yield* ownAmong(locked, sessionId)
  return { checkoutId: checkout.checkoutId, cart: yield* cartOf(checkout), locked }
})

const ownAmong = Effect.fnUntraced(function*(found: ReadonlyMap<string, Stored<Checkout>>, sessionId: string) {
  const caller = yield* CurrentCaller
  const checkout = found.get(sessionId)?.state
  return !checkout || checkout.status === "unstarted" || !maySee(caller, checkout.owner) ? yield* new NotFound({ what: "checkout" }) : checkout
})

const cartOf = Effect.fnUntraced(function*({ cartId }: AnyCheckout) {
  return (yield* (yield* Carts).read([cartId])).get(cartId)!.state as AnyCart
})

/** What is to be priced, as far as the session has come; `paymentMethod` looks ahead to a choice that is about to be made. */
export const quoteRequestOf = (checkout: AnyCheckout, cart: AnyCart, paymentMethod?: PaymentMethod): QuoteRequest => {
  const method = paymentMethod ?? ("paymentMethod" in checkout ? checkout.paymentMethod : undefined)
  const shippingMethod = "shippingMethod" in checkout ? checkout.shippingMethod : undefined
  return {
    lines: cart.lines,
    ...("shippingAddress" in checkout ? { destination: destinationOf(checkout.shippingAddress, checkout.billing) } : {}),
    ...(shippingMethod ? { shippingRate: shippingMethod.rate } : {}),
    codFee: method === "cod" ? "charged" : "not_charged"
  }
}

/** The ways to send what the cart weighs now to where the session says. */
export const offered = Effect.fnUntraced(function*(checkout: AnyCheckout, cart: AnyCart) {
  if (!("shippingAddress" in checkout)) return []
  return yield* (yield* Shipping).methods({ pincode: checkout.shippingAddress.pincode, weightGrams: weightOf(cart) })
})

/** The session with its shipping method at the rate of what the cart weighs now: it may have been filled since the method was chosen. */
export const reoffered = Effect.fnUntraced(function*<C extends AnyCheckout>(checkout: C, cart: AnyCart): Effect.fn.Return<C, never, Shipping> {
  if (!("shippingMethod" in checkout) || ("orderId" in checkout && checkout.orderId)) return checkout
  const shippingMethod = (yield* offered(checkout, cart)).find((method) => method.methodId === checkout.shippingMethod?.methodId)
  return shippingMethod ? { ...checkout, shippingMethod } : checkout
})

/** The session as its owner sees it, priced as far as it has come (K07). */
export const checkoutView = Effect.fnUntraced(function*(session: AnyCheckout, cart: AnyCart) {
  const shop = yield* Shop
  const checkout = yield* reoffered(session, cart)
  const quote = yield* price(quoteRequestOf(checkout, cart))
  const addressed = "shippingAddress" in checkout
  return {
    sessionId: checkout.checkoutId,
    cartId: checkout.cartId,
    status: checkout.status,
    email: checkout.email,
    phone: checkout.phone,
    ...(addressed ? { shippingAddress: checkout.shippingAddress, billing: billingOf(checkout) } : {}),
    ...(addressed && checkout.shippingMethod ? { shippingMethod: checkout.shippingMethod } : {}),
    ...("giftMessage" in checkout && checkout.giftMessage !== undefined ? { giftMessage: checkout.giftMessage } : {}),
    ...("notes" in checkout && checkout.notes !== undefined ? { notes: checkout.notes } : {}),
    ...("paymentMethod" in checkout ? { paymentMethod: checkout.paymentMethod } : {}),
    paymentMethods: shop.checkout.paymentMethods.filter((method) => method !== "cod" || !addressed || checkout.serviceability.cod),
    totals: totalsView(shop, quote),
    ...("orderId" in checkout && checkout.orderId ? { orderId: checkout.orderId } : {}),
    expiresAt: checkout.expiresAt
  } satisfies typeof View.Checkout.Type
})

/** The weight of a cart, in grams. */
export const weightOf = ({ lines }: Pick<AnyCart, "lines">): number => lines.reduce((grams, { item, quantity }) => grams + item.weightGrams * quantity, 0)
