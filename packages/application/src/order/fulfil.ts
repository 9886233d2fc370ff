import { id, type Instant } from "@bahi/core/id"
import { type OrderCommand, type PlacedOrder, unshippedOf } from "@bahi/core/order"
import { Effect } from "effect"
import { claimOf } from "../caller/claim.ts"
import { admin, requireAdmin } from "../caller/guest.ts"
import { Engine, newId } from "../execute/index.ts"
import { type IdempotencyClaim, Shop } from "../ports/index.ts"
import type { Input } from "../schema/index.ts"
import { findOrderById, locksOf, paymentOf } from "./find.ts"
import { orderView } from "./view.ts"

/** Sends a parcel (O25): the items named, or everything that has not been sent yet. */
export const ship = (orderId: string, { items, ...parcel }: typeof Input.Ship.Type, idempotencyKey?: string) =>
  fulfil(orderId, claimOf("admin", idempotencyKey, "Ship", orderId, { items, ...parcel }), Effect.fnUntraced(function*(order, at) {
    const rest = order.lines.map((line) => ({ lineId: line.lineId, quantity: unshippedOf(line) })).filter(({ quantity }) => quantity > 0)
    const named = items?.map(({ lineId, quantity }) => ({ lineId: id<"order_line">(lineId), quantity }))
    return { type: "Ship", shipmentId: yield* newId<"shipment">(), ...parcel, items: named ?? rest, at } as const
  }))

/** Hears that a parcel arrived. Cash on delivery is captured with the last one (P06). */
export const recordDelivery = (orderId: string, shipmentId: string) =>
  fulfil(orderId, Effect.undefined, (_order, at) => Effect.succeed({ type: "RecordDelivery", shipmentId: id<"shipment">(shipmentId), at } as const))

/** Hears that a parcel came back undelivered: its goods go back on the shelf or are written off, and the order no longer keeps their price. */
export const recordReturnToOrigin = (orderId: string, shipmentId: string, { goods }: typeof Input.ReturnToOrigin.Type) =>
  fulfil(orderId, Effect.undefined, (_order, at) => Effect.succeed({ type: "RecordShipmentReturned", shipmentId: id<"shipment">(shipmentId), goods, at } as const))

const fulfil = Effect.fn("order.fulfil")(function*<R>(
  orderId: string,
  claim: Effect.Effect<IdempotencyClaim | undefined>,
  command: (order: PlacedOrder, at: Instant) => Effect.Effect<OrderCommand, never, R>
) {
  yield* requireAdmin
  const engine = yield* Engine
  const shop = yield* Shop
  return yield* engine.execute({
    actor: admin,
    idempotency: yield* claim,
    plan: Effect.map(findOrderById(id<"order">(orderId)), (found) => ({
      lock: locksOf(found),
      decide: (states, at) => Effect.map(command(states.state("order", found.orderId) as PlacedOrder, at), (command) => [{ to: "order", id: found.orderId, command }]),
      answer: (states) => {
        const order = states.state("order", found.orderId) as PlacedOrder
        return Effect.map(paymentOf(order, states), (payment) => orderView(shop, order, payment))
      }
    }))
  })
})
