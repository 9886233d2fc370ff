import { changesOf, demandsOf } from "@bahi/core/cart"
import { billingOf } from "@bahi/core/checkout"
import type { Instant, OrderId } from "@bahi/core/id"
import type { OrderCommand } from "@bahi/core/order"
import { Effect } from "effect"
import { claimOf } from "../caller/claim.ts"
import { actorOf, currentOwner } from "../caller/guest.ts"
import type { AnyCart } from "../cart/view.ts"
import { type AnyCheckout, findCheckout, quoteRequestOf, reoffered } from "../checkout/session.ts"
import { Engine, newId } from "../execute/index.ts"
import { Catalog, NotFound, Refused, Shop } from "../ports/index.ts"
import { price } from "../pricing/pricing.ts"
import type { Input } from "../schema/index.ts"
import { paymentOf, readOrder } from "./find.ts"
import { orderNumberAt } from "./number.ts"
import { orderView } from "./view.ts"

/**
 * Makes an order of a checkout session (O01), once, however often it is sent. Cash on delivery confirms it here; any other
 * order waits for its payment. Refused when the terms are not accepted, when the total is not the one that was agreed to,
 * or when the stock no longer suffices.
 */
export const placeOrder = Effect.fn("order.place")(function*(input: typeof Input.PlaceOrder.Type, idempotencyKey?: string) {
  const owner = yield* currentOwner
  const shop = yield* Shop
  const engine = yield* Engine
  const catalog = yield* Catalog
  return yield* engine.execute({
    actor: actorOf(owner),
    idempotency: claimOf(owner, idempotencyKey, "PlaceOrder", input),
    plan: Effect.gen(function*() {
      const checkout = yield* findCheckout(input.sessionId)
      const { checkoutId } = checkout
      const orderId = yield* newId<"order">()
      return {
        lock: { cart: [checkout.cartId], checkout: [checkoutId] },
        decide: Effect.fnUntraced(function*(states, at) {
          const session = states.state("checkout", checkoutId) as AnyCheckout
          if ("orderId" in session && session.orderId) return []
          const cart = states.state("cart", checkout.cartId) as AnyCart
          const offered = yield* reoffered(session, cart)
          if (offered.status !== "payment_pending") return yield* new Refused({ refusal: { code: "payment_method_not_selected" } })
          // The stock is asked when the order takes it; what is left is what things cost, and whether they are sold.
          const [orderNumber, items] = yield* Effect.all([orderNumberAt(at), catalog.variants(cart.lines.map(({ item }) => item.variantId))], { concurrency: "unbounded" })
          const placement = yield* placementOf(offered, cart, { orderId, orderNumber, at })
          const changes = changesOf(shop.cart, { lines: cart.lines }, { items, available: demandsOf(cart.lines) })
          const terms = input.termsAccepted ? "accepted" : "not_accepted"
          return [
            { to: "checkout", id: checkoutId, command: { type: "PlaceOrder", orderId, terms, total: placement.quote.totals.grandTotal, changes, at } },
            { to: "order", id: orderId, command: placement }
          ]
        }),
        // The order of an earlier request is told like the one that was placed just now.
        answer: Effect.fnUntraced(function*(states) {
          const session = states.state("checkout", checkoutId)
          const placedId = "orderId" in session && session.orderId ? session.orderId : yield* new NotFound({ what: "order" })
          const order = yield* readOrder(placedId, states)
          return orderView(shop, order, yield* paymentOf(order, states))
        })
      }
    })
  })
})

/** The session and its cart, snapshotted into the command that places the order. */
const placementOf = Effect.fnUntraced(function*(checkout: Extract<AnyCheckout, { readonly status: "payment_pending" }>, cart: AnyCart, order: { readonly orderId: OrderId; readonly orderNumber: string; readonly at: Instant }) {
  const lines = yield* Effect.forEach(cart.lines, ({ item, quantity }) =>
    Effect.map(newId<"order_line">(), (lineId) => ({ lineId, item, quantity })))
  return {
    type: "Place",
    ...order,
    cartId: checkout.cartId,
    checkoutId: checkout.checkoutId,
    owner: checkout.owner,
    email: checkout.email,
    phone: checkout.phone,
    currency: cart.currency,
    source: "web",
    lines,
    quote: yield* price({ ...quoteRequestOf(checkout, cart), lines }),
    shippingAddress: checkout.shippingAddress,
    billing: billingOf(checkout),
    shippingMethod: checkout.shippingMethod,
    ...(checkout.notes === undefined ? {} : { customerNotes: checkout.notes }),
    paymentMethod: checkout.paymentMethod,
    paymentId: yield* newId<"payment">()
  } satisfies OrderCommand
})
