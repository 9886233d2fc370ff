import { assert, layer } from "@effect/vitest"
import { type Money, money } from "@bahi/core/money"
import { Clock, Effect, type Layer } from "effect"
import { GatewayCustomer } from "../../memory/gateway.ts"
import { type GatewayFault, PaymentGateway } from "../../ports/index.ts"
import { fresh } from "./specimens.ts"

const PRICE: Money = money(150_000)
const DAY_MS = 24 * 60 * 60 * 1000

/** What every PaymentGateway promises, with somebody to pay at it. */
export const paymentGatewayContract = (name: string, gateway: Layer.Layer<PaymentGateway | GatewayCustomer, unknown>) =>
  layer(gateway, { excludeTestServices: true })(`PaymentGateway (${name})`, (it) => {
    const open = (capture: "automatic" | "manual" = "automatic", amount = PRICE) =>
      Effect.flatMap(PaymentGateway, ({ openOrder }) => openOrder({ receipt: fresh(), amount, currency: "INR", capture }))
    const fetch = (gatewayOrderId: string) => Effect.flatMap(PaymentGateway, ({ fetchPayments }) => fetchPayments(gatewayOrderId))
    const pay = (gatewayOrderId: string, outcome: "captured" | "authorized" | "failed") => Effect.flatMap(GatewayCustomer, (customer) => customer.pay(gatewayOrderId, outcome))
    const capture = (gatewayPaymentId: string, amount = PRICE) => Effect.flatMap(PaymentGateway, (gateway) => gateway.capture({ gatewayPaymentId, amount, currency: "INR" }))
    const refund = (gatewayPaymentId: string, amount: Money, key: string = fresh()) => Effect.flatMap(PaymentGateway, (gateway) => gateway.refund({ key, gatewayPaymentId, amount }))
    const fault = <A, R>(asked: Effect.Effect<A, GatewayFault, R>) => Effect.map(Effect.flip(asked), ({ _tag, operation }) => `${_tag} ${operation}`)
    /** An order that is paid, and its payment. */
    const sale = Effect.gen(function*() {
      const { gatewayOrderId } = yield* open()
      const { gatewayPaymentId } = yield* pay(gatewayOrderId, "captured")
      return { gatewayOrderId, gatewayPaymentId }
    })
    const paymentOf = ({ gatewayOrderId, gatewayPaymentId }: { readonly gatewayOrderId: string; readonly gatewayPaymentId: string }) =>
      Effect.map(fetch(gatewayOrderId), (payments) => payments.find((payment) => payment.gatewayPaymentId === gatewayPaymentId)!)

    const standing = (sold: Parameters<typeof paymentOf>[0]) => Effect.map(paymentOf(sold), ({ status, amountRefunded }) => [status, amountRefunded])

    it.effect("opens an order that nobody has paid yet", () => Effect.gen(function*() {
      const { openOrder } = yield* PaymentGateway
      const receipt = fresh()
      const order = yield* openOrder({ receipt, amount: PRICE, currency: "INR", capture: "automatic" })
      assert.deepInclude(order, { amount: PRICE, currency: "INR", receipt })
      assert.deepStrictEqual(yield* fetch(order.gatewayOrderId), [])
      assert.notStrictEqual((yield* open()).gatewayOrderId, order.gatewayOrderId)
    }))

    it.effect("refuses an order below a rupee, or with a receipt that is too long", () => Effect.gen(function*() {
      const { openOrder } = yield* PaymentGateway
      for (const amount of [99, 0, -PRICE]) assert.strictEqual(yield* fault(open("automatic", money(amount))), "GatewayRefused openOrder")
      for (const receipt of ["x".repeat(41), "", "साड़ी"]) {
        assert.strictEqual(yield* fault(openOrder({ receipt, amount: PRICE, currency: "INR", capture: "automatic" })), "GatewayRefused openOrder")
      }
      assert.strictEqual((yield* open("automatic", money(100))).amount, 100)
    }))

    it.effect("refuses what it does not know, and what is no id", () => Effect.gen(function*() {
      const { findRefund } = yield* PaymentGateway
      for (const id of ["", "order_x/../../payments", "order_0000000unknown"]) assert.strictEqual(yield* fault(fetch(id)), "GatewayRefused fetchPayments")
      for (const id of ["", "pay_x/../../orders", "pay_0000000unknown"]) {
        assert.strictEqual(yield* fault(capture(id)), "GatewayRefused capture")
        assert.strictEqual(yield* fault(refund(id, PRICE)), "GatewayRefused refund")
        assert.strictEqual(yield* fault(findRefund({ key: fresh(), gatewayPaymentId: id })), "GatewayRefused findRefund")
      }
    }))

    it.effect("takes the money at once when the order asks for it, and has the payment on record", () => Effect.gen(function*() {
      const before = yield* Clock.currentTimeMillis
      const { gatewayOrderId } = yield* open()
      const { gatewayPaymentId } = yield* pay(gatewayOrderId, "captured")
      const payments = yield* fetch(gatewayOrderId)
      const [payment] = payments
      assert.strictEqual(payments.length, 1)
      assert.deepInclude(payment!, { gatewayPaymentId, gatewayOrderId, status: "captured", amount: PRICE, currency: "INR", amountRefunded: money(0) })
      assert.isFalse("failureReason" in payment!)
      assert.isAtLeast(payment!.createdAt, before - 1_000)
      assert.isAtMost(payment!.createdAt, yield* Clock.currentTimeMillis)
    }))

    it.effect("tells with what it was paid, and hides whose it is", () => Effect.gen(function*() {
      const { instrument } = yield* paymentOf(yield* sale)
      assert.strictEqual(instrument.method, "upi")
      assert.match(instrument.label!, /^\w•+\w@razorpay$/)
    }))

    it.effect("has every attempt on record, with the reason why it failed", () => Effect.gen(function*() {
      const { gatewayOrderId } = yield* open()
      const failed = yield* pay(gatewayOrderId, "failed")
      assert.deepStrictEqual((yield* fetch(gatewayOrderId)).map(({ status }) => status), ["failed"])
      const paid = yield* pay(gatewayOrderId, "captured")
      const payments = yield* fetch(gatewayOrderId)
      assert.deepStrictEqual(new Map(payments.map((payment) => [payment.gatewayPaymentId, payment.status])), new Map([[failed.gatewayPaymentId, "failed"], [paid.gatewayPaymentId, "captured"]]))
      assert.match(payments.find((payment) => payment.status === "failed")!.failureReason!, /^[a-z_]+$/)
    }))

    it.effect("captures what was authorised; asked again, it answers the same record", () => Effect.gen(function*() {
      const { gatewayOrderId } = yield* open("manual")
      const { gatewayPaymentId } = yield* pay(gatewayOrderId, "authorized")
      assert.deepStrictEqual((yield* fetch(gatewayOrderId)).map(({ status }) => status), ["authorized"])
      for (const _ of [1, 2]) assert.deepInclude(yield* capture(gatewayPaymentId), { gatewayPaymentId, gatewayOrderId, status: "captured", amount: PRICE })
      yield* refund(gatewayPaymentId, PRICE)
      const refunded = yield* capture(gatewayPaymentId)
      assert.deepStrictEqual([refunded.status, refunded.amountRefunded], ["refunded", PRICE])
    }))

    it.effect("refuses to capture another amount than was authorised, or what failed", () => Effect.gen(function*() {
      const { gatewayOrderId } = yield* open("manual")
      const failed = yield* pay(gatewayOrderId, "failed")
      assert.strictEqual(yield* fault(capture(failed.gatewayPaymentId)), "GatewayRefused capture")
      const { gatewayPaymentId } = yield* pay(gatewayOrderId, "authorized")
      for (const amount of [PRICE - 1, PRICE + 1]) assert.strictEqual(yield* fault(capture(gatewayPaymentId, money(amount))), "GatewayRefused capture")
      assert.strictEqual((yield* paymentOf({ gatewayOrderId, gatewayPaymentId })).status, "authorized")
    }))

    it.effect("refunds in parts, until all of it went back", () => Effect.gen(function*() {
      const sold = yield* sale
      const part = yield* refund(sold.gatewayPaymentId, money(50_000))
      assert.deepStrictEqual([part.gatewayPaymentId, part.amount], [sold.gatewayPaymentId, money(50_000)])
      assert.deepStrictEqual(yield* standing(sold), ["captured", money(50_000)])
      assert.strictEqual(yield* fault(refund(sold.gatewayPaymentId, money(100_001))), "GatewayRefused refund")
      const rest = yield* refund(sold.gatewayPaymentId, money(100_000))
      assert.notStrictEqual(rest.gatewayRefundId, part.gatewayRefundId)
      assert.deepStrictEqual(yield* standing(sold), ["refunded", PRICE])
      assert.strictEqual(yield* fault(refund(sold.gatewayPaymentId, money(100))), "GatewayRefused refund")
    }))

    it.effect("refunds once under a key, however often it is asked, and never another amount", () => Effect.gen(function*() {
      const sold = yield* sale
      const key = fresh()
      const first = yield* refund(sold.gatewayPaymentId, money(50_000), key)
      for (const _ of [1, 2]) assert.strictEqual((yield* refund(sold.gatewayPaymentId, money(50_000), key)).gatewayRefundId, first.gatewayRefundId)
      assert.strictEqual(yield* fault(refund(sold.gatewayPaymentId, money(60_000), key)), "GatewayRefused refund")
      assert.strictEqual((yield* paymentOf(sold)).amountRefunded, 50_000)
    }))

    it.effect("finds a refund by its key, and only at its payment", () => Effect.gen(function*() {
      const { findRefund } = yield* PaymentGateway
      const [sold, other] = [yield* sale, yield* sale]
      const key = fresh()
      assert.isUndefined(yield* findRefund({ key, gatewayPaymentId: sold.gatewayPaymentId }))
      const made = yield* refund(sold.gatewayPaymentId, PRICE, key)
      yield* refund(other.gatewayPaymentId, PRICE)
      assert.deepInclude(yield* findRefund({ key, gatewayPaymentId: sold.gatewayPaymentId }), { gatewayRefundId: made.gatewayRefundId, gatewayPaymentId: sold.gatewayPaymentId, amount: PRICE })
      assert.isUndefined(yield* findRefund({ key: fresh(), gatewayPaymentId: sold.gatewayPaymentId }))
      assert.isUndefined(yield* findRefund({ key, gatewayPaymentId: other.gatewayPaymentId }))
    }))

    it.effect("refuses to refund what was not captured, nothing at all, and without a proper key", () => Effect.gen(function*() {
      const { gatewayOrderId } = yield* open("manual")
      const { gatewayPaymentId } = yield* pay(gatewayOrderId, "authorized")
      assert.strictEqual(yield* fault(refund(gatewayPaymentId, PRICE)), "GatewayRefused refund")
      yield* capture(gatewayPaymentId)
      for (const amount of [0, -100]) assert.strictEqual(yield* fault(refund(gatewayPaymentId, money(amount))), "GatewayRefused refund")
      for (const key of ["", "too-short", "not a key at all", "key/with/slashes"]) assert.strictEqual(yield* fault(refund(gatewayPaymentId, PRICE, key)), "GatewayRefused refund")
      assert.strictEqual((yield* paymentOf({ gatewayOrderId, gatewayPaymentId })).amountRefunded, 0)
    }))

    it.effect("knows its own proof of a payment, for this order alone", () => Effect.gen(function*() {
      const { isGenuine } = yield* PaymentGateway
      const [{ gatewayOrderId }, other] = [yield* open(), yield* open()]
      const proof = { gatewayOrderId, ...(yield* pay(gatewayOrderId, "captured")) }
      const elsewhere = yield* pay(other.gatewayOrderId, "captured")
      assert.isTrue(isGenuine(proof))
      for (const forged of [
        { ...proof, gatewayOrderId: other.gatewayOrderId },
        { ...proof, gatewayPaymentId: elsewhere.gatewayPaymentId },
        { ...proof, gatewayOrderId: proof.gatewayPaymentId, gatewayPaymentId: proof.gatewayOrderId },
        { ...proof, signature: elsewhere.signature },
        { ...proof, signature: proof.signature.toUpperCase() },
        { ...proof, signature: proof.signature.slice(1) },
        { ...proof, signature: "" }
      ]) assert.isFalse(isGenuine(forged))
    }))

    it.effect("tells by webhook what to look at, in deliveries that only it can sign", () => Effect.gen(function*() {
      const { readWebhook } = yield* PaymentGateway
      const now = yield* Clock.currentTimeMillis
      const sold = yield* sale
      const { gatewayRefundId } = yield* refund(sold.gatewayPaymentId, PRICE)
      const deliveries = yield* (yield* GatewayCustomer).deliveries
      const notices = yield* Effect.forEach(deliveries, (delivery) => readWebhook(delivery, now))
      const mine = notices.filter(({ gatewayPaymentId }) => gatewayPaymentId === sold.gatewayPaymentId)
      assert.includeMembers(mine.map(({ type }) => type), ["payment.captured", "order.paid"])
      for (const { gatewayOrderId } of mine) assert.strictEqual(gatewayOrderId, sold.gatewayOrderId)
      assert.deepStrictEqual(mine.flatMap((notice) => notice.gatewayRefundId ?? []).filter((id) => id !== gatewayRefundId), [])
      assert.isTrue(mine.some((notice) => notice.gatewayRefundId === gatewayRefundId && notice.type.startsWith("refund.")))
      assert.strictEqual(new Set(mine.map(({ eventId }) => eventId)).size, mine.length)

      const [{ body, headers }, { headers: others }] = deliveries as [typeof deliveries[number], typeof deliveries[number]]
      const refused = (delivery: typeof deliveries[number], at = now) => Effect.map(Effect.flip(readWebhook(delivery, at)), ({ code }) => code)
      assert.strictEqual(yield* refused({ body, headers: {} }), "signature_missing")
      assert.strictEqual(yield* refused({ body, headers: others }), "signature_wrong")
      assert.strictEqual(yield* refused({ body: Uint8Array.of(...body, 32), headers }), "signature_wrong")
      assert.strictEqual(yield* refused({ body, headers }, now + 17 * DAY_MS), "event_stale")
    }))

    it.effect("says what a browser needs", () => Effect.gen(function*() {
      const { checkout } = yield* PaymentGateway
      assert.isNotEmpty(checkout.keyId)
      assert.isTrue(URL.canParse(checkout.scriptUrl))
    }))

    it.effect("tells what was given back before it was captured from what was captured and given back", () => Effect.gen(function*() {
      const { giveBack, refundByHand } = yield* GatewayCustomer
      const { gatewayOrderId } = yield* open("manual")
      const { gatewayPaymentId } = yield* pay(gatewayOrderId, "authorized")
      yield* giveBack(gatewayPaymentId)
      assert.deepStrictEqual(yield* standing({ gatewayOrderId, gatewayPaymentId }), ["voided", money(0)])
      assert.strictEqual(yield* fault(capture(gatewayPaymentId)), "GatewayRefused capture")
      const sold = yield* sale
      yield* refundByHand(sold.gatewayPaymentId, PRICE)
      assert.deepStrictEqual(yield* standing(sold), ["refunded", PRICE])
    }), 20_000)
  })
