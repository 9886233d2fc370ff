import { Schema } from "effect"
import { Instant, Uuid } from "./primitives.ts"

/** A server that is told what happens. */
export const Subscriber = Schema.Struct({ subscriberId: Uuid, url: Schema.String, events: Schema.Array(Schema.String), createdAt: Instant })

/** With the secret, which is shown this once. */
export const NewSubscriber = Schema.Struct({ ...Subscriber.fields, secret: Schema.String })

/** One event on its way to it. */
export const Delivery = Schema.Struct({
  deliveryId: Uuid,
  eventId: Uuid,
  type: Schema.String,
  status: Schema.Literals(["pending", "delivered", "failed"]),
  attempts: Schema.Int,
  outcome: Schema.optionalKey(Schema.String),
  createdAt: Instant,
  settledAt: Schema.optionalKey(Instant)
})

export const DeliveryPage = Schema.Struct({ items: Schema.Array(Delivery), nextCursor: Schema.NullOr(Schema.String) })
