import { type Delivery, type Subscriber, Subscribers } from "@bahi/application"
import { PgClient } from "@effect/sql-pg"
import { Effect, Layer, Redacted } from "effect"
import { insertInto, instant, present, same, timestamp, writeAtOnce } from "./sql.ts"

interface SubscriberRow {
  readonly id: string
  readonly url: string
  readonly events: ReadonlyArray<string>
  readonly secret: string
  readonly created_at: Date
}

interface DeliveryRow {
  readonly id: string
  readonly subscriber_id: string
  readonly event_id: string
  readonly type: string
  readonly body: string
  readonly status: Delivery["status"]
  readonly attempts: number
  readonly outcome: string | null
  readonly created_at: Date
  readonly settled_at: Date | null
}

/** Subscribers in `webhook_subscribers`, what goes to them in `webhook_deliveries`. */
export const subscribersPostgres = Layer.effect(Subscribers, Effect.map(PgClient.PgClient, (sql) => Subscribers.of({
  list: Effect.orDie(Effect.map(sql<SubscriberRow>`select id, url, events, secret, created_at from webhook_subscribers order by id`, (found) => found.map(subscriberOf))),
  add: ({ subscriberId: id, url, events, secret, createdAt }) =>
    Effect.asVoid(Effect.orDie(sql`insert into webhook_subscribers ${sql.insert({ id, url, events: sql.json(events), secret: Redacted.value(secret), created_at: timestamp(createdAt) })}`)),
  remove: (subscriberId) => Effect.orDie(Effect.map(sql`delete from webhook_subscribers where id = ${subscriberId} returning id`, (gone) => gone.length > 0)),
  enqueue: (deliveries) => writeAtOnce(sql, "webhook_deliveries", [{
    statement: insertInto(sql, "webhook_deliveries", deliveries.map(({ deliveryId, subscriberId, eventId, type, body, status, attempts, createdAt }) => ({
      id: deliveryId, subscriber_id: subscriberId, event_id: eventId, type, body, status, attempts, created_at: timestamp(createdAt)
    }))),
    rows: deliveries.length
  }]),
  find: (deliveryId) => Effect.orDie(Effect.gen(function*() {
    const [delivery] = yield* sql<DeliveryRow>`select * from webhook_deliveries where id = ${deliveryId}`
    if (delivery === undefined) return undefined
    const [subscriber] = yield* sql<SubscriberRow>`select id, url, events, secret, created_at from webhook_subscribers where id = ${delivery.subscriber_id}`
    return subscriber && { delivery: deliveryOf(delivery), subscriber: subscriberOf(subscriber) }
  })),
  record: (deliveryId, { status, attempts, outcome = null, settledAt }) =>
    Effect.asVoid(Effect.orDie(sql`update webhook_deliveries set status = ${status}, attempts = ${attempts}, outcome = ${outcome}, settled_at = ${timestamp(settledAt)} where id = ${deliveryId}`)),
  deliveriesOf: (subscriberId, { before = "ffffffff-ffff-ffff-ffff-ffffffffffff", limit }) =>
    Effect.orDie(Effect.map(sql<DeliveryRow>`select * from webhook_deliveries where subscriber_id = ${subscriberId} and id < ${before}::uuid order by id desc limit ${limit}`, (found) => found.map(deliveryOf)))
})))

const subscriberOf = ({ id, url, events, secret, created_at }: SubscriberRow): Subscriber => ({ subscriberId: id, url, events, secret: Redacted.make(secret), createdAt: instant(created_at) })

const deliveryOf = (row: DeliveryRow): Delivery => ({
  deliveryId: row.id,
  subscriberId: row.subscriber_id,
  eventId: row.event_id,
  type: row.type,
  body: row.body,
  status: row.status,
  attempts: row.attempts,
  ...present("outcome", row.outcome, same),
  createdAt: instant(row.created_at),
  ...present("settledAt", row.settled_at, instant)
})
