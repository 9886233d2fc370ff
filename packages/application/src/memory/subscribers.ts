import { Effect, Layer } from "effect"
import { Subscribers } from "../ports/index.ts"
import { Memory } from "./memory.ts"

/** Subscribers and their deliveries, in maps. */
export const subscribersMemory = Layer.effect(Subscribers, Effect.map(Memory, ({ see, write }) => Subscribers.of({
  list: see(({ subscribers }) => [...subscribers.values()]),
  add: (subscriber) => write(({ subscribers }) => Effect.sync(() => void subscribers.set(subscriber.subscriberId, subscriber))),
  remove: (subscriberId) => write(({ deliveries, subscribers }) => Effect.sync(() => {
    for (const [deliveryId, delivery] of deliveries) if (delivery.subscriberId === subscriberId) deliveries.delete(deliveryId)
    return subscribers.delete(subscriberId)
  })),
  enqueue: (enqueued) => write(({ deliveries }) => Effect.sync(() => {
    for (const delivery of enqueued) deliveries.set(delivery.deliveryId, delivery)
  })),
  find: (deliveryId) => see(({ deliveries, subscribers }) => {
    const delivery = deliveries.get(deliveryId)
    return delivery && { delivery, subscriber: subscribers.get(delivery.subscriberId)! }
  }),
  record: (deliveryId, { status, attempts, outcome, settledAt }) => write(({ deliveries }) => Effect.sync(() => {
    const delivery = deliveries.get(deliveryId)
    if (delivery === undefined) return
    const { outcome: _, settledAt: __, ...rest } = delivery
    deliveries.set(deliveryId, { ...rest, status, attempts, ...(outcome === undefined ? {} : { outcome }), ...(settledAt === undefined ? {} : { settledAt }) })
  })),
  deliveriesOf: (subscriberId, { before, limit }) => see(({ deliveries }) =>
    [...deliveries.values()].filter((delivery) => delivery.subscriberId === subscriberId && (before === undefined || delivery.deliveryId < before)).sort((a, b) => a.deliveryId < b.deliveryId ? 1 : -1).slice(0, limit))
})))
