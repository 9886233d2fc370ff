import { Clock, Effect, Redacted } from "effect"
import { SecureRandom } from "effect/crypto"
import { requireAdmin } from "../caller/guest.ts"
import { againstRivals, newId, Wake } from "../execute/index.ts"
import { AuditLog, type Delivery, NotFound, Refused, type Subscriber, Subscribers, Tasks, Transactions } from "../ports/index.ts"
import type { Input, View } from "../schema/index.ts"

const MAXIMUM = 20

/** Tells a server what happens from now on (X05); answers the secret that its deliveries are signed with, which is shown this once. */
export const addSubscriber = Effect.fn("subscriber.add")(function*({ url, events }: typeof Input.AddSubscriber.Type) {
  yield* requireAdmin
  const subscribers = yield* Subscribers
  if ((yield* subscribers.list).length >= MAXIMUM) return yield* new Refused({ refusal: { code: "too_many_subscribers", maximum: MAXIMUM } })
  const secret = `whsec_${Buffer.from(yield* (yield* SecureRandom.SecureRandom).randomBytes(24)).toString("base64")}`
  const subscriber: Subscriber = { subscriberId: yield* newId<"subscriber">(), url, events: events ?? [], secret: Redacted.make(secret), createdAt: yield* Clock.currentTimeMillis }
  yield* audited(subscriber.subscriberId, "SubscriberAdded", subscribers.add(subscriber))
  return { ...subscriberView(subscriber), secret } satisfies typeof View.NewSubscriber.Type
})

/** Who is told of what. */
export const listSubscribers = Effect.fn("subscriber.list")(function*() {
  yield* requireAdmin
  return { items: (yield* (yield* Subscribers).list).map(subscriberView) }
})

/** Tells a server nothing more, and forgets what it was told. */
export const removeSubscriber = Effect.fn("subscriber.remove")(function*(subscriberId: string) {
  yield* requireAdmin
  const subscribers = yield* Subscribers
  yield* audited(subscriberId, "SubscriberRemoved", Effect.flatMap(subscribers.remove(subscriberId), (removed) => removed ? Effect.void : new NotFound({ what: "subscriber" })))
})

/** What went to a subscriber and what became of it, in pages, the newest first. */
export const listDeliveries = Effect.fn("subscriber.deliveries")(function*(subscriberId: string, { before, limit }: { readonly before?: string; readonly limit: number }) {
  yield* requireAdmin
  const subscribers = yield* Subscribers
  if (!(yield* subscribers.list).some((known) => known.subscriberId === subscriberId)) return yield* new NotFound({ what: "subscriber" })
  const found = yield* subscribers.deliveriesOf(subscriberId, { ...(before === undefined ? {} : { before }), limit: limit + 1 })
  const items = found.slice(0, limit)
  return { items: items.map(deliveryView), nextCursor: found.length > limit ? items.at(-1)!.deliveryId : null } satisfies typeof View.DeliveryPage.Type
})

/** Sends a delivery again, whatever became of it, under the id of its event. */
export const redeliver = Effect.fn("subscriber.redeliver")(function*(deliveryId: string) {
  yield* requireAdmin
  const subscribers = yield* Subscribers
  const found = yield* subscribers.find(deliveryId)
  if (found === undefined) return yield* new NotFound({ what: "delivery" })
  const tasks = yield* Tasks
  const now = yield* Clock.currentTimeMillis
  yield* audited(found.subscriber.subscriberId, "WebhookRedelivered", Effect.andThen(
    subscribers.record(deliveryId, { status: "pending", attempts: 0 }),
    tasks.schedule([{ type: "DeliverWebhook", id: deliveryId }], now)
  ))
  yield* (yield* Wake).ring("tasks")
  return deliveryView({ ...found.delivery, status: "pending", attempts: 0 })
})

/** What an admin does to a subscriber, and the line about it in the audit log (X09): both, or neither. */
const audited = Effect.fnUntraced(function*<A, E, R>(id: string, event: string, work: Effect.Effect<A, E, R>) {
  const audit = yield* AuditLog
  const at = yield* Clock.currentTimeMillis
  return yield* againstRivals((yield* Transactions).run(Effect.andThen(work, audit.append([{ actor: "admin", of: "subscriber", id, events: [event], at }]))))
})

const subscriberView = ({ subscriberId, url, events, createdAt }: Subscriber) => ({ subscriberId, url, events, createdAt })

const deliveryView = ({ deliveryId, eventId, type, status, attempts, outcome, createdAt, settledAt }: Delivery) => ({
  deliveryId, eventId, type, status, attempts, createdAt, ...(outcome === undefined ? {} : { outcome }), ...(settledAt === undefined ? {} : { settledAt })
})
