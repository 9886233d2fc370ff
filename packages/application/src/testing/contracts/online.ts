import { assert, layer } from "@effect/vitest"
import { money } from "@bahi/core/money"
import { Effect, type Layer } from "effect"
import { TestClock } from "effect/testing"
import { expireOrder, getOrder, getPayment, openPayment, sweep, verifyPayment } from "../../index.ts"
import { GatewayUnavailable, PaymentGateway, Shop, type Storage } from "../../ports/index.ts"
import { goods, testShop } from "../fixtures.ts"
import { hear, type Heard, isConfirmedOnce, pay, settled, waiting } from "../online.ts"
import { asGuest, buy, shopOn } from "../sale.ts"
import { fresh } from "./specimens.ts"

/** Paying online, as every storage must carry it: whoever hears of the money first, and however often, one order is confirmed. */
export const onlineContract = (name: string, storage: Layer.Layer<Storage, unknown>) =>
  layer(shopOn(storage))(`paying online (${name})`, (it) => {
    const orders: ReadonlyArray<ReadonlyArray<Heard>> = [["webhook"], ["callback"], ["poll"], ["webhook", "callback"], ["callback", "webhook"], ["poll", "webhook", "callback"], ["callback", "poll", "webhook"], ["webhook", "webhook", "webhook", "callback", "callback", "callback", "poll"]]
    for (const heard of orders) {
      it.effect(`F15: is heard by ${heard.join(", ")}, and confirms one order with one invoice`, () => Effect.gen(function*() {
        const sale = yield* waiting
        const proof = yield* pay(sale.checkout.gatewayOrderId, "captured")
        for (const how of heard) yield* hear(sale, how, proof)
        const seen = yield* isConfirmedOnce(sale)
        assert.deepStrictEqual([seen.paidAmount, seen.refundedAmount], [seen.totals.grandTotal, money(0)])
      }))
    }

    it.effect("F15: is heard from everywhere at the same moment, three times each", () => Effect.gen(function*() {
      const sale = yield* waiting
      const proof = yield* pay(sale.checkout.gatewayOrderId, "captured")
      const all: ReadonlyArray<Heard> = ["webhook", "callback", "poll", "webhook", "callback", "poll", "webhook", "callback", "poll"]
      yield* Effect.forEach(all, (how) => hear(sale, how, proof), { concurrency: "unbounded" })
      const seen = yield* isConfirmedOnce(sale)
      assert.strictEqual(seen.paidAmount, seen.totals.grandTotal)
    }))

    it.effect("is heard by nobody for ten minutes, and found by looking", () => Effect.gen(function*() {
      const sale = yield* waiting
      yield* settled
      yield* pay(sale.checkout.gatewayOrderId, "captured")
      yield* TestClock.adjust("10 minutes")
      yield* isConfirmedOnce(sale)
    }))

    it.effect("fails, and another try of the same payment succeeds", () => Effect.gen(function*() {
      const sale = yield* waiting
      yield* hear(sale, "webhook", yield* pay(sale.checkout.gatewayOrderId, "failed"))
      assert.deepInclude(yield* getPayment(sale.checkout.paymentId).pipe(asGuest(sale.guestKey)), { status: "failed" })
      yield* hear(sale, "callback", yield* pay(sale.checkout.gatewayOrderId, "captured"))
      const { payment } = yield* isConfirmedOnce(sale)
      assert.deepStrictEqual(payment!.attempts.map(({ status }) => status), ["failed", "captured"])
    }))

    it.effect("is captured before the order expires, and nobody said so: the last look confirms it", () => Effect.gen(function*() {
      const sale = yield* waiting
      yield* TestClock.adjust("29 minutes")
      yield* pay(sale.checkout.gatewayOrderId, "captured")
      yield* TestClock.adjust("2 minutes")
      yield* sweep()
      yield* isConfirmedOnce(sale)
    }))

    it.effect("is captured while the order expires: confirmed, or expired and given back", () => Effect.gen(function*() {
      for (let i = 0; i < 5; i++) {
        const sale = yield* waiting
        yield* TestClock.adjust("31 minutes")
        const proof = yield* pay(sale.checkout.gatewayOrderId, "captured")
        yield* Effect.all([hear(sale, "callback", proof), expireOrder(sale.order.orderId as never), hear(sale, "webhook", proof)], { concurrency: "unbounded" })
        yield* settled
        const { lifecycle, paymentStatus } = yield* getOrder(sale.order.orderNumber).pipe(asGuest(sale.guestKey))
        assert.include(["confirmed paid", "expired refunded"], `${lifecycle} ${paymentStatus}`)
      }
    }))

    it.effect("that was authorised only leaves the order waiting", () => Effect.gen(function*() {
      const sale = yield* waiting
      yield* hear(sale, "callback", yield* pay(sale.checkout.gatewayOrderId, "authorized"))
      assert.deepInclude(yield* getOrder(sale.order.orderNumber).pipe(asGuest(sale.guestKey)), { lifecycle: "pending", paymentStatus: "authorized" })
      assert.deepInclude(yield* getPayment(sale.checkout.paymentId).pipe(asGuest(sale.guestKey)), { status: "authorized" })
    }))

    it.effect("that is ours to capture is captured when we hear of it, and only while the order waits", () => Effect.gen(function*() {
      const ours = Effect.provideService(Shop, { ...testShop, capture: "manual" as const })
      const sale = yield* ours(waiting)
      const proof = yield* pay(sale.checkout.gatewayOrderId, "authorized")
      yield* hear(sale, "callback", proof).pipe(ours)
      yield* isConfirmedOnce(sale)

      const late = yield* ours(waiting)
      yield* TestClock.adjust("31 minutes")
      yield* expireOrder(late.order.orderId as never)
      yield* hear(late, "callback", yield* pay(late.checkout.gatewayOrderId, "authorized")).pipe(ours)
      yield* settled.pipe(ours)
      assert.deepInclude(yield* getOrder(late.order.orderNumber).pipe(asGuest(late.guestKey)), { lifecycle: "expired", paymentStatus: "authorized" })
    }))

    it.effect("outlives its time while the gateway cannot say whether it was paid, for an hour", () => Effect.gen(function*() {
      const sale = yield* waiting
      const gateway = yield* PaymentGateway
      const away = Effect.provideService(PaymentGateway, PaymentGateway.of({ ...gateway, fetchPayments: () => Effect.fail(new GatewayUnavailable({ operation: "fetchPayments", reason: "away" })) }))
      const lifecycle = Effect.map(getOrder(sale.order.orderNumber).pipe(asGuest(sale.guestKey)), (order) => order.lifecycle)
      yield* TestClock.adjust("31 minutes")
      yield* sweep().pipe(away)
      assert.strictEqual(yield* lifecycle, "pending")
      yield* TestClock.adjust("1 hour")
      yield* sweep().pipe(away)
      assert.strictEqual(yield* lifecycle, "expired")
    }))

    it.effect("opens one order at the gateway, however often it is asked", () => Effect.gen(function*() {
      const { checkout, guestKey, order } = yield* waiting
      const again = yield* Effect.forEach([1, 2, 3, 4], () => openPayment({ orderNumber: order.orderNumber }).pipe(asGuest(guestKey)), { concurrency: "unbounded" })
      for (const asked of again) assert.deepStrictEqual(asked, checkout)
    }))

    it.effect("is refused where nothing waits for it, and to who has no proof", () => Effect.gen(function*() {
      const sale = yield* waiting
      const { checkout, guestKey, order } = sale
      const proof = yield* pay(checkout.gatewayOrderId, "captured")
      const tell = (change: object) => Effect.flip(verifyPayment({ paymentId: checkout.paymentId, razorpay_payment_id: proof.gatewayPaymentId, razorpay_order_id: checkout.gatewayOrderId, razorpay_signature: proof.signature, ...change }).pipe(asGuest(guestKey)))
      for (const change of [{ razorpay_signature: `${proof.signature}0` }, { razorpay_payment_id: "pay_OfSomebodyElse" }, { razorpay_order_id: "order_OfSomebodyEls" }]) {
        assert.deepInclude(yield* tell(change), { _tag: "Refused", refusal: { code: "payment_signature_wrong" } })
      }
      assert.deepInclude(yield* getOrder(order.orderNumber).pipe(asGuest(guestKey)), { lifecycle: "pending" })
      assert.deepInclude(yield* Effect.flip(openPayment({ orderNumber: order.orderNumber }).pipe(asGuest(fresh<"guest">()))), { _tag: "NotFound" })
      assert.deepInclude(yield* Effect.flip(verifyPayment({ paymentId: checkout.paymentId, razorpay_payment_id: proof.gatewayPaymentId, razorpay_signature: proof.signature }).pipe(asGuest(fresh<"guest">()))), { _tag: "NotFound" })
      yield* hear(sale, "callback", proof)
      assert.deepInclude(yield* Effect.flip(openPayment({ orderNumber: order.orderNumber }).pipe(asGuest(guestKey))), { _tag: "Refused" })
      const { order: atTheDoor, guestKey: neighbour } = yield* buy([[goods.kurta, 1]])
      assert.deepInclude((yield* Effect.flip(openPayment({ orderNumber: atTheDoor.orderNumber }).pipe(asGuest(neighbour)))), { _tag: "Refused" })
    }))
  })
