import { type GatewayFault, PaymentGateway } from "@bahi/application"
import { money } from "@bahi/core/money"
import { expect, it } from "@effect/vitest"
import { Cause, Effect, Exit, Logger, Redacted, References } from "effect"
import { inspect } from "node:util"
import { describe } from "vitest"
import { paymentGatewayRazorpay, type PaymentGatewayRazorpayOptions } from "./gateway.ts"
import { answering, envelope, sour } from "./testing/sour.ts"

const right: PaymentGatewayRazorpayOptions = { keyId: "rzp_test_bahi", keySecret: Redacted.make("s3cret-of-the-key"), webhookSecrets: [Redacted.make("s3cret-of-the-webhook")] }
const build = (options: PaymentGatewayRazorpayOptions) => Effect.provide(PaymentGateway, paymentGatewayRazorpay(options))

describe("a gateway", () => {
  it.effect.each([
    ["keyId", { keyId: "" }],
    ["keyId", { keyId: "rzp_test:s3cret" }],
    ["keySecret", { keySecret: Redacted.make("") }],
    ["keySecret", { keySecret: Redacted.make(" \n") }],
    ["keySecret", { keySecret: Redacted.make("s3cret ") }],
    ["baseUrl", { baseUrl: "" }],
    ["baseUrl", { baseUrl: "api.razorpay.com" }],
    ["baseUrl", { baseUrl: "ftp://api.razorpay.com" }],
    ["baseUrl", { baseUrl: "https://s3cret:s3cret@api.razorpay.com" }],
    ["baseUrl", { baseUrl: "https://api.razorpay.com/?key=s3cret" }],
    ["timeoutMs", { timeoutMs: 0 }],
    ["timeoutMs", { timeoutMs: Number.NaN }],
    ["retries", { retries: -1 }],
    ["retries", { retries: 1.5 }],
    ["retryDelayMs", { retryDelayMs: 0 }],
    ["webhookSecrets", { webhookSecrets: [] }],
    ["webhookSecrets", { webhookSecrets: [Redacted.make("s3cret"), Redacted.make("")] }]
  ] as const)("is not built with a wrong %s, and says so without repeating it", ([setting, wrong]) => Effect.gen(function*() {
    const exit = yield* Effect.exit(build({ ...right, ...wrong }))
    const said = Exit.isFailure(exit) ? Cause.pretty(exit.cause) : ""
    expect(said).toContain(`Razorpay is not configured: set ${setting} to `)
    expect(said).not.toContain("s3cret")
  }))

  it.effect.each([
    [{}, "https://checkout.razorpay.com/v1/checkout.js"],
    [{ baseUrl: "https://api.razorpay.com/" }, "https://checkout.razorpay.com/v1/checkout.js"],
    [{ baseUrl: "http://127.0.0.1:7000/" }, "http://127.0.0.1:7000/v1/checkout.js"],
    [{ baseUrl: "https://shop.example/razorpay" }, "https://shop.example/razorpay/v1/checkout.js"],
    [{ baseUrl: "http://127.0.0.1:7000", scriptUrl: "http://localhost:7000/checkout.js" }, "http://localhost:7000/checkout.js"]
  ] as const)("with %o says where the checkout is", ([options, scriptUrl]) => Effect.gen(function*() {
    expect((yield* build({ ...right, ...options })).checkout).toEqual({ keyId: right.keyId, scriptUrl })
  }))
})

describe("a request", () => {
  const order = { entity: "order", id: "order_Bahi0000000001", amount: 150_000, currency: "INR", receipt: "bahi-1001", status: "created" }

  it.live("goes to the base URL, with the keys, and nothing that Razorpay does not know", () => Effect.gen(function*() {
    const { url, seen } = yield* sour(answering(200, order))
    yield* (yield* build({ ...right, baseUrl: `${url}/prefix` })).openOrder({ receipt: "bahi-1001", amount: money(150_000), currency: "INR", capture: "manual" })
    expect(seen.map(({ method, path, headers, body }) => [method, path, headers.authorization, JSON.parse(body)])).toEqual([[
      "POST", "/prefix/v1/orders", `Basic ${btoa("rzp_test_bahi:s3cret-of-the-key")}`,
      { amount: 150_000, currency: "INR", receipt: "bahi-1001", payment: { capture: "manual" } }
    ]])
    expect(Object.keys(seen[0]!.headers)).not.toContain("x-refund-idempotency")
  }))

  it.live("carries the key of its own refund, whatever is asked at the same time, before and after", () => Effect.gen(function*() {
    const payment = "pay_Bahi0000000001"
    const { url, seen } = yield* sour((response, { body }) => {
      if (body === "") return answering(200, { entity: "collection", items: [] })(response)
      const { amount, receipt } = JSON.parse(body) as { readonly amount: number; readonly receipt: string }
      answering(200, { entity: "refund", id: "rfnd_Bahi0000000001", payment_id: payment, amount, currency: "INR", receipt, status: "processed", created_at: 1 })(response)
    })
    const { fetchPayments, refund } = yield* build({ ...right, baseUrl: url })
    const keys = Array.from({ length: 30 }, (_, place) => `refund-${1000 + place}`)
    const one = (key: string) => Effect.andThen(refund({ key, gatewayPaymentId: payment, amount: money(100) }), fetchPayments(order.id))
    for (const concurrency of [1, 10]) yield* Effect.forEach(keys, one, { concurrency })
    const told = seen.map(({ body, headers }) => [body === "" ? undefined : (JSON.parse(body) as { readonly receipt: string }).receipt, headers["x-refund-idempotency"]])
    expect(told.filter(([receipt, key]) => receipt !== key)).toEqual([])
    expect(new Set(told.map(([receipt]) => receipt)).size).toBe(keys.length + 1)
  }))

  it.live("asks for a card in the documented form", () => Effect.gen(function*() {
    const payment = { entity: "payment", id: "pay_Bahi0000000001", order_id: order.id, amount: 150_000, currency: "INR", status: "captured", method: "card", created_at: 1 }
    const { url, seen } = yield* sour((response, { path }) => answering(200, path.endsWith("/payments") ? { entity: "collection", items: [payment] } : path.includes("order_") ? order : payment)(response))
    yield* (yield* build({ ...right, baseUrl: url })).fetchPayments(order.id)
    expect(seen.map(({ path }) => decodeURIComponent(path)).sort()).toEqual([`/v1/orders/${order.id}/payments`, `/v1/payments/${payment.id}?expand[]=card`])
  }))

  it.live("is not made with an id that would change its address", () => Effect.gen(function*() {
    const { url, seen } = yield* sour(answering(200, order))
    const { fetchPayments, capture, refund, findRefund } = yield* build({ ...right, baseUrl: url })
    for (const id of ["order_Bahi000000001/", "../payments", "order_Bahi0000000001?x", "pay_Bahi0000000001/refund", "order_Bahi0000000001\n"]) {
      const asked = [fetchPayments(id), capture({ gatewayPaymentId: id, amount: money(1), currency: "INR" }), refund({ key: "refund-0001", gatewayPaymentId: id, amount: money(1) }), findRefund({ key: "refund-0001", gatewayPaymentId: id })]
      for (const one of asked) expect(yield* Effect.flip<unknown, GatewayFault, never>(one)).toMatchObject({ _tag: "GatewayRefused" })
    }
    expect(seen).toEqual([])
  }))
})

describe("what is kept secret", () => {
  const secrets = ["s3cret-of-the-key", "s3cret-of-the-webhook", btoa("rzp_test_bahi:s3cret-of-the-key"), "asharao@okhdfcbank", "asha@example.com", "9812345670", "4111111111111111", "f".repeat(64), "Asha"]
  const told = secrets.join(" ")

  it.live.each([
    ["an error's words", answering(400, envelope(told))],
    ["an error's every field", answering(400, { error: { code: told, description: told, reason: told, field: told, source: told, step: told, metadata: { told } } })],
    ["an error with a known sentence", answering(400, envelope(`Authentication failed. ${told}`, { reason: secrets[2], field: secrets[3] }))],
    ["a page", answering(502, told)],
    ["what is no record", answering(200, { entity: told, id: told, email: told })],
    ["an address to go to", answering(302, told, { location: `/?told=${encodeURIComponent(told)}` })],
    ["a connection that ends", (response: { destroy: () => void }) => response.destroy()]
  ] as const)("is in no fault and no log, though it is in %s", ([, answer]) => Effect.gen(function*() {
    const logged: Array<string> = []
    const { url } = yield* sour(answer)
    const { openOrder, fetchPayments, capture, refund, findRefund } = yield* build({ ...right, baseUrl: url, retryDelayMs: 1 })
    const asked = [
      openOrder({ receipt: "bahi-1001", amount: money(150_000), currency: "INR", capture: "automatic" }),
      fetchPayments("order_Bahi0000000001"),
      capture({ gatewayPaymentId: "pay_Bahi0000000001", amount: money(1), currency: "INR" }),
      refund({ key: "refund-0001", gatewayPaymentId: "pay_Bahi0000000001", amount: money(1) }),
      findRefund({ key: "refund-0001", gatewayPaymentId: "pay_Bahi0000000001" })
    ]
    for (const one of asked) {
      const exit = yield* Effect.exit<unknown, GatewayFault, never>(one).pipe(
        Effect.tap((exit) => Exit.isFailure(exit) ? Effect.logError(exit.cause) : Effect.void),
        Effect.provide(Logger.layer([Logger.make(({ message, cause }) => void logged.push(inspect([message, cause], { depth: 20 })))])),
        Effect.provideService(References.MinimumLogLevel, "All"))
      expect(Exit.isFailure(exit)).toBe(true)
      const said = [...logged, inspect(exit, { depth: 20 }), JSON.stringify(exit), Exit.isFailure(exit) ? Cause.pretty(exit.cause) : ""].join("\n")
      for (const secret of secrets) expect(said).not.toContain(secret)
    }
    expect(logged.length).toBe(asked.length)
  }))
})
