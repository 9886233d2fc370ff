import { assert, layer } from "@effect/vitest"
import { money } from "@bahi/core/money"
import { Effect, type Layer } from "effect"
import { TestClock } from "effect/testing"
import { expireOrder, getOrder, openPayment, payByCod, retryPayment, workAll } from "../../index.ts"
import { GatewayRefused, GatewayUnavailable, GatewayUnknown, Inventory, Invoices, PaymentGateway, type Storage } from "../../ports/index.ts"
import { goods } from "../fixtures.ts"
import { hear, isConfirmedOnce, paidTwice, pay, settled, waiting } from "../online.ts"
import { asGuest, shopOn } from "../sale.ts"
import { fresh } from "./specimens.ts"

/** What is paid beyond what an order keeps, as every storage must carry it: it goes back, once, whatever the gateway says meanwhile. */
export const surplusContract = (name: string, storage: Layer.Layer<Storage, unknown>) =>
  layer(shopOn(storage))(`giving back (${name})`, (it) => {
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

    it.effect("that comes for an order switched to cash leaves nothing to take at the door but the fee", () => Effect.gen(function*() {
      const sale = yield* waiting
      const proof = yield* pay(sale.checkout.gatewayOrderId, "captured")
      yield* payByCod({ orderNumber: sale.order.orderNumber }).pipe(asGuest(sale.guestKey))
      yield* hear(sale, "webhook", proof)
      const seen = yield* getOrder(sale.order.orderNumber).pipe(asGuest(sale.guestKey))
      assert.deepInclude(seen, { lifecycle: "confirmed", paymentStatus: "partially_paid", due: money(seen.totals.grandTotal - sale.order.totals.grandTotal) })
    }))
  })
