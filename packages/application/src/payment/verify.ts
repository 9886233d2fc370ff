import { id, type PaymentId } from "@bahi/core/id"
import { dueOf, paymentStatusOf } from "@bahi/core/order"
import { Clock, Effect } from "effect"
import { againstRivals, Wake } from "../execute/index.ts"
import { findOrderById, readPayment } from "../order/find.ts"
import { PaymentGateway, Refused, Tasks } from "../ports/index.ts"
import type { Input, View } from "../schema/index.ts"
import { reconcile } from "./reconcile.ts"
import { paymentView } from "./view.ts"

/**
 * Takes a browser's word that it has paid (P05): its proof is held against the order that we stored, never against one that
 * it names, and then the gateway's own record decides. When the gateway does not answer, the payment is looked at later, and
 * the answer says how it stands now.
 */
export const verifyPayment = Effect.fn("payment.verify")(function*(proof: typeof Input.VerifyPayment.Type) {
  const paymentId = id<"payment">(proof.paymentId)
  const { gatewayOrderId, orderId } = yield* readPayment(paymentId)
  yield* findOrderById(orderId)
  const isOurs = gatewayOrderId !== undefined && (proof.razorpay_order_id ?? gatewayOrderId) === gatewayOrderId
    && (yield* PaymentGateway).isGenuine({ gatewayOrderId, gatewayPaymentId: proof.razorpay_payment_id, signature: proof.razorpay_signature })
  if (!isOurs) return yield* new Refused({ refusal: { code: "payment_signature_wrong" } })
  const payment = yield* lookAt(paymentId)
  const order = yield* findOrderById(orderId)
  return {
    payment: paymentView(payment),
    order: { orderNumber: order.orderNumber, lifecycle: order.status, paymentStatus: paymentStatusOf(order), due: dueOf(order) }
  } satisfies typeof View.VerifiedPayment.Type
})

/** Brings a payment up to the gateway's record; leaves that for later when the gateway does not answer. */
export const lookAt = Effect.fnUntraced(function*(paymentId: PaymentId) {
  return yield* Effect.catchTags(reconcile(paymentId), {
    GatewayRefused: () => later(paymentId),
    GatewayUnknown: () => later(paymentId),
    GatewayUnavailable: () => later(paymentId),
    GatewayMisconfigured: () => later(paymentId)
  })
})

const later = Effect.fnUntraced(function*(paymentId: PaymentId) {
  const now = yield* Clock.currentTimeMillis
  yield* againstRivals((yield* Tasks).schedule([{ type: "ReconcilePayment", id: paymentId }], now))
  yield* (yield* Wake).ring("tasks")
  return yield* readPayment(paymentId)
})
