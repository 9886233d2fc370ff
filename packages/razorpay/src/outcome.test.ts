import { PaymentGateway } from "@bahi/application"
import { money } from "@bahi/core/money"
import { expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { describe } from "vitest"
import type { EmulatorOptions } from "./emulator/index.ts"
import type { PaymentGatewayRazorpayOptions } from "./gateway.ts"
import { emulated, gatewayAt } from "./testing/shop.ts"

const amount = money(150_000)
const key = "refund-0001-of-the-tests"
const order = { receipt: "bahi-1001", amount, currency: "INR", capture: "automatic" } as const

const shop = Effect.fnUntraced(function*(emulator: EmulatorOptions = {}, options: Partial<PaymentGatewayRazorpayOptions> = {}) {
  const razorpay = yield* emulated(emulator)
  const gateway = yield* Effect.provide(PaymentGateway, gatewayAt(razorpay, options))
  return { razorpay, gateway }
})
type Shop = Effect.Success<ReturnType<typeof shop>>

const paid = Effect.fnUntraced(function*({ razorpay, gateway }: Shop, outcome: "success" | "authorized_only" = "success", method: "upi" | "card" | "netbanking" | "wallet" = "upi") {
  const { gatewayOrderId } = yield* gateway.openOrder({ ...order, capture: outcome === "success" ? "automatic" : "manual" })
  const { payment } = yield* Effect.promise(() => razorpay.pay({ orderId: gatewayOrderId, method, outcome }))
  return { gatewayOrderId, gatewayPaymentId: payment.id }
})

const afterTheEffect = ["reset_after", "html_502_after"] as const
const beforeTheEffect = ["reset_before", "html_502", "json_500", "html_200"] as const

describe("an order that was opened", () => {
  it.live.each(afterTheEffect)("is found by its receipt after %s", (kind) => Effect.gen(function*() {
    const { razorpay, gateway } = yield* shop()
    razorpay.faults.add({ kind, method: "POST" })
    const { gatewayOrderId } = yield* gateway.openOrder(order)
    expect(razorpay.orders().map(({ id }) => id)).toEqual([gatewayOrderId])
    expect(razorpay.faults.list()).toEqual([])
  }))

  it.live("is found though the list of orders lags behind", () => Effect.gen(function*() {
    const { razorpay, gateway } = yield* shop({ listLagMs: 20 }, { retryDelayMs: 20 })
    razorpay.faults.add({ kind: "reset_after", method: "POST" })
    expect((yield* gateway.openOrder(order)).gatewayOrderId).toBe(razorpay.orders()[0]!.id)
  }))

  it.live.each(beforeTheEffect)("may not be there after %s: that is unknown, and it is not opened again", (kind) => Effect.gen(function*() {
    const { razorpay, gateway } = yield* shop()
    razorpay.faults.add({ kind, method: "POST" })
    expect(yield* Effect.flip(gateway.openOrder(order))).toMatchObject({ _tag: "GatewayUnknown", operation: "openOrder" })
    expect(razorpay.orders()).toEqual([])
  }))

  it.live("is not mistaken for one of another amount, or for one that is paid", () => Effect.gen(function*() {
    const here = yield* shop()
    const { gateway, razorpay } = here
    yield* gateway.openOrder({ ...order, amount: money(100_000) })
    yield* paid(here)
    razorpay.faults.add({ kind: "reset_before", method: "POST" })
    expect(yield* Effect.flip(gateway.openOrder(order))).toMatchObject({ _tag: "GatewayUnknown" })
  }))

  it.live("is the one that has the receipt, where receipts are unique", () => Effect.gen(function*() {
    const { razorpay, gateway } = yield* shop({ receipts: "unique" })
    const opened = yield* gateway.openOrder(order)
    expect(yield* gateway.openOrder(order)).toEqual(opened)
    yield* Effect.promise(() => razorpay.pay({ orderId: opened.gatewayOrderId, outcome: "failure" }))
    const attempted = yield* gateway.openOrder(order)
    expect(attempted).toMatchObject({ gatewayOrderId: opened.gatewayOrderId })
    expect(yield* gateway.fetchPayments(opened.gatewayOrderId)).toMatchObject([{ status: "failed", failureReason: "payment_failed" }])
    expect(yield* Effect.flip(gateway.openOrder({ ...order, amount: money(100_000) }))).toMatchObject({ _tag: "GatewayRefused" })
    yield* Effect.promise(() => razorpay.pay({ orderId: opened.gatewayOrderId }))
    expect(yield* Effect.flip(gateway.openOrder(order))).toMatchObject({ _tag: "GatewayRefused" })
    expect(razorpay.orders().length).toBe(1)
  }))
})

describe("a payment that was captured", () => {
  it.live.each(afterTheEffect)("is seen on record after %s", (kind) => Effect.gen(function*() {
    const here = yield* shop()
    const { gatewayPaymentId } = yield* paid(here, "authorized_only")
    here.razorpay.faults.add({ kind, method: "POST" })
    expect(yield* here.gateway.capture({ gatewayPaymentId, amount, currency: "INR" })).toMatchObject({ gatewayPaymentId, status: "captured" })
  }))

  it.live.each(beforeTheEffect)("may not have been after %s: that is unknown", (kind) => Effect.gen(function*() {
    const here = yield* shop()
    const { gatewayPaymentId } = yield* paid(here, "authorized_only")
    here.razorpay.faults.add({ kind, method: "POST" })
    expect(yield* Effect.flip(here.gateway.capture({ gatewayPaymentId, amount, currency: "INR" }))).toMatchObject({ _tag: "GatewayUnknown" })
    expect(here.razorpay.payments()).toMatchObject([{ status: "authorized" }])
  }))

  it.live("is unknown when it is refused, and its record cannot be seen", () => Effect.gen(function*() {
    const here = yield* shop({}, { retries: 0 })
    const { gatewayPaymentId } = yield* paid(here)
    here.razorpay.faults.add({ kind: "html_502", method: "GET" })
    expect(yield* Effect.flip(here.gateway.capture({ gatewayPaymentId, amount, currency: "INR" }))).toMatchObject({ _tag: "GatewayUnknown" })
  }))
})

describe("a refund", () => {
  it.live.each(afterTheEffect)("happens once, though every answer is lost by %s", (kind) => Effect.gen(function*() {
    const here = yield* shop({}, { retries: 2 })
    const { gatewayPaymentId } = yield* paid(here)
    here.razorpay.faults.add({ kind, method: "POST", times: 3 })
    const { gatewayRefundId } = yield* here.gateway.refund({ key, gatewayPaymentId, amount: money(50_000) })
    expect(here.razorpay.refunds()).toMatchObject([{ id: gatewayRefundId, amount: 50_000, receipt: key, notes: { refund_key: key } }])
  }))

  it.live.each(beforeTheEffect.filter((kind) => kind !== "html_200"))("is asked for again after %s", (kind) => Effect.gen(function*() {
    const here = yield* shop({}, { retries: 2 })
    const { gatewayPaymentId } = yield* paid(here)
    here.razorpay.faults.add({ kind, method: "POST", times: 2 })
    expect(yield* here.gateway.refund({ key, gatewayPaymentId, amount })).toMatchObject({ status: "processed", amount })
    expect(here.razorpay.refunds().length).toBe(1)
  }))

  it.live("is unknown when nobody answers in the end, and then happens once", () => Effect.gen(function*() {
    const here = yield* shop({}, { retries: 1 })
    const { gatewayPaymentId } = yield* paid(here)
    here.razorpay.faults.add({ kind: "reset_before", method: "POST", times: 2 })
    const refund = here.gateway.refund({ key, gatewayPaymentId, amount })
    expect(yield* Effect.flip(refund)).toMatchObject({ _tag: "GatewayUnknown", operation: "refund" })
    expect(yield* here.gateway.findRefund({ key, gatewayPaymentId })).toBeUndefined()
    const { gatewayRefundId } = yield* refund
    expect((yield* here.gateway.findRefund({ key, gatewayPaymentId }))?.gatewayRefundId).toBe(gatewayRefundId)
  }))

  it.live("is found behind a hundred others", () => Effect.gen(function*() {
    const here = yield* shop()
    const { gatewayPaymentId } = yield* paid(here)
    const refund = (n: number) => here.gateway.refund({ key: `refund-${String(n).padStart(6, "0")}`, gatewayPaymentId, amount: money(100) })
    const [oldest] = yield* Effect.forEach(Array.from({ length: 101 }, (_, n) => n), refund)
    expect(yield* here.gateway.findRefund({ key: "refund-000000", gatewayPaymentId })).toEqual(oldest)
  }))
})

describe("a record", () => {
  it.live.each([
    ["upi", "c•••••r@razorpay"],
    ["card", "Visa •••• 1007"],
    ["netbanking", "BARB_R"],
    ["wallet", "airtelmoney"]
  ] as const)("of a payment by %s says %s, and no more of it", ([method, label]) => Effect.gen(function*() {
    const here = yield* shop()
    const { gatewayOrderId } = yield* paid(here, "success", method)
    expect((yield* here.gateway.fetchPayments(gatewayOrderId))[0]!.instrument).toEqual({ method, label })
  }))

  it.live("lacks only the card when the card is not told", () => Effect.gen(function*() {
    const here = yield* shop({}, { retries: 0 })
    const { gatewayOrderId } = yield* paid(here, "success", "card")
    here.razorpay.faults.add({ kind: "html_502", path: "/v1/payments/:id" })
    expect((yield* here.gateway.fetchPayments(gatewayOrderId))[0]).toMatchObject({ status: "captured", instrument: { method: "card" } })
    expect(here.razorpay.faults.list()).toEqual([])
  }))

  it.live("is not shown to who has another secret", () => Effect.gen(function*() {
    const { razorpay } = yield* shop()
    const gateway = yield* Effect.provide(PaymentGateway, gatewayAt({ ...razorpay, keySecret: "another" }))
    expect(yield* Effect.flip(gateway.openOrder(order))).toMatchObject({ _tag: "GatewayMisconfigured" })
    expect(razorpay.orders()).toEqual([])
  }))
})
