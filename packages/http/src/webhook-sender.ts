import { WebhookSender } from "@bahi/application"
import { Effect, Layer, Redacted } from "effect"

/** How long a subscriber's server may take to answer. */
const TIMEOUT_MS = 10_000

/**
 * Sends deliveries by `fetch`, as Standard Webhooks says: `webhook-id` is the id of the event, `webhook-timestamp` when this
 * attempt was made, and `webhook-signature` `v1,` with the HMAC-SHA256 over `id.timestamp.body`, in base64. Redirects are not
 * followed, and what is answered is not read.
 */
export const webhookSenderFetch = Layer.succeed(WebhookSender, WebhookSender.of({
  send: ({ secret, url }, { at, body, eventId }) => Effect.tryPromise({
    try: async (signal) => {
      const timestamp = String(Math.floor(at / 1000))
      const headers = { "content-type": "application/json", "user-agent": "Bahi", "webhook-id": eventId, "webhook-timestamp": timestamp, "webhook-signature": await signatureOf(Redacted.value(secret), `${eventId}.${timestamp}.${body}`) }
      const response = await fetch(url, { method: "POST", headers, body, redirect: "manual", signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]) })
      await response.body?.cancel()
      return { accepted: response.ok, outcome: `HTTP ${response.status}` }
    },
    catch: whyOf
  }).pipe(Effect.catch((outcome) => Effect.succeed({ accepted: false, outcome })))
}))

const signatureOf = async (secret: string, content: string): Promise<string> => {
  const key = await crypto.subtle.importKey("raw", Buffer.from(secret.replace(/^whsec_/, ""), "base64"), { name: "HMAC", hash: "SHA-256" }, false, ["sign"])
  return `v1,${Buffer.from(await crypto.subtle.sign("HMAC", key, Buffer.from(content))).toString("base64")}`
}

/** A code such as `ECONNREFUSED`; what else an error says may name what is behind the address. */
const whyOf = (error: unknown): string => {
  if (error instanceof Error && error.name === "TimeoutError") return `no answer within ${TIMEOUT_MS / 1000} s`
  const { code } = (error instanceof Error && error.cause !== undefined ? error.cause : {}) as { readonly code?: unknown }
  return typeof code === "string" && /^[A-Z_]{3,40}$/.test(code) ? code : "no connection"
}
