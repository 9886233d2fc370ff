import type { Instant, Owner } from "@bahi/core/id"
import { id } from "@bahi/core/id"
import type { OrderCommand, PlacedOrder } from "@bahi/core/order"
import { Effect } from "effect"
import { claimOf } from "../caller/claim.ts"
import { admin, isOwner } from "../caller/guest.ts"
import { Engine, newId } from "../execute/index.ts"
import { type Actor, CurrentCaller, Shop, Unauthenticated } from "../ports/index.ts"
import type { Input } from "../schema/index.ts"
import { findOrder, findOrderById, locksOf, paymentOf } from "./find.ts"
import { orderView } from "./view.ts"

/**
 * Cancels an order (O07, O17). What was paid goes back, what was sold returns to the shelf, and what was invoiced is credited.
 * Refused once a parcel has left, unless the shop says otherwise. Cancelled already, it is answered again.
 */
export const cancelOrder = (orderNumber: string, { reason, category }: typeof Input.Cancel.Type, idempotencyKey?: string) =>
  cancel(findOrder(orderNumber), ["Cancel", orderNumber, { reason, category }], idempotencyKey, (order, by, at) =>
    Effect.succeed(order.status === "cancelled" ? undefined : { type: "Cancel", reason, category, by, at }))

/** Cancels an order by its id (O17), as `cancelOrder` does. */
export const cancelOrderById = (orderId: string, { reason, category }: typeof Input.Cancel.Type, idempotencyKey?: string) =>
  cancel(findOrderById(id<"order">(orderId)), ["Cancel", orderId, { reason, category }], idempotencyKey, (order, by, at) =>
    Effect.succeed(order.status === "cancelled" ? undefined : { type: "Cancel", reason, category, by, at }))

/** Cancels some pieces that have not been sent (O08); totals, tax, refund and credit note follow. */
export const cancelItems = (orderNumber: string, { items, reason, category }: typeof Input.CancelItems.Type, idempotencyKey?: string) =>
  cancel(findOrder(orderNumber), ["CancelItems", orderNumber, { items, reason, category }], idempotencyKey, Effect.fnUntraced(function*(_order, by, at) {
    const pieces = items.map(({ lineId, quantity }) => ({ lineId: id<"order_line">(lineId), quantity }))
    return { type: "CancelItems", creditId: yield* newId<"credit">(), items: pieces, reason, category, by, at } as const
  }))

/** Whoever may see an order may cancel it; how far it has come decides the rest. */
const cancel = Effect.fn("order.cancel")(function*<E, R, CommandR>(
  find: Effect.Effect<PlacedOrder, E, R>,
  request: ReadonlyArray<unknown>,
  idempotencyKey: string | undefined,
  command: (order: PlacedOrder, by: "customer" | "admin", at: Instant) => Effect.Effect<OrderCommand | undefined, never, CommandR>
) {
  const caller = yield* CurrentCaller
  if (caller.kind === "anonymous") return yield* new Unauthenticated({ code: "cart_token_missing" })
  const [actor, by]: readonly [Actor, "customer" | "admin"] = isOwner(caller) ? [{ kind: caller.kind }, "customer"] : [admin, "admin"]
  const engine = yield* Engine
  const shop = yield* Shop
  return yield* engine.execute({
    actor,
    idempotency: yield* claimOf(isOwner(caller) ? caller satisfies Owner : "admin", idempotencyKey, ...request),
    plan: Effect.map(find, (found) => ({
      lock: locksOf(found),
      decide: (states, at) => Effect.map(command(states.state("order", found.orderId) as PlacedOrder, by, at), (command) => command === undefined ? [] : [{ to: "order", id: found.orderId, command }]),
      answer: (states) => {
        const order = states.state("order", found.orderId) as PlacedOrder
        return Effect.map(paymentOf(order, states), (payment) => orderView(shop, order, payment))
      }
    }))
  })
})
