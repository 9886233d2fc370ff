import { createHmac, timingSafeEqual } from "node:crypto"

/** Whether the shop sent this: over the bytes as they came, in constant time, and not more than five minutes ago. */
export const isFromTheShop = (secret: string, headers: Readonly<Record<string, string | undefined>>, body: string): boolean => {
  const { "webhook-id": id, "webhook-timestamp": timestamp, "webhook-signature": signature = "" } = headers
  const expected = createHmac("sha256", Buffer.from(secret.replace("whsec_", ""), "base64")).update(`${id}.${timestamp}.${body}`).digest()
  const given = Buffer.from(signature.replace("v1,", ""), "base64")
  return given.length === expected.length && timingSafeEqual(given, expected) && Math.abs(Date.now() / 1000 - Number(timestamp)) < 300
}
