import { Redacted } from "effect"
import fc from "fast-check"
import { createHmac } from "node:crypto"
import { describe, expect, it } from "vitest"
import { events } from "../testing/event.ts"
import { computed, published } from "../testing/signature.ts"
import { verifyPayment, verifySignature } from "./signature.ts"

const bytes = (text: string) => Buffer.from(text, "utf8")
const secret = Redacted.make("whsec_of_the_tests")
const sign = (body: Uint8Array, with_ = secret) => createHmac("sha256", Redacted.value(with_)).update(body).digest("hex")

describe("a signature", () => {
  it.each([...published, ...computed])("is right as published: $source, $signature", ({ secret, message, signature }) => {
    expect(verifySignature({ body: bytes(message), signature, secrets: [Redacted.make(secret)] })).toBe(true)
    expect(verifySignature({ body: bytes(message), signature, secrets: [Redacted.make(`${secret} `)] })).toBe(false)
  })

  it.each([...published, ...computed].filter(({ message }) => message.startsWith("{") && JSON.stringify(JSON.parse(message)) !== message))("is not that of the same value written again: $source", ({ secret, message, signature }) =>
    expect(verifySignature({ body: bytes(JSON.stringify(JSON.parse(message))), signature, secrets: [Redacted.make(secret)] })).toBe(false))

  const [{ message, signature, secret: key }] = published
  it.each([
    ["of the ids in the other order", "pay_IH4NVgf4Dreq1l|order_IEIaMR65cu6nz3", signature],
    ["in upper case", message, signature.toUpperCase()],
    ["cut short", message, signature.slice(0, -1)],
    ["with more behind it", message, `${signature}0`],
    ["with a newline behind it", message, `${signature}\n`],
    ["twice in one header", message, `${signature}, ${signature}`],
    ["not in hex", message, "z".repeat(64)],
    ["empty", message, ""],
    ["missing", message, undefined]
  ])("%s is wrong", (_, message, signature) => expect(verifySignature({ body: bytes(message), signature, secrets: [Redacted.make(key)] })).toBe(false))

  it("may be made with any of the secrets while one is being replaced, and with no other", () => {
    const [older, newer] = [Redacted.make("older"), Redacted.make("newer")]
    const body = bytes("{}")
    for (const one of [older, newer]) expect(verifySignature({ body, signature: sign(body, one), secrets: [newer, older] })).toBe(true)
    expect(verifySignature({ body, signature: sign(body), secrets: [newer, older] })).toBe(false)
    expect(verifySignature({ body, signature: sign(body), secrets: [] })).toBe(false)
  })

  it("is never made with an empty secret", () => {
    const signature = "e0baad27ae5335a93e2979e6693e7630de7d66b4d5bfd687cdbf1f0018f79cb8"
    expect(sign(bytes("{\"a\":1}"), Redacted.make(""))).toBe(signature)
    expect(verifySignature({ body: bytes("{\"a\":1}"), signature, secrets: [Redacted.make("")] })).toBe(false)
  })

  it("holds for these bytes alone: any other bit, or a byte less or more, is noticed", () =>
    fc.assert(fc.property(fc.constantFrom(...events.map(({ body }) => body)), fc.nat(), fc.integer({ min: 0, max: 7 }), (body, place, bit) => {
      const signature = sign(body)
      expect(verifySignature({ body, signature, secrets: [secret] })).toBe(true)
      const altered = Buffer.from(body)
      altered[place % body.length]! ^= 1 << bit
      for (const other of [altered, body.subarray(0, place % body.length), Buffer.concat([body, bytes(" ")])]) {
        expect(verifySignature({ body: other, signature, secrets: [secret] })).toBe(false)
      }
    })))

  it("is another when any of its digits is", () =>
    fc.assert(fc.property(fc.nat({ max: 63 }), fc.constantFrom(..."0123456789abcdefABCDEFg "), (place, digit) => {
      const body = bytes("{}")
      const right = sign(body)
      const other = right.slice(0, place) + digit + right.slice(place + 1)
      expect(verifySignature({ body, signature: other, secrets: [secret] })).toBe(other === right)
    })))
})

describe("a proof of payment", () => {
  const proof = { gatewayOrderId: "order_IEIaMR65cu6nz3", gatewayPaymentId: "pay_IH4NVgf4Dreq1l", signature: published[0].signature, keySecret: Redacted.make(published[0].secret) }
  const signed = (message: string, key: Redacted.Redacted) => createHmac("sha256", Redacted.value(key)).update(message).digest("hex")

  it("holds for the order that is stored, and the payment", () => expect(verifyPayment(proof)).toBe(true))

  it.each([
    ["another order", { gatewayOrderId: "order_IEIaMR65cu6nz4" }],
    ["another payment", { gatewayPaymentId: "pay_IH4NVgf4Dreq1m" }],
    ["the ids in the other order", { gatewayOrderId: proof.gatewayPaymentId, gatewayPaymentId: proof.gatewayOrderId }],
    ["another secret", { keySecret: Redacted.make("another") }],
    ["no secret", { keySecret: Redacted.make(""), signature: signed("order_IEIaMR65cu6nz3|pay_IH4NVgf4Dreq1l", Redacted.make("")) }],
    ["no order", { gatewayOrderId: "", signature: signed("|pay_IH4NVgf4Dreq1l", proof.keySecret) }],
    ["no payment", { gatewayPaymentId: "", signature: signed("order_IEIaMR65cu6nz3|", proof.keySecret) }],
    ["the bar elsewhere", { gatewayOrderId: "order_IEIaMR65cu6nz3|pay", gatewayPaymentId: "1", signature: signed("order_IEIaMR65cu6nz3|pay|1", proof.keySecret) }]
  ])("does not hold for %s", (_, change) => expect(verifyPayment({ ...proof, ...change })).toBe(false))

  it("does not hold for a payment that a browser left out", () => {
    const gatewayPaymentId = undefined as unknown as string
    expect(signed("order_1|undefined", proof.keySecret)).toBe("53768e715560145995cb1570104ecc8cd95fadfd3c2d4ce62555d7c20c36b28b")
    expect(verifyPayment({ ...proof, gatewayOrderId: "order_1", gatewayPaymentId, signature: signed("order_1|undefined", proof.keySecret) })).toBe(false)
  })
})
