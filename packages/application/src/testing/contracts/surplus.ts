import { assert, layer } from "@effect/vitest"
import { money } from "@bahi/core/money"
import { Effect, type Layer } from "effect"
import { TestClock } from "effect/testing"
import { expireOrder, getOrder, getPayment, openPayment, payByCod, retryPayment, ship, workAll } from "../../index.ts"
import { GatewayCustomer } from "../../memory/gateway.ts"
import { GatewayRefused, GatewayUnavailable, GatewayUnknown, Inventory, Invoices, PaymentGateway, type Storage } from "../../ports/index.ts"
import { goods } from "../fixtures.ts"
import { hear, isConfirmedOnce, paidTwice, pay, settled, waiting } from "../online.ts"
import { asAdmin, asGuest, shopOn } from "../sale.ts"
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
      assert.deepStrictEqual([seen.paidAmount, seen.refundedAmount, seen.payment!.capturedAmount], [money(2 * seen.totals.grandTotal), seen.totals.grandTotal, money(2 * seen.totals.grandTotal)])
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

    it.effect("what was paid before the order is switched to cash confirms it as it was: nothing is taken at the door", () => Effect.gen(function*() {
      const sale = yield* waiting
      yield* pay(sale.checkout.gatewayOrderId, "captured")
      assert.deepInclude(yield* Effect.flip(payByCod({ orderNumber: sale.order.orderNumber }).pipe(asGuest(sale.guestKey))), { _tag: "Refused" })
      yield* isConfirmedOnce(sale)
    }))

    it.effect("what is paid after the order was switched to cash leaves nothing to take at the door but the fee", () => Effect.gen(function*() {
      const sale = yield* waiting
      yield* payByCod({ orderNumber: sale.order.orderNumber }).pipe(asGuest(sale.guestKey))
      yield* hear(sale, "webhook", yield* pay(sale.checkout.gatewayOrderId, "captured"))
      const seen = yield* getOrder(sale.order.orderNumber).pipe(asGuest(sale.guestKey))
      assert.deepInclude(seen, { lifecycle: "confirmed", paymentStatus: "partially_paid", due: money(seen.totals.grandTotal - sale.order.totals.grandTotal) })
    }))

    it.effect("a refund that bounced at the bank is made again as another, and goes back once", () => Effect.gen(function*() {
      const sale = yield* paidTwice
      const gateway = yield* PaymentGateway
      const keys: Array<string> = []
      const bouncing = PaymentGateway.of({
        ...gateway,
        findRefund: (asked) => asked.key.length === 36 ? Effect.succeed({ gatewayRefundId: `rfnd_${sale.order.orderId}`, gatewayPaymentId: asked.gatewayPaymentId, status: "failed", amount: money(1) }) : gateway.findRefund(asked),
        refund: (asked) => {
          keys.push(asked.key)
          return asked.key.length === 36 ? Effect.succeed({ gatewayRefundId: `rfnd_${sale.order.orderId}`, gatewayPaymentId: asked.gatewayPaymentId, status: "failed", amount: asked.amount }) : gateway.refund(asked)
        }
      })
      yield* workAll().pipe(Effect.provideService(PaymentGateway, bouncing))
      assert.deepInclude(yield* getOrder(sale.order.orderNumber).pipe(asGuest(sale.guestKey)), { paymentStatus: "overpaid" })
      yield* TestClock.adjust("10 minutes")
      yield* workAll().pipe(Effect.provideService(PaymentGateway, bouncing))
      assert.deepStrictEqual(keys.map((key) => key.slice(36)), ["", "-2"])
      const seen = yield* isConfirmedOnce(sale)
      assert.strictEqual(seen.refundedAmount, seen.totals.grandTotal)
    }))

    for (const [share, of] of [["all", 1], ["half", 2]] as const) {
      it.effect(`F13: what somebody gave back at the gateway by hand, ${share} of it, is not given back again, and the rest is`, () => Effect.gen(function*() {
        const sale = yield* paidTwice
        const { attempts } = yield* getPayment(sale.checkout.paymentId).pipe(asGuest(sale.guestKey))
        const payments = yield* (yield* PaymentGateway).fetchPayments(sale.checkout.gatewayOrderId)
        const total = sale.order.totals.grandTotal
        yield* Effect.flatMap(GatewayCustomer, ({ refundByHand }) => refundByHand(payments.at(-1)!.gatewayPaymentId, money(Math.floor(total / of / 100) * 100)))
        assert.strictEqual(attempts.length, 2)
        yield* TestClock.adjust("1 hour")
        yield* settled
        yield* TestClock.adjust("1 hour")
        const seen = yield* isConfirmedOnce(sale)
        assert.strictEqual(seen.refundedAmount, total)
        const kept = (yield* (yield* PaymentGateway).fetchPayments(sale.checkout.gatewayOrderId)).reduce((sum, payment) => sum + payment.amount - payment.amountRefunded, 0)
        assert.strictEqual(kept, total)
      }))
    }

    it.effect("an order whose money somebody gave back by hand is seen to be refunded, and is not sent", () => Effect.gen(function*() {
      const sale = yield* waiting
      const proof = yield* pay(sale.checkout.gatewayOrderId, "captured")
      yield* hear(sale, "callback", proof)
      yield* Effect.flatMap(GatewayCustomer, ({ refundByHand }) => refundByHand(proof.gatewayPaymentId, sale.order.totals.grandTotal))
      yield* hear(sale, "webhook", proof)
      yield* settled
      assert.deepInclude(yield* getOrder(sale.order.orderNumber).pipe(asGuest(sale.guestKey)), { lifecycle: "confirmed", paymentStatus: "refunded", refundedAmount: sale.order.totals.grandTotal })
      assert.deepInclude(yield* Effect.flip(ship(sale.order.orderId, {}).pipe(asAdmin)), { _tag: "Refused" })
    }))

    it.effect("what was authorised and given back by the gateway is no money: the order waits, expires, or is paid at the door as before", () => Effect.gen(function*() {
      const giveBack = (gatewayPaymentId: string) => Effect.flatMap(GatewayCustomer, (customer) => customer.giveBack(gatewayPaymentId))
      const sale = yield* waiting
      const proof = yield* pay(sale.checkout.gatewayOrderId, "authorized")
      yield* hear(sale, "callback", proof)
      assert.deepInclude(yield* Effect.flip(payByCod({ orderNumber: sale.order.orderNumber }).pipe(asGuest(sale.guestKey))), { _tag: "Refused" })
      yield* giveBack(proof.gatewayPaymentId)
      yield* hear(sale, "poll", proof)
      assert.deepInclude(yield* getPayment(sale.checkout.paymentId).pipe(asGuest(sale.guestKey)), { status: "failed", capturedAmount: money(0) })
      const cash = yield* payByCod({ orderNumber: sale.order.orderNumber }).pipe(asGuest(sale.guestKey))
      assert.deepInclude(cash, { lifecycle: "confirmed", paidAmount: money(0), due: cash.totals.grandTotal })

      const late = yield* waiting
      const authorized = yield* pay(late.checkout.gatewayOrderId, "authorized")
      yield* TestClock.adjust("31 minutes")
      yield* expireOrder(late.order.orderId as never)
      yield* giveBack(authorized.gatewayPaymentId)
      yield* hear(late, "poll", authorized)
      yield* settled
      assert.deepInclude(yield* getOrder(late.order.orderNumber).pipe(asGuest(late.guestKey)), { lifecycle: "expired", paymentStatus: "unpaid", paidAmount: money(0) })
    }))

    it.effect("F20: nobody is asked to pay again while the gateway cannot say whether the first payment went through", () => Effect.gen(function*() {
      const sale = yield* waiting
      yield* hear(sale, "poll", yield* pay(sale.checkout.gatewayOrderId, "failed"))
      const gateway = yield* PaymentGateway
      const away = PaymentGateway.of({ ...gateway, fetchPayments: () => Effect.fail(new GatewayUnavailable({ operation: "fetchPayments", reason: "away" })) })
      assert.deepInclude(yield* Effect.flip(retryPayment(sale.checkout.paymentId).pipe(asGuest(sale.guestKey), Effect.provideService(PaymentGateway, away))), { _tag: "GatewayUnavailable" })
      assert.deepInclude(yield* retryPayment(sale.checkout.paymentId).pipe(asGuest(sale.guestKey)), { status: "pending" })
    }))
  })
