import { id, type Instant } from "@bahi/core/id"
import type { OrderCommand, PlacedOrder } from "@bahi/core/order"
import { Effect } from "effect"
import { claimOf } from "../caller/claim.ts"
import { actorOf, admin, isOwner } from "../caller/guest.ts"
import { newId } from "../execute/index.ts"
import { CurrentCaller, Unauthenticated } from "../ports/index.ts"
import type { Input } from "../schema/index.ts"
import { commandOrder } from "./command.ts"
import { findOrder, findOrderById } from "./find.ts"

/**
 * Cancels an order (O07, O17). What was paid goes back, what was sold returns to the shelf, and what was invoiced is credited.
 * Refused once a parcel has left, unless the shop says otherwise. Cancelled already, it is answered again.
 */
export const cancelOrder = (orderNumber: string, input: typeof Input.Cancel.Type, idempotencyKey?: string) =>
  cancelWhole(findOrder(orderNumber), orderNumber, input, idempotencyKey)

/** Cancels an order by its id (O17), as `cancelOrder` does. */
export const cancelOrderById = (orderId: string, input: typeof Input.Cancel.Type, idempotencyKey?: string) =>
  cancelWhole(findOrderById(id<"order">(orderId)), orderId, input, idempotencyKey)

const cancelWhole = <E, R>(find: Effect.Effect<PlacedOrder, E, R>, named: string, { reason, category }: typeof Input.Cancel.Type, idempotencyKey?: string) =>
  cancel(find, ["Cancel", named, { reason, category }], idempotencyKey, (order, by, at) =>
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
  wish: (order: PlacedOrder, by: "customer" | "admin", at: Instant) => Effect.Effect<OrderCommand | undefined, never, CommandR>
) {
  const caller = yield* CurrentCaller
  if (caller.kind === "anonymous") return yield* new Unauthenticated({ code: "cart_token_missing" })
  const [actor, by] = isOwner(caller) ? [actorOf(caller), "customer" as const] : [admin, "admin" as const]
  const idempotency = claimOf(isOwner(caller) ? caller : "admin", idempotencyKey, ...request)
  return yield* commandOrder({ actor, idempotency, find, command: (order, at) => wish(order, by, at) })
})
