import { createHmac, timingSafeEqual } from "node:crypto"
import { Redacted } from "effect"

/** Whether `signature` is the HMAC-SHA256 of exactly these bytes under one of the secrets: two or more while a secret is being replaced. Compared in constant time; an empty secret signs nothing. */
export const verifySignature = ({ body, signature, secrets }: {
  readonly body: Uint8Array
  /** As it came in `x-razorpay-signature`: 64 hex digits in lower case, and nothing else. */
  readonly signature: string | undefined
  readonly secrets: ReadonlyArray<Redacted.Redacted>
}): boolean => {
  if (signature === undefined || !/^[0-9a-f]{64}$/.test(signature)) return false
  const claimed = Buffer.from(signature, "hex")
  return secrets.map((secret) => Redacted.value(secret)).filter((secret) => secret !== "")
    .some((secret) => timingSafeEqual(createHmac("sha256", secret).update(body).digest(), claimed))
}

/** Whether the browser's proof of payment is Razorpay's, for the order id that is stored on our side. What has no id proves nothing. */
export const verifyPayment = ({ gatewayOrderId, gatewayPaymentId, signature, keySecret }: {
  readonly gatewayOrderId: string
  readonly gatewayPaymentId: string
  readonly signature: string
  readonly keySecret: Redacted.Redacted
}): boolean =>
  // What comes out of a browser is a string by its type only.
  [gatewayOrderId, gatewayPaymentId].every((id) => typeof id === "string" && /^[^|]+$/.test(id))
  && typeof signature === "string"
  && verifySignature({ body: Buffer.from(`${gatewayOrderId}|${gatewayPaymentId}`), signature, secrets: [keySecret] })
