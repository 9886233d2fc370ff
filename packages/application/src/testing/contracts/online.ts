import { assert, layer } from "@effect/vitest"
import { money } from "@bahi/core/money"
import { Effect, type Layer } from "effect"
import { TestClock } from "effect/testing"
import { expireOrder, getOrder, getPayment, openPayment, payByCod, receiveWebhook, reconcile, relayAll, retryPayment, sweep, verifyPayment, workAll } from "../../index.ts"
import { GatewayCustomer } from "../../memory/gateway.ts"
import { GatewayRefused, GatewayUnavailable, GatewayUnknown, Inventory, Invoices, PaymentGateway, Shop, type Storage } from "../../ports/index.ts"
import { goods, testShop } from "../fixtures.ts"
import { asGuest, buy, shopOn, stock } from "../sale.ts"
import { fresh } from "./specimens.ts"

type Heard = "webhook" | "callback" | "poll"

/** Paying online, as every storage must carry it: whoever hears of the money first, and however often, one order is confirmed, or the money goes back. */
export const onlineContract = (name: string, storage: Layer.Layer<Storage, unknown>) =>
  layer(shopOn(storage))(`paying online (${name})`, (it) => {
    /** An order of a kurta that waits for its payment, opened at the gateway. */
    const waiting = Effect.gen(function*() {
      yield* stock(10)
      const { guestKey, order } = yield* buy([[goods.kurta, 1]], { method: "upi" })
      const checkout = yield* openPayment({ orderNumber: order.orderNumber }).pipe(asGuest(guestKey))
      return { guestKey, order, checkout }
    })
    type Waiting = Effect.Success<typeof waiting>

    /** Lets everything that follows from what happened so far come about. */
    const settled = Effect.gen(function*() {
      while ((yield* relayAll()) + (yield* workAll()) > 0);
    })
    const sent = Effect.flatMap(GatewayCustomer, ({ deliveries }) => deliveries)
    const hear = Effect.fnUntraced(function*({ guestKey, checkout }: Waiting, how: Heard, proof: { readonly gatewayPaymentId: string; readonly signature: string }) {
      switch (how) {
        case "webhook":
          for (const delivery of yield* sent) yield* receiveWebhook(delivery)
          yield* workAll()
          return
        case "callback":
          yield* verifyPayment({ paymentId: checkout.paymentId, razorpay_payment_id: proof.gatewayPaymentId, razorpay_order_id: checkout.gatewayOrderId, razorpay_signature: proof.signature }).pipe(asGuest(guestKey))
          return
        case "poll":
          yield* reconcile(checkout.paymentId as never)
      }
    })
    const pay = (gatewayOrderId: string, outcome: "captured" | "authorized" | "failed") => Effect.flatMap(GatewayCustomer, (customer) => customer.pay(gatewayOrderId, outcome))

    /** A sale that was paid twice, and whose second payment is about to go back. */
    const paidTwice = Effect.gen(function*() {
      const sale = yield* waiting
      const proof = yield* pay(sale.checkout.gatewayOrderId, "captured")
      yield* pay(sale.checkout.gatewayOrderId, "captured")
      yield* hear(sale, "callback", proof)
      yield* relayAll()
      return sale
    })

    const isConfirmedOnce = Effect.fnUntraced(function*({ guestKey, order }: Waiting) {
      yield* settled
      const seen = yield* getOrder(order.orderNumber).pipe(asGuest(guestKey))
      assert.deepInclude(seen, { lifecycle: "confirmed", paymentStatus: "paid", due: money(0) })
      assert.strictEqual(seen.history.filter(({ to }) => to === "confirmed").length, 1)
      assert.strictEqual((yield* (yield* Invoices).ofOrders([order.orderId as never])).size, 1)
      return seen
    })

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
      assert.deepStrictEqual(payment.attempts.map(({ status }) => status), ["failed", "captured"])
    }))

    it.effect("P07: fails, and a new payment takes its place; the old one, paid after all, goes back", () => Effect.gen(function*() {
      const sale = yield* waiting
      const { checkout, guestKey, order } = sale
      assert.deepInclude((yield* Effect.flip(retryPayment(checkout.paymentId).pipe(asGuest(guestKey)))), { _tag: "Refused" })
      yield* pay(checkout.gatewayOrderId, "failed")
      const replacement = yield* retryPayment(checkout.paymentId).pipe(asGuest(guestKey))
      assert.deepInclude(replacement, { status: "pending", amount: order.totals.grandTotal })
      const again = yield* openPayment({ orderNumber: order.orderNumber }).pipe(asGuest(guestKey))
      assert.notStrictEqual(again.gatewayOrderId, checkout.gatewayOrderId)
      yield* hear({ ...sale, checkout: again }, "callback", yield* pay(again.gatewayOrderId, "captured"))
      yield* isConfirmedOnce(sale)

      yield* pay(checkout.gatewayOrderId, "captured")
      yield* hear(sale, "webhook", { gatewayPaymentId: "", signature: "" })
      const seen = yield* isConfirmedOnce(sale)
      assert.deepStrictEqual([seen.paidAmount, seen.refundedAmount], [money(2 * seen.totals.grandTotal), seen.totals.grandTotal])
    }))

    it.effect("P16: is captured twice: the second goes back, once", () => Effect.gen(function*() {
      const sale = yield* waiting
      const proof = yield* pay(sale.checkout.gatewayOrderId, "captured")
      yield* hear(sale, "callback", proof)
      yield* pay(sale.checkout.gatewayOrderId, "captured")
      for (let i = 0; i < 3; i++) yield* hear(sale, "webhook", proof)
      const seen = yield* isConfirmedOnce(sale)
      assert.deepStrictEqual([seen.paidAmount, seen.refundedAmount, seen.payment.capturedAmount], [money(2 * seen.totals.grandTotal), seen.totals.grandTotal, money(2 * seen.totals.grandTotal)])
    }))

    it.effect("P16: is captured when the order has expired: all of it goes back, and the stock stays free", () => Effect.gen(function*() {
      const sale = yield* waiting
      const { order, guestKey } = sale
      yield* settled
      yield* TestClock.adjust("31 minutes")
      yield* expireOrder(order.orderId as never)
      const free = Effect.map(Effect.flatMap(Inventory, ({ availability }) => availability(fresh<"cart">(), [goods.kurta.variantId], 0)), ([entry]) => entry!.available)
      const before = yield* free
      const proof = yield* pay(sale.checkout.gatewayOrderId, "captured")
      yield* Effect.forEach(["webhook", "callback", "poll"] as const, (how) => hear(sale, how, proof), { concurrency: "unbounded" })
      yield* settled
      const seen = yield* getOrder(order.orderNumber).pipe(asGuest(guestKey))
      assert.deepInclude(seen, { lifecycle: "expired", paymentStatus: "refunded", refundedAmount: seen.totals.grandTotal })
      assert.strictEqual(yield* free, before)
      assert.strictEqual((yield* (yield* Invoices).ofOrders([order.orderId as never])).size, 0)
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
      assert.deepInclude(yield* getOrder(sale.order.orderNumber).pipe(asGuest(sale.guestKey)), { lifecycle: "pending", paymentStatus: "unpaid" })
      assert.deepInclude(yield* getPayment(sale.checkout.paymentId).pipe(asGuest(sale.guestKey)), { status: "authorized" })
    }))

    it.effect("F20: a refund whose outcome nobody knows is asked for again under its key, and goes back once", () => Effect.gen(function*() {
      const sale = yield* paidTwice
      const gateway = yield* PaymentGateway
      // The money went back, and the answer was lost.
      const lost = PaymentGateway.of({ ...gateway, refund: (asked) => Effect.andThen(gateway.refund(asked), new GatewayUnknown({ operation: "refund", reason: "lost" })) })
      yield* workAll().pipe(Effect.provideService(PaymentGateway, lost))
      assert.deepInclude(yield* getOrder(sale.order.orderNumber).pipe(asGuest(sale.guestKey)), { paymentStatus: "overpaid", refundedAmount: money(0) })
      yield* TestClock.adjust("1 minute")
      const seen = yield* isConfirmedOnce(sale)
      assert.strictEqual(seen.refundedAmount, seen.totals.grandTotal)
    }))

    it.effect("a refund that the gateway refuses stays owed, and is asked for again", () => Effect.gen(function*() {
      const sale = yield* paidTwice
      const gateway = yield* PaymentGateway
      const broke = PaymentGateway.of({ ...gateway, refund: () => Effect.fail(new GatewayRefused({ operation: "refund", reason: "balance too low" })) })
      yield* workAll().pipe(Effect.provideService(PaymentGateway, broke))
      const away = PaymentGateway.of({ ...gateway, findRefund: () => Effect.fail(new GatewayUnavailable({ operation: "findRefund", reason: "away" })) })
      yield* TestClock.adjust("6 minutes")
      yield* workAll().pipe(Effect.provideService(PaymentGateway, away))
      assert.deepInclude(yield* getOrder(sale.order.orderNumber).pipe(asGuest(sale.guestKey)), { paymentStatus: "overpaid", refundedAmount: money(0) })
      yield* TestClock.adjust("1 hour")
      const seen = yield* isConfirmedOnce(sale)
      assert.strictEqual(seen.refundedAmount, seen.totals.grandTotal)
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
      assert.deepInclude(yield* getOrder(late.order.orderNumber).pipe(asGuest(late.guestKey)), { lifecycle: "expired", paymentStatus: "unpaid" })
    }))

    it.effect("outlives its time while the gateway cannot say whether it was paid, for an hour", () => Effect.gen(function*() {
      const sale = yield* waiting
      const gateway = yield* PaymentGateway
      const away = Effect.provideService(PaymentGateway, PaymentGateway.of({ ...gateway, fetchOrder: () => Effect.fail(new GatewayUnavailable({ operation: "fetchOrder", reason: "away" })) }))
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

    it.effect("that comes for an order switched to cash leaves nothing to take at the door but the fee", () => Effect.gen(function*() {
      const sale = yield* waiting
      const proof = yield* pay(sale.checkout.gatewayOrderId, "captured")
      yield* payByCod({ orderNumber: sale.order.orderNumber }).pipe(asGuest(sale.guestKey))
      yield* hear(sale, "webhook", proof)
      const seen = yield* getOrder(sale.order.orderNumber).pipe(asGuest(sale.guestKey))
      assert.deepInclude(seen, { lifecycle: "confirmed", paymentStatus: "partially_paid", due: money(seen.totals.grandTotal - sale.order.totals.grandTotal) })
    }))
  })
