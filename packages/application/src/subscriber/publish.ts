import type { Instant } from "@bahi/core/id"
import type { Happened } from "@bahi/core/reactions"
import { Clock, Effect } from "effect"
import { newId } from "../execute/index.ts"
import { type Delivery, type Subscriber, Subscribers, Tasks } from "../ports/index.ts"
import { eventTypeOf } from "../schema/event-types.ts"

/** Writes down for every subscriber what it is to be told: what happened to what, and nothing that anybody said. */
export const publish = Effect.fnUntraced(function*(events: ReadonlyArray<Happened>) {
  const subscribers = yield* Subscribers
  const known = yield* subscribers.list
  if (known.length === 0) return
  const now = yield* Clock.currentTimeMillis
  const deliveries = (yield* Effect.forEach(events, (happened) => deliveriesOf(happened, known, now))).flat()
  if (deliveries.length === 0) return
  yield* subscribers.enqueue(deliveries)
  yield* (yield* Tasks).schedule(deliveries.map(({ deliveryId }) => ({ type: "DeliverWebhook", id: deliveryId })), now)
})

const deliveriesOf = Effect.fnUntraced(function*(happened: Happened, subscribers: ReadonlyArray<Subscriber>, createdAt: Instant) {
  const { of, id, event } = happened
  const type = eventTypeOf(of, event.type)
  const eventId = yield* newId<"event">()
  const data = { id, ...("orderId" in event && of !== "order" ? { orderId: event.orderId } : {}) }
  const body = JSON.stringify({ type, timestamp: new Date(event.at).toISOString(), data })
  const wanting = subscribers.filter(({ events }) => events.length === 0 || events.includes(type))
  return yield* Effect.forEach(wanting, ({ subscriberId }) =>
    Effect.map(newId<"delivery">(), (deliveryId): Delivery => ({ deliveryId, subscriberId, eventId, type, body, status: "pending", attempts: 0, createdAt })))
})
