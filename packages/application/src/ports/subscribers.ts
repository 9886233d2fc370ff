import type { Instant } from "@bahi/core/id"
import { Context, type Effect, type Redacted } from "effect"
import type { Contention } from "./storage.ts"

/** A server of somebody's that is told what happens in the shop. */
export interface Subscriber {
  readonly subscriberId: string
  readonly url: string
  /** The types of the events that it wants, such as `order.confirmed`; all where none is named. */
  readonly events: ReadonlyArray<string>
  /** What its deliveries are signed with: `whsec_` and base64. */
  readonly secret: Redacted.Redacted
  readonly createdAt: Instant
}

/** One event on its way to one subscriber. */
export interface Delivery {
  readonly deliveryId: string
  readonly subscriberId: string
  /** The same for every subscriber and every attempt. */
  readonly eventId: string
  readonly type: string
  /** Exactly what is sent, and signed. */
  readonly body: string
  /** `failed`: it was tried often enough, and waits for a person. */
  readonly status: "pending" | "delivered" | "failed"
  readonly attempts: number
  /** What the last attempt came to, such as `HTTP 500`. */
  readonly outcome?: string
  readonly createdAt: Instant
  readonly settledAt?: Instant
}

/** What an attempt came to; of one that is over also when. */
export type Attempted = Pick<Delivery, "status" | "attempts" | "outcome" | "settledAt">

/** Remembers who is told of what, and what became of it. */
export class Subscribers extends Context.Service<Subscribers, {
  /** All of them, the oldest first: they are few. */
  readonly list: Effect.Effect<ReadonlyArray<Subscriber>>
  readonly add: (subscriber: Subscriber) => Effect.Effect<void>
  /** Forgets a subscriber with all its deliveries; answers whether it was known. */
  readonly remove: (subscriberId: string) => Effect.Effect<boolean>
  readonly enqueue: (deliveries: ReadonlyArray<Delivery>) => Effect.Effect<void, Contention>
  /** A delivery, and whom it is for. */
  readonly find: (deliveryId: string) => Effect.Effect<{ readonly delivery: Delivery; readonly subscriber: Subscriber } | undefined>
  readonly record: (deliveryId: string, attempted: Attempted) => Effect.Effect<void>
  /** What went to a subscriber, the newest first; `before` is the id of the last one shown. */
  readonly deliveriesOf: (subscriberId: string, page: { readonly before?: string; readonly limit: number }) => Effect.Effect<ReadonlyArray<Delivery>>
}>()("@bahi/application/Subscribers") {}

/** Carries a delivery to a subscriber's server. Remote: never called inside a transaction. */
export class WebhookSender extends Context.Service<WebhookSender, {
  /** One attempt, signed as Standard Webhooks says (https://www.standardwebhooks.com); only an answer of 2xx accepts it. `outcome` is safe to show. */
  readonly send: (to: Pick<Subscriber, "url" | "secret">, message: Pick<Delivery, "eventId" | "body"> & { readonly at: Instant }) => Effect.Effect<{ readonly accepted: boolean; readonly outcome: string }>
}>()("@bahi/application/WebhookSender") {}
