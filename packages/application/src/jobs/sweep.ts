import type { CartId, CheckoutId, OrderId } from "@bahi/core/id"
import { Cause, Clock, Effect, Schedule } from "effect"
import { system } from "../caller/guest.ts"
import { Engine } from "../execute/index.ts"
import { isGatewayAway, logFaults } from "../fault/fault.ts"
import { locksOf, readOrder } from "../order/find.ts"
import { orderSeriesAt } from "../order/number.ts"
import { reconcile } from "../payment/reconcile.ts"
import { Carts, Checkouts, Inventory, Leases, Numbering, Orders, Shop } from "../ports/index.ts"

/** How many of each kind one sweep takes at most; what is left waits for the next. */
const BATCH = 100

const DAY = 24 * 60 * 60 * 1000

/** Ends what has run out of time: unpaid orders, abandoned sessions, reservations; begins tomorrow's numbers. Safe to repeat, and to run anywhere. */
export const sweep = Effect.fn("sweep")(function*() {
  const now = yield* Clock.currentTimeMillis
  const shop = yield* Shop
  yield* apart((yield* Numbering).prepare([orderSeriesAt(shop, now), orderSeriesAt(shop, now + DAY)]))
  yield* apart(eachOf((yield* Checkouts).lapsed(now, BATCH), expireCheckout))
  yield* apart(eachOf((yield* Carts).lapsed(now, BATCH), expireCart))
  yield* apart((yield* Inventory).lapse(now))
  yield* apart(expireAll((yield* Orders).lapsed(now, BATCH)))
})

const eachOf = <Id, A, E, R>(found: Effect.Effect<ReadonlyArray<Id>>, end: (id: Id) => Effect.Effect<A, E, R>) =>
  Effect.flatMap(found, Effect.forEach((id) => apart(end(id)), { discard: true }))

/** What fails here keeps nothing else from its turn: it is logged, and comes again with the next sweep. */
const apart = <A, E, R>(part: Effect.Effect<A, E, R>) =>
  Effect.catchCause(Effect.asVoid(part), (cause) => Cause.hasInterruptsOnly(cause) ? Effect.interrupt : logFaults("A part of the sweep failed; it will be tried again.", cause))

/** Sweeps for ever, on one server at a time. */
export const sweeper = Effect.gen(function*() {
  const leases = yield* Leases
  yield* leases.exclusively("sweep", sweep()).pipe(
    Effect.catchCause((cause) => logFaults("The sweep failed; it will be tried again.", cause)),
    Effect.repeat(Schedule.spaced("15 seconds"))
  )
})

/** How long an order outlives its time when the gateway cannot say whether it was paid. What comes later still is given back. */
const GRACE_MS = 60 * 60 * 1000

/** How many orders are looked at in the gateway's record at once. */
const AT_ONCE = 8

/** Expires orders, each after a last look at the gateway. Once the gateway does not answer, the others wait for the next sweep. */
const expireAll = Effect.fnUntraced(function*<E, R>(lapsed: Effect.Effect<ReadonlyArray<OrderId>, E, R>) {
  const gateway = { isAway: false }
  yield* Effect.forEach(yield* lapsed, (orderId) => apart(Effect.suspend(() => lastLook(orderId, gateway))), { concurrency: AT_ONCE, discard: true })
})

/** Expires an order after a last look at the gateway: it may have been paid, and nobody said so. */
const lastLook = Effect.fnUntraced(function*(orderId: OrderId, gateway: { isAway: boolean }) {
  const order = yield* readOrder(orderId)
  if (order.status === "draft") return yield* expireOrder(orderId)
  if (order.status !== "pending") return
  const isOverdue = (yield* Clock.currentTimeMillis) > order.expiresAt + GRACE_MS
  if (gateway.isAway && !isOverdue) return
  yield* reconcile(order.paymentId).pipe(
    Effect.tapError((error) => Effect.sync(() => { gateway.isAway ||= isGatewayAway(error) })),
    Effect.catchIf(({ _tag }) => _tag === "GatewayRefused" || isOverdue, (fault) => logFaults(`Order ${orderId} expires without a last look at the gateway.`, Cause.fail(fault)))
  )
  yield* expireOrder(orderId)
})

/** An unpaid order lets go of its stock, and gives the cart back (unless it was paid or swept a moment ago). */
export const expireOrder = Effect.fn("order.expire")(function*(orderId: OrderId) {
  const engine = yield* Engine
  yield* engine.execute({
    actor: system,
    plan: Effect.map(readOrder(orderId), (found) => ({
      lock: locksOf(found),
      decide: (states, at) => {
        const order = states.state("order", orderId)
        return Effect.succeed((order.status === "pending" || order.status === "draft") && at >= order.expiresAt ? [{ to: "order", id: orderId, command: { type: "Expire", at } }] : [])
      },
      answer: () => Effect.void
    }))
  })
})

/** Nobody came back for this cart (C20): it counts as abandoned, and lets go of its stock. */
const expireCart = Effect.fn("cart.expire")(function*(cartId: CartId) {
  const engine = yield* Engine
  yield* engine.execute({
    actor: system,
    plan: Effect.succeed({
      lock: { cart: [cartId] },
      decide: (states, at) => {
        const cart = states.state("cart", cartId)
        return Effect.succeed(cart.status === "active" && at >= cart.expiresAt ? [{ to: "cart", id: cartId, command: { type: "Expire", at } }] : [])
      },
      answer: () => Effect.void
    })
  })
})

const expireCheckout = Effect.fn("checkout.expire")(function*(checkoutId: CheckoutId) {
  const engine = yield* Engine
  yield* engine.execute({
    actor: system,
    plan: Effect.succeed({
      lock: { checkout: [checkoutId] },
      decide: (states, at) => {
        const checkout = states.state("checkout", checkoutId)
        const lapsed = "expiresAt" in checkout && at > checkout.expiresAt && checkout.status !== "completed" && checkout.status !== "expired" && !("orderId" in checkout && checkout.orderId)
        return Effect.succeed(lapsed ? [{ to: "checkout", id: checkoutId, command: { type: "Expire", because: "idle", at } }] : [])
      },
      answer: () => Effect.void
    })
  })
})
