import { createServer } from "node:http"
import { describe, expect, it } from "vitest"
import { nextAttemptMs } from "./ladder.ts"
import type { EmulatorOptions } from "./options.ts"
import { shop } from "./testing/shop.ts"
import { call, started } from "./testing/started.ts"

const listening = async ({ answers = [] as Array<number>, ...options }: EmulatorOptions & { readonly answers?: Array<number> } = {}) => {
  const heard = await shop({ answers })
  const { emulator, razorpay } = await started({ webhooks: [heard.webhook], ...options })
  const order = await razorpay.orders.create({ amount: 250_000, currency: "INR", notes: { cart: "c1" } })
  return { heard, emulator, razorpay, orderId: order.id as string }
}

describe("a webhook", () => {
  it("is signed over its bytes and carries Razorpay's headers", async () => {
    const { heard, emulator, orderId } = await listening()
    await emulator.pay({ orderId })
    await emulator.webhooks.settled()
    expect(heard.names()).toEqual(["payment.authorized", "payment.captured", "order.paid"])
    for (const { headers, bytes } of heard.received) {
      expect(headers["x-razorpay-signature"]).toBe(heard.signature(bytes))
      expect(headers["x-razorpay-event-id"]).toMatch(/^[A-Za-z0-9]{14}$/)
      expect(headers).toMatchObject({ "content-type": "application/json", "user-agent": "Razorpay-Webhook/v1", "request-id": headers["x-razorpay-event-id"] })
    }
    expect(new Set(heard.received.map(({ headers }) => headers["x-razorpay-event-id"])).size).toBe(3)
  })

  it("is unsigned without a secret", async () => {
    const heard = await shop()
    const { emulator, razorpay } = await started({ webhooks: [{ url: heard.webhook.url }] })
    await emulator.pay({ orderId: (await razorpay.orders.create({ amount: 100, currency: "INR" })).id, outcome: "failure" })
    await emulator.webhooks.settled()
    expect(heard.names()).toEqual(["payment.failed"])
    expect(heard.received[0]!.headers["x-razorpay-signature"]).toBeUndefined()
  })

  it("is compact JSON, of payments with declared keys and of refunds with sorted ones", async () => {
    const { heard, emulator, razorpay, orderId } = await listening()
    const { payment } = await emulator.pay({ orderId })
    await razorpay.payments.refund(payment.id, {})
    await emulator.webhooks.settled()
    for (const { bytes } of heard.received) expect(bytes.toString()).toBe(JSON.stringify(JSON.parse(bytes.toString())))
    const [, captured, paid, created] = heard.received.map(({ bytes }) => JSON.parse(bytes.toString()))
    expect(Object.keys(captured)).toEqual(["entity", "account_id", "event", "contains", "payload", "created_at"])
    expect(captured.payload.payment.entity).toMatchObject({ id: payment.id, status: "captured", fee: 5900, base_amount: 250_000, reward: null })
    expect(paid.contains).toEqual(["payment", "order"])
    expect(paid.payload.order.entity).toMatchObject({ id: orderId, status: "paid", amount_paid: 250_000, notes: { cart: "c1" } })
    expect(Object.keys(created)).toEqual(["account_id", "contains", "created_at", "entity", "event", "payload"])
    expect(created.payload).toMatchObject({ refund: { entity: { status: "processed" } }, payment: { entity: { status: "refunded", refund_status: "full" } } })
    expect(heard.names().slice(3)).toEqual(["refund.created", "refund.processed"])
  })

  it("tells of refunds that fail, and of those that cannot be instant", async () => {
    const { heard, emulator, razorpay, orderId } = await listening({ refunds: "pending" })
    const { payment } = await emulator.pay({ orderId })
    const refund = await razorpay.payments.refund(payment.id, { speed: "optimum" })
    await emulator.settleRefund(refund.id, "failed")
    await emulator.webhooks.settled()
    expect(heard.names().slice(3)).toEqual(["refund.created", "refund.speed_changed", "refund.failed"])
  })

  it("comes before the browser's answer when asked to", async () => {
    const { heard, emulator, orderId } = await listening({ webhookDelayMs: 50 })
    await emulator.pay({ orderId, webhooks: "before" })
    expect(heard.names()).toEqual(["payment.authorized", "payment.captured", "order.paid"])
  })
})

describe("delivery", () => {
  it("is tried again up the ladder, each time with the same bytes", async () => {
    const { heard, emulator, orderId } = await listening({ timeScale: 1 / 1000, answers: [500, 404, 500] })
    await emulator.pay({ orderId, outcome: "failure" })
    await emulator.webhooks.settled()
    expect(emulator.webhooks.deliveries()).toMatchObject([{ status: "delivered", attempts: [{ outcome: 500 }, { outcome: 404 }, { outcome: 500 }, { outcome: 200 }] }])
    expect(new Set(heard.received.map(({ bytes, headers }) => `${headers["x-razorpay-event-id"]}${headers["x-razorpay-signature"]}${bytes}`)).size).toBe(1)
  })

  it("waits as measured: at once after a 5xx on payments and orders, else six seconds, and ends after 23 hours", () => {
    const tried = (outcome: number | "timeout", count: number) => Array.from({ length: count }, () => ({ at: 0, outcome }))
    expect(nextAttemptMs("payment.captured", tried(500, 1))).toBe(230)
    expect(nextAttemptMs("payment.captured", tried(500, 2))).toBe(6100)
    for (const outcome of [404, "timeout"] as const) expect(nextAttemptMs("payment.captured", tried(outcome, 1))).toBe(6100)
    expect(nextAttemptMs("payment.failed", tried(500, 1))).toBe(6100)
    expect(nextAttemptMs("payment.captured", tried(500, 15))).toBe(81_953_000)
    expect(nextAttemptMs("payment.captured", tried(500, 16))).toBeUndefined()
    expect(nextAttemptMs("payment.failed", tried(500, 15))).toBeUndefined()
  })

  it("to a dead endpoint is given up, and a day of failure disables it until it is enabled", async () => {
    const { emulator, razorpay, orderId, heard } = await listening({ timeScale: 1 / 10_000, answers: Array(40).fill(500) })
    const active = async () => (await call(emulator, "GET", "/v1/webhooks")).body.items[0].active
    await emulator.pay({ orderId, outcome: "failure" })
    await emulator.webhooks.settled()
    expect(emulator.webhooks.deliveries()[0]!.status).toBe("given_up")
    expect(heard.received).toHaveLength(15)
    await expect.poll(active, { timeout: 10_000 }).toBe(false)
    await emulator.pay({ orderId })
    expect(emulator.webhooks.deliveries()).toHaveLength(1)

    const { body } = await call(emulator, "GET", "/v1/webhooks")
    await call(emulator, "PUT", `/v1/webhooks/${body.items[0].id}`, { active: true })
    heard.answers.length = 0
    await emulator.pay({ orderId: (await razorpay.orders.create({ amount: 100, currency: "INR" })).id, outcome: "failure" })
    await emulator.webhooks.settled()
    expect(emulator.webhooks.deliveries()[1]!.status).toBe("delivered")
  })

  it("does not wait for a slow shop for ever", async () => {
    const silent = createServer(() => {}).listen(0)
    const { port } = silent.address() as { port: number }
    const { emulator, razorpay } = await started({ webhooks: [{ url: `http://127.0.0.1:${port}` }], webhookTimeoutMs: 20 })
    await emulator.pay({ orderId: (await razorpay.orders.create({ amount: 100, currency: "INR" })).id, outcome: "failure", webhooks: "before" })
    expect(emulator.webhooks.deliveries()[0]!.attempts).toMatchObject([{ outcome: "timeout" }])
    silent.closeAllConnections()
    silent.close()
  })

  it("is held until released, in any order, so many times", async () => {
    const { heard, emulator, orderId } = await listening()
    emulator.webhooks.hold()
    await emulator.pay({ orderId })
    await emulator.webhooks.settled()
    expect(heard.names()).toEqual([])
    await emulator.webhooks.release({ order: ["order.paid", "payment.captured"], times: 2 })
    expect(heard.names()).toEqual(["order.paid", "order.paid", "payment.captured", "payment.captured", "payment.authorized", "payment.authorized"])
    expect(heard.received[0]!.headers["x-razorpay-event-id"]).toBe(heard.received[1]!.headers["x-razorpay-event-id"])
  })

  it("is released backwards, or shuffled by the seed", async () => {
    for (const order of ["reversed", "shuffled"] as const) {
      const { heard, emulator, orderId } = await listening({ seed: "7" })
      emulator.webhooks.hold()
      await emulator.pay({ orderId })
      await emulator.webhooks.release({ order })
      if (order === "reversed") expect(heard.names()).toEqual(["order.paid", "payment.captured", "payment.authorized"])
      expect(heard.names().sort()).toEqual(["order.paid", "payment.authorized", "payment.captured"])
    }
  })

  it("repeats every event when told to, and one event on demand", async () => {
    const { heard, emulator, orderId } = await listening()
    emulator.webhooks.repeat(2)
    await emulator.pay({ orderId, outcome: "failure" })
    await emulator.webhooks.settled()
    emulator.webhooks.replay(emulator.webhooks.events()[0]!.id)
    await emulator.webhooks.settled()
    expect(new Set(heard.received.map(({ headers }) => headers["x-razorpay-event-id"])).size).toBe(1)
    expect(heard.names()).toEqual(["payment.failed", "payment.failed", "payment.failed"])
  })
})

describe("an endpoint", () => {
  it("is made over the API, for the events it names", async () => {
    const heard = await shop()
    const { emulator, razorpay } = await started()
    const made = await call(emulator, "POST", "/v1/webhooks", { ...heard.webhook, events: { "order.paid": true } })
    expect(made).toMatchObject({ status: 200, body: { entity: "webhook", active: true, secret_exists: true, events: { "order.paid": true, "payment.failed": false } } })
    await emulator.pay({ orderId: (await razorpay.orders.create({ amount: 100, currency: "INR" })).id })
    await emulator.webhooks.settled()
    expect(heard.names()).toEqual(["order.paid"])
  })

  it("with a new secret still gets older events under the old one", async () => {
    const { heard, emulator, orderId } = await listening({ timeScale: 1 / 1000, answers: [500] })
    await emulator.pay({ orderId, outcome: "failure", webhooks: "before" })
    const { body } = await call(emulator, "GET", "/v1/webhooks")
    await call(emulator, "PUT", `/v1/webhooks/${body.items[0].id}`, { secret: "another" })
    await emulator.webhooks.settled()
    expect(heard.received.at(-1)!.headers["x-razorpay-signature"]).toBe(heard.signature(heard.received[0]!.bytes))
  })
})
