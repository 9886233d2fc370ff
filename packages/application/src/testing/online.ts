// What the stories about paying online are told with.
import { assert } from "@effect/vitest"
import { money } from "@bahi/core/money"
import { Effect } from "effect"
import { getOrder, openPayment, receiveWebhook, reconcile, relayAll, verifyPayment, workAll } from "../index.ts"
import { GatewayCustomer } from "../memory/gateway.ts"
import { Invoices } from "../ports/index.ts"
import { goods } from "./fixtures.ts"
import { asGuest, buy, stock } from "./sale.ts"

/** From whom a shop hears that something was paid. */
export type Heard = "webhook" | "callback" | "poll"

/** An order of a kurta that waits for its payment, opened at the gateway. */
export const waiting = Effect.gen(function*() {
  yield* stock(10)
  const { guestKey, order } = yield* buy([[goods.kurta, 1]], { method: "upi" })
  const checkout = yield* openPayment({ orderNumber: order.orderNumber }).pipe(asGuest(guestKey))
  return { guestKey, order, checkout }
})
export type Waiting = Effect.Success<typeof waiting>

/** Lets everything that follows from what happened so far come about. */
export const settled = Effect.gen(function*() {
  while ((yield* relayAll()) + (yield* workAll()) > 0);
})
const sent = Effect.flatMap(GatewayCustomer, ({ deliveries }) => deliveries)

/** Lets the shop hear of it in this way. */
export const hear = Effect.fnUntraced(function*({ guestKey, checkout }: Waiting, how: Heard, proof: { readonly gatewayPaymentId: string; readonly signature: string }) {
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

/** Tries to pay at the gateway. */
export const pay = (gatewayOrderId: string, outcome: "captured" | "authorized" | "failed") => Effect.flatMap(GatewayCustomer, (customer) => customer.pay(gatewayOrderId, outcome))

/** A sale that was paid twice, and whose second payment is about to go back. */
export const paidTwice = Effect.gen(function*() {
  const sale = yield* waiting
  const proof = yield* pay(sale.checkout.gatewayOrderId, "captured")
  yield* pay(sale.checkout.gatewayOrderId, "captured")
  yield* hear(sale, "callback", proof)
  yield* relayAll()
  return sale
})

/** Sees that the sale has ended as it should: one confirmed order, paid in full, with one invoice. */
export const isConfirmedOnce = Effect.fnUntraced(function*({ guestKey, order }: Waiting) {
  yield* settled
  const seen = yield* getOrder(order.orderNumber).pipe(asGuest(guestKey))
  assert.deepInclude(seen, { lifecycle: "confirmed", paymentStatus: "paid", due: money(0) })
  assert.strictEqual(seen.history.filter(({ to }) => to === "confirmed").length, 1)
  assert.strictEqual((yield* (yield* Invoices).ofOrders([order.orderId as never])).size, 1)
  return seen
})
