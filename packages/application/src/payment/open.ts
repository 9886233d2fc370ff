import type { PlacedOrder } from "@bahi/core/order"
import type { OpenedPayment } from "@bahi/core/payment"
import { Effect } from "effect"
import { system } from "../caller/guest.ts"
import { Engine } from "../execute/index.ts"
import { findOrder, readPayment } from "../order/find.ts"
import { PaymentGateway, Refused, Shop } from "../ports/index.ts"
import type { Input, View } from "../schema/index.ts"

/**
 * Opens what an order costs at the gateway, so that it can be paid there (P01), and answers what the checkout in a browser
 * needs. Asked again it answers the same. Refused when the order does not wait for a payment online.
 */
export const openPayment = Effect.fn("payment.open")(function*({ orderNumber }: typeof Input.OpenPayment.Type) {
  const order = yield* findOrder(orderNumber)
  if (order.status !== "pending" || order.paymentMethod === "cod") return yield* notAwaited(order)
  const asked = yield* readPayment(order.paymentId)
  const payment = asked.gatewayOrderId === undefined ? yield* openAtGateway(asked) : asked
  const { gatewayOrderId } = payment
  if (gatewayOrderId === undefined || payment.status === "captured" || payment.status === "cancelled") return yield* notAwaited(yield* findOrder(orderNumber))
  return {
    paymentId: payment.paymentId,
    orderNumber,
    gateway: "razorpay",
    ...(yield* PaymentGateway).checkout,
    gatewayOrderId,
    amount: payment.amount,
    currency: payment.currency,
    name: (yield* Shop).seller.legalName,
    prefill: { name: order.shippingAddress.name, email: order.email, contact: order.phone }
  } satisfies typeof View.PaymentCheckout.Type
})

const notAwaited = ({ status, paymentMethod }: PlacedOrder) => new Refused({ refusal: { code: "order_not_awaiting_payment", lifecycle: status, paymentMethod } })

/** Our payment is the receipt: what an answer that got lost has opened is found by it. */
const openAtGateway = Effect.fnUntraced(function*({ paymentId, amount, currency }: OpenedPayment) {
  const engine = yield* Engine
  const { gatewayOrderId } = yield* (yield* PaymentGateway).openOrder({ receipt: paymentId, amount, currency, capture: (yield* Shop).capture })
  return yield* engine.execute({
    actor: system,
    plan: Effect.succeed({
      lock: { payment: [paymentId] },
      decide: (_states, at) => Effect.succeed([{ to: "payment", id: paymentId, command: { type: "RecordGatewayOrder", gatewayOrderId, at } }]),
      answer: (states) => readPayment(paymentId, states)
    })
  })
})
