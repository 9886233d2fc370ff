import { type GatewayNotice, type WebhookDelivery, WebhookRefused } from "@bahi/application"
import type { Instant } from "@bahi/core/id"
import { Effect, type Redacted } from "effect"
import { verifySignature } from "./signature.ts"
import { translate } from "./translate.ts"

const DAY_MS = 24 * 60 * 60 * 1000

/** Razorpay's support can send again what happened up to 15 days ago. */
const STALE_AFTER_MS = 16 * DAY_MS

/** Reads a delivery: signed first, then an event at all, then of these days. Clocks may differ by a day. */
export const readWebhook = ({ body, headers }: WebhookDelivery, now: Instant, { secrets, staleAfterMs = STALE_AFTER_MS }: {
  readonly secrets: ReadonlyArray<Redacted.Redacted>
  /** How long ago an event may have happened. Default 16 days. */
  readonly staleAfterMs?: number
}): Effect.Effect<GatewayNotice, WebhookRefused> => {
  const refused = (code: WebhookRefused["code"]) => Effect.fail(new WebhookRefused({ code }))
  const signature = headers["x-razorpay-signature"]
  if (!signature) return refused("signature_missing")
  if (!verifySignature({ body, signature, secrets })) return refused("signature_wrong")
  const translation = translate(body, headers["x-razorpay-event-id"])
  if (!translation) return refused("event_malformed")
  const { notice, newestAt } = translation
  return newestAt < now - staleAfterMs || notice.createdAt > now + DAY_MS ? refused("event_stale") : Effect.succeed(notice)
}
