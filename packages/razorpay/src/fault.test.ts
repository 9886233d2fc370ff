import { type GatewayFault, PaymentGateway } from "@bahi/application"
import { money } from "@bahi/core/money"
import { expect, it } from "@effect/vitest"
import { Effect } from "effect"
import type { ServerResponse } from "node:http"
import { describe } from "vitest"
import { gatewayAt } from "./testing/shop.ts"
import { answering, envelope, type Seen, sour } from "./testing/sour.ts"

const keys = { keyId: "rzp_test_bahi", keySecret: "secret_of_the_tests" }
const gatewayPaymentId = "pay_Bahi0000000001"
const key = "refund-0001-of-the-tests"
const amount = money(50_000)
const page = "<!doctype html><title>502 Bad Gateway</title>"

const asked = {
  fetchPayments: ({ fetchPayments }: PaymentGateway["Service"]) => fetchPayments("order_Bahi0000000001"),
  findRefund: ({ findRefund }) => findRefund({ key, gatewayPaymentId }),
  openOrder: ({ openOrder }) => openOrder({ receipt: "bahi-1001", amount, currency: "INR", capture: "automatic" }),
  capture: ({ capture }) => capture({ gatewayPaymentId, amount, currency: "INR" }),
  refund: ({ refund }) => refund({ key, gatewayPaymentId, amount })
} satisfies Readonly<Record<GatewayFault["operation"], (gateway: PaymentGateway["Service"]) => Effect.Effect<unknown, GatewayFault>>>
const operations = Object.keys(asked) as ReadonlyArray<keyof typeof asked>
const writes = (operation: GatewayFault["operation"]) => !["fetchPayments", "findRefund"].includes(operation)

const faultAt = (url: string, operation: keyof typeof asked, options = {}) =>
  PaymentGateway.use((gateway) => Effect.flip<unknown, GatewayFault, never>(asked[operation](gateway))).pipe(Effect.provide(gatewayAt({ ...keys, url }, { timeoutMs: 10_000, ...options })))

/** What goes wrong, and what that makes of a question that reads, and of one that writes. */
const mishaps: ReadonlyArray<readonly [what: string, answer: (response: ServerResponse, request: Seen) => void, reads: string, writes: string, options?: { readonly timeoutMs: number }]> = [
  ["the connection is reset", (response) => response.destroy(), "GatewayUnavailable", "GatewayUnknown"],
  ["the answer breaks off", (response) => {
    response.writeHead(200, { "content-length": "500" })
    response.write("{\"id\"", () => response.destroy())
  }, "GatewayUnavailable", "GatewayUnknown"],
  ["nobody answers in time", () => {}, "GatewayUnavailable", "GatewayUnknown", { timeoutMs: 40 }],
  ["the answer drips", (response) => {
    const drip = setInterval(() => response.write(" "), 5)
    response.on("close", () => clearInterval(drip))
  }, "GatewayUnavailable", "GatewayUnknown", { timeoutMs: 40 }],
  ["a proxy answers 502 with a page", answering(502, page), "GatewayUnavailable", "GatewayUnknown"],
  ["a proxy answers 504 with nothing", answering(504, ""), "GatewayUnavailable", "GatewayUnknown"],
  ["it answers 500 with its own error", answering(500, envelope("We are facing some trouble completing your request at the moment. Please try again shortly.", { code: "SERVER_ERROR" })), "GatewayUnavailable", "GatewayUnknown"],
  ["it answers 400 with an error of its bank", answering(400, envelope("Your payment didn't go through", { code: "GATEWAY_ERROR" })), "GatewayUnavailable", "GatewayUnknown"],
  ["somebody answers 200 with a page", answering(200, page), "GatewayMisconfigured", "GatewayUnknown"],
  ["somebody answers 200 with broken JSON", answering(200, "{\"entity\":\"order\"", { "content-type": "application/json" }), "GatewayMisconfigured", "GatewayUnknown"],
  ["somebody answers 200 with other JSON", answering(200, { entity: "order", id: "order_Bahi0000000001" }), "GatewayMisconfigured", "GatewayUnknown"],
  ["somebody answers 400 with a page", answering(400, page), "GatewayMisconfigured", "GatewayUnknown"],
  ["there are too many requests", answering(429, envelope("Too many requests")), "GatewayUnavailable", "GatewayUnavailable"],
  ["it is busy with the same thing", answering(400, envelope("Request failed because another payment operation is in progress.")), "GatewayUnavailable", "GatewayUnavailable"],
  ["it is busy with the same key", answering(409, envelope("Another request with the same idempotency key is still in progress.")), "GatewayUnavailable", "GatewayUnavailable"],
  ["it says no", answering(400, envelope("The id provided does not exist")), "GatewayRefused", "GatewayRefused"],
  ["the keys are wrong", answering(401, envelope("Authentication failed")), "GatewayMisconfigured", "GatewayMisconfigured"],
  ["the keys are wrong, and it answers 400", answering(400, envelope("The api key provided is invalid")), "GatewayMisconfigured", "GatewayMisconfigured"],
  ["a firewall answers 403 with a page", answering(403, page), "GatewayMisconfigured", "GatewayMisconfigured"],
  ["nothing is at this address", answering(404, { message: "no Route matched with those values" }), "GatewayMisconfigured", "GatewayMisconfigured"],
  ["it sends us elsewhere", answering(302, "", { location: "/elsewhere" }), "GatewayMisconfigured", "GatewayMisconfigured"]
]

describe.for(mishaps)("when %s", ([, answer, reads, written, options]) => {
  it.live.each(operations)("%s says so", (operation) => Effect.gen(function*() {
    const { url, seen } = yield* sour(answer)
    const fault = yield* faultAt(url, operation, options)
    expect(fault).toMatchObject({ _tag: writes(operation) ? written : reads, operation })
    expect(seen.length).toBeGreaterThan(0)
    expect(seen.map(({ path }) => path)).not.toContain("/elsewhere")
  }))
})

describe.each([
  ["the connection is refused", "http://127.0.0.1:1"],
  ["the name is unknown", "http://api.razorpay.invalid"]
])("when %s", (_, url) => {
  it.live.each(operations)("%s says that it cannot be reached", (operation) => Effect.gen(function*() {
    expect(yield* faultAt(url, operation, { retries: 0 })).toMatchObject({ _tag: "GatewayUnavailable", operation })
  }))
})

describe("asks again", () => {
  const posts = (seen: ReadonlyArray<Seen>) => seen.filter(({ method }) => method === "POST")

  it.live("what reads, as often as it is told to", () => Effect.gen(function*() {
    for (const retries of [0, 3]) {
      const { url, seen } = yield* sour(answering(502, page))
      yield* faultAt(url, "findRefund", { retries })
      expect(seen.length).toBe(1 + retries)
    }
  }))

  it.live("never what may have had its effect", () => Effect.gen(function*() {
    for (const operation of ["openOrder", "capture"] as const) {
      const { url, seen } = yield* sour(answering(502, page))
      yield* faultAt(url, operation, { retries: 3 })
      expect(posts(seen).length, operation).toBe(1)
    }
  }))

  it.live("but a refund, since its key makes it one", () => Effect.gen(function*() {
    const { url, seen } = yield* sour(answering(502, page))
    yield* faultAt(url, "refund", { retries: 3 })
    expect(posts(seen).length).toBe(4)
    for (const { headers, body } of posts(seen)) {
      expect(headers["x-refund-idempotency"]).toBe(key)
      expect(body).toBe(posts(seen)[0]!.body)
    }
    expect(JSON.parse(posts(seen)[0]!.body)).toEqual({ amount, receipt: key, notes: { refund_key: key } })
  }))

  it.live("everything that surely did not happen", () => Effect.gen(function*() {
    for (const operation of ["openOrder", "capture", "refund"] as const) {
      const { url, seen } = yield* sour(answering(429, envelope("Too many requests")))
      yield* faultAt(url, operation, { retries: 2 })
      expect(posts(seen).length, operation).toBe(3)
    }
  }))

  it.live("nothing that was refused, or can never work", () => Effect.gen(function*() {
    for (const status of [400, 401]) {
      const { url, seen } = yield* sour(answering(status, envelope("The amount must be an integer.")))
      yield* faultAt(url, "refund", { retries: 3 })
      expect(seen.length).toBe(1)
    }
  }))

  it.live("and never forgets that an earlier attempt may have had its effect", () => Effect.gen(function*() {
    const answers = [answering(502, page), answering(400, envelope("The payment has been fully refunded already."))]
    const { url } = yield* sour((response, { method }) => (method === "POST" ? answers.shift()! : answering(200, { entity: "collection", items: [] }))(response))
    expect(yield* faultAt(url, "refund")).toMatchObject({ _tag: "GatewayUnknown" })
    expect(answers).toEqual([])
  }))
})

it.live.each(operations)("%s comes to an end, however often it may be repeated", (operation) => Effect.gen(function*() {
  const { url } = yield* sour(answering(429, envelope("Too many requests")))
  expect(yield* faultAt(url, operation, { timeoutMs: 20, retries: 10, retryDelayMs: 100 })).toEqual(expect.objectContaining({
    _tag: writes(operation) ? "GatewayUnknown" : "GatewayUnavailable",
    reason: "not done within 60 ms"
  }))
}))

it.live("hangs up when nobody waits for the answer any more", () => Effect.gen(function*() {
  const [arrived, gone] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  const { url } = yield* sour((response) => {
    response.on("close", gone.resolve)
    arrived.resolve()
  })
  const asking = faultAt(url, "findRefund", { timeoutMs: 600_000 })
  yield* Effect.raceFirst(asking, Effect.promise(() => arrived.promise))
  yield* Effect.promise(() => gone.promise)
}))
