import { id, type Instant } from "@bahi/core/id"
import type { OrderCommand, PlacedOrder } from "@bahi/core/order"
import { Effect } from "effect"
import { claimOf } from "../caller/claim.ts"
import { admin, requireAdmin } from "../caller/guest.ts"
import { Engine, newId } from "../execute/index.ts"
import { type IdempotencyClaim, Shop } from "../ports/index.ts"
import type { Input } from "../schema/index.ts"
import { findOrderById, readPayment } from "./find.ts"
import { orderView } from "./view.ts"

/** Sends a parcel (O25): the items named, or everything that has not been sent yet. */
export const ship = (orderId: string, { items, ...parcel }: typeof Input.Ship.Type, idempotencyKey?: string) =>
  fulfil(orderId, claimOf("admin", idempotencyKey, "Ship", orderId, { items, ...parcel }), Effect.fnUntraced(function*(order, at) {
    const rest = order.lines.flatMap(({ lineId, quantity, quantityShipped }) => quantity > quantityShipped ? [{ lineId, quantity: quantity - quantityShipped }] : [])
    const named = items?.map(({ lineId, quantity }) => ({ lineId: id<"order_line">(lineId), quantity }))
    return { type: "Ship", shipmentId: yield* newId<"shipment">(), ...parcel, items: named ?? rest, at } as const
  }))

/** Hears that a parcel arrived. Cash on delivery is captured with the last one (P06). */
export const recordDelivery = (orderId: string, shipmentId: string) =>
  fulfil(orderId, Effect.undefined, (_order, at) => Effect.succeed({ type: "RecordDelivery", shipmentId: id<"shipment">(shipmentId), at } as const))

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
    plan: Effect.map(findOrderById(id<"order">(orderId)), ({ orderId, paymentId }) => ({
      lock: { order: [orderId], payment: [paymentId] },
      decide: (states, at) => Effect.map(command(states.state("order", orderId) as PlacedOrder, at), (command) => [{ to: "order", id: orderId, command }]),
      answer: (states) => Effect.map(readPayment(paymentId, states), (payment) => orderView(shop, states.state("order", orderId) as PlacedOrder, payment))
    }))
  })
})
