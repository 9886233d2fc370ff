import { Clock, Effect } from "effect"
import { Subscribers, WebhookSender } from "../ports/index.ts"

const SECOND = 1_000
const HOUR = 3_600 * SECOND

/** After this many attempts, in about twenty hours, a delivery waits for a person. */
const ATTEMPTS = 10

/** One attempt of a task; answers when to try again: after 5 seconds, and four times as long each time, up to six hours. */
export const deliverWebhook = Effect.fn("webhook.deliver")(function*(deliveryId: string) {
  const subscribers = yield* Subscribers
  const found = yield* subscribers.find(deliveryId)
  if (found === undefined || found.delivery.status === "delivered") return undefined
  const { delivery, subscriber } = found
  const sender = yield* WebhookSender
  const { accepted, outcome } = yield* sender.send(subscriber, { eventId: delivery.eventId, body: delivery.body, at: yield* Clock.currentTimeMillis })
  const attempts = delivery.attempts + 1
  const now = yield* Clock.currentTimeMillis
  if (accepted || attempts >= ATTEMPTS) {
    yield* subscribers.record(deliveryId, { status: accepted ? "delivered" : "failed", attempts, outcome, settledAt: now })
    return undefined
  }
  yield* subscribers.record(deliveryId, { status: "pending", attempts, outcome })
  return now + Math.min(6 * HOUR, 5 * SECOND * 4 ** (attempts - 1))
})
