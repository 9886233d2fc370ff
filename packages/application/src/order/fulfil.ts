import { id, type Instant } from "@bahi/core/id"
import { type OrderCommand, type PlacedOrder, unshippedOf } from "@bahi/core/order"
import { Effect } from "effect"
import { claimOf } from "../caller/claim.ts"
import { admin, requireAdmin } from "../caller/guest.ts"
import { newId } from "../execute/index.ts"
import type { IdempotencyClaim } from "../ports/index.ts"
import type { Input } from "../schema/index.ts"
import { commandOrder } from "./command.ts"
import { findOrderById } from "./find.ts"

/** Sends a parcel (O25): the items named, or everything that has not been sent yet. */
export const ship = (orderId: string, { items, ...parcel }: typeof Input.Ship.Type, idempotencyKey?: string) =>
  fulfil(orderId, claimOf("admin", idempotencyKey, "Ship", orderId, { items, ...parcel }), Effect.fnUntraced(function*(order, at) {
    const rest = order.lines.map((line) => ({ lineId: line.lineId, quantity: unshippedOf(line) })).filter(({ quantity }) => quantity > 0)
    const named = items?.map(({ lineId, quantity }) => ({ lineId: id<"order_line">(lineId), quantity }))
    return { type: "Ship", shipmentId: yield* newId<"shipment">(), ...parcel, items: named ?? rest, at } as const
  }))

/** Hears that a parcel arrived. Cash on delivery is captured with the last one (P06). */
export const recordDelivery = (orderId: string, shipmentId: string) =>
  fulfil(orderId, undefined, (_order, at) => Effect.succeed({ type: "RecordDelivery", shipmentId: id<"shipment">(shipmentId), at } as const))

/** Hears that a parcel came back undelivered: its goods go back on the shelf or are written off, and the order no longer keeps their price. */
export const recordReturnToOrigin = (orderId: string, shipmentId: string, { goods }: typeof Input.ReturnToOrigin.Type) =>
  fulfil(orderId, undefined, (_order, at) => Effect.succeed({ type: "RecordShipmentReturned", shipmentId: id<"shipment">(shipmentId), goods, at } as const))

const fulfil = Effect.fn("order.fulfil")(function*<R>(
  orderId: string,
  idempotency: IdempotencyClaim | undefined,
  wish: (order: PlacedOrder, at: Instant) => Effect.Effect<OrderCommand, never, R>
) {
  yield* requireAdmin
  return yield* commandOrder({ actor: admin, idempotency, find: findOrderById(id<"order">(orderId)), command: wish })
})
