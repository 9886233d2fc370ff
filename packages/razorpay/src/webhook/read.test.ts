import type { WebhookDelivery } from "@bahi/application"
import { expect, it } from "@effect/vitest"
import { Effect, Redacted } from "effect"
import { createHash, createHmac } from "node:crypto"
import { describe } from "vitest"
import { about, events, happenedAt } from "../testing/event.ts"
import { readWebhook } from "./read.ts"

const secret = "whsec_of_the_tests"
const DAY = 24 * 60 * 60 * 1000
const now = happenedAt + 5_000

const signed = (body: Uint8Array, headers: WebhookDelivery["headers"] = { "x-razorpay-event-id": "PzQ1bahi000001" }): WebhookDelivery =>
  ({ body, headers: { "x-razorpay-signature": createHmac("sha256", secret).update(body).digest("hex"), ...headers } })
const read = (delivery: WebhookDelivery, at = now, staleAfterMs?: number) => readWebhook(delivery, at, { secrets: [Redacted.make(secret)], ...(staleAfterMs === undefined ? {} : { staleAfterMs }) })
const refusal = (delivery: WebhookDelivery, at = now, staleAfterMs?: number) => Effect.map(Effect.flip(read(delivery, at, staleAfterMs)), ({ code }) => code)
const bytes = (text: string) => Buffer.from(text, "utf8")
const bodyOf = (change: object) => Buffer.from(JSON.stringify({ entity: "event", event: "payment.captured", payload: {}, created_at: happenedAt / 1000, ...change }))

describe("an event", () => {
  it.effect.each(events)("of $type names the records that it is about", ({ type, body }) => Effect.gen(function*() {
    const text = body.toString("utf8")
    expect(yield* read(signed(body))).toEqual({
      eventId: "PzQ1bahi000001",
      type,
      ...Object.fromEntries(Object.entries(about).filter(([, id]) => text.includes(id))),
      createdAt: happenedAt
    })
  }))

  it("is known in every kind that shops meet, and in kinds to come", () => {
    const families = new Set(events.map(({ type }) => type.split(".")[0]))
    expect([...families].sort()).toEqual(["invoice", "order", "payment", "payment_link", "product", "qr_code", "refund", "settlement", "something", "subscription", "transfer", "virtual_account"])
    for (const [key, id] of Object.entries(about)) expect(events.filter(({ body }) => body.includes(id)).length, key).toBeGreaterThan(3)
  })

  it.effect("without an id of its own is known by its bytes", () => Effect.gen(function*() {
    const body = events[0]!.body
    const digest = createHash("sha256").update(body).digest("hex")
    const { eventId } = yield* read(signed(body, {}))
    expect(eventId).toBe(`sha256-${digest.slice(0, 48)}`)
    expect((yield* read(signed(body, {}))).eventId).toBe(eventId)
    expect((yield* read(signed(events[1]!.body, {}))).eventId).not.toBe(eventId)
  }))

  it.effect("whose id is none is known by its bytes as well: nobody signed the header", () => Effect.gen(function*() {
    const { body } = events[0]!
    for (const id of ["", "two words", "x".repeat(65)]) expect((yield* read(signed(body, { "x-razorpay-event-id": id }))).eventId).toMatch(/^sha256-[0-9a-f]{48}$/)
  }))

  it.effect("does not name what only looks like an id", () => Effect.gen(function*() {
    const notice = yield* read(signed(bodyOf({ payload: { payment: { entity: { id: "pay_../orders", order_id: "order_", refund_id: 7 } }, odd: [], none: null } })))
    expect(Object.keys(notice).sort()).toEqual(["createdAt", "eventId", "type"])
  }))
})

describe("a delivery is refused", () => {
  const body = events[0]!.body

  it.effect("without a signature, before it is read", () => Effect.gen(function*() {
    expect(yield* refusal({ body, headers: {} })).toBe("signature_missing")
    expect(yield* refusal({ body: bytes("}"), headers: { "x-razorpay-signature": "" } })).toBe("signature_missing")
  }))

  it.effect("with the signature of something else, whatever it says", () => Effect.gen(function*() {
    const { headers } = signed(body)
    expect(yield* refusal({ body: Buffer.from(JSON.stringify(JSON.parse(body.toString()), null, 1)), headers })).toBe("signature_wrong")
    expect(yield* refusal({ body: bytes("}"), headers })).toBe("signature_wrong")
    expect(yield* refusal({ body, headers: { ...headers, "x-razorpay-signature": headers["x-razorpay-signature"]!.toUpperCase() } })).toBe("signature_wrong")
  }))

  it.effect.each([
    ["nothing", bytes("")],
    ["no JSON", bytes("}")],
    ["no UTF-8", Buffer.from([0x22, 0xff, 0x22])],
    ["no object", bytes("[]")],
    ["another entity", bodyOf({ entity: "order" })],
    ["no kind", bodyOf({ event: "" })],
    ["a kind that is none", bodyOf({ event: "payment.captured\nmore" })],
    ["no payload", bodyOf({ payload: null })],
    ["no time", bodyOf({ created_at: null })],
    ["a time that is none", bodyOf({ created_at: "1795218600" })],
    ["a time of no calendar", bodyOf({ created_at: 1e300 })]
  ] as const)("when it is signed, and holds %s", ([, body]) => Effect.gen(function*() {
    expect(yield* refusal(signed(body))).toBe("event_malformed")
  }))


  it.effect("when it is older than what Razorpay sends again, or of a day to come", () => Effect.gen(function*() {
    const at = (age: number) => [signed(bodyOf({})), happenedAt + age] as const
    expect((yield* read(...at(16 * DAY))).type).toBe("payment.captured")
    expect(yield* refusal(...at(16 * DAY + 1))).toBe("event_stale")
    expect((yield* read(...at(-DAY))).type).toBe("payment.captured")
    expect(yield* refusal(...at(-DAY - 1))).toBe("event_stale")
    expect(yield* refusal(...at(60_001), 60_000)).toBe("event_stale")
  }))

  it.effect("by the age of what happened, not of the link that was paid", () => Effect.gen(function*() {
    const paid = (paidAt: number) => signed(bodyOf({ event: "payment_link.paid", created_at: (happenedAt - 90 * DAY) / 1000, payload: { payment: { entity: { created_at: paidAt / 1000 } } } }))
    expect((yield* read(paid(happenedAt))).createdAt).toBe(happenedAt - 90 * DAY)
    expect(yield* refusal(paid(happenedAt - 17 * DAY))).toBe("event_stale")
  }))
})
