import { type GatewayFault, GatewayRefused, GatewayUnknown, type PaymentGateway } from "@bahi/application"
import { Effect } from "effect"
import type { Client } from "./client.ts"
import { saysDuplicate } from "./fault.ts"
import { isIdOf, isPayable, isReceipt, refuseUnless } from "./guard.ts"
import { withCards } from "./payment.ts"
import { collectionOf, Order, orderOf, Payment, paymentOf } from "./schema.ts"

type Gateway = PaymentGateway["Service"]

/** Opens orders, and reads all attempts to pay them. */
export const orders = (client: Client): Pick<Gateway, "openOrder" | "fetchPayments"> => {
  /** Lists lag behind, so an order that is not there yet is looked for again. */
  const lookFor = ({ receipt, amount, currency }: Parameters<Gateway["openOrder"]>[0], fault: GatewayFault) => {
    const { operation, reason } = fault
    return client.ask({ operation, effect: "reads", answer: collectionOf(Order), call: (razorpay) => razorpay.orders.all({ receipt, count: 100 }) }).pipe(
      Effect.mapError((then) => new GatewayUnknown({ operation, reason: `${reason}; then, looking for its receipt: ${then.reason}` })),
      Effect.flatMap(({ items }): Effect.Effect<Order, GatewayFault> => {
        const ours = items.filter((order) => order.receipt === receipt)
        const opened = ours.find((order) => order.status !== "paid" && order.amount === amount && order.currency === currency)
        if (opened) return Effect.succeed(opened)
        // Where receipts are unique, the one that has this receipt is the only one that there will be.
        if (saysDuplicate(fault) && ours.length > 0) return Effect.fail(new GatewayRefused({ operation, reason: `${reason}; the order of this receipt is paid, or of another amount` }))
        return Effect.fail(new GatewayUnknown({ operation, reason: `${reason}; no such order is found by its receipt` }))
      }),
      Effect.retry({ times: 3, schedule: client.pauses, while: ({ _tag }) => _tag === "GatewayUnknown" }))
  }

  return {
    openOrder: (order) => refuseUnless("openOrder", isReceipt(order.receipt), isPayable(order.amount)).pipe(
      Effect.andThen(client.ask({
        operation: "openOrder",
        effect: "writes",
        answer: Order,
        call: (razorpay) => razorpay.orders.create(bodyOf(order))
      })),
      Effect.catchIf((fault) => fault._tag === "GatewayUnknown" || saysDuplicate(fault), (fault) => lookFor(order, fault)),
      Effect.map(orderOf)),

    fetchPayments: (gatewayOrderId) => refuseUnless("fetchPayments", isIdOf("order", gatewayOrderId)).pipe(
      Effect.andThen(client.ask({ operation: "fetchPayments", effect: "reads", answer: collectionOf(Payment), call: (razorpay) => razorpay.orders.fetchPayments(gatewayOrderId) })),
      Effect.flatMap(({ items }) => withCards(client, "fetchPayments", items)),
      Effect.map((payments) => payments.map(paymentOf)))
  }
}

const bodyOf = ({ receipt, amount, currency, capture }: Parameters<Gateway["openOrder"]>[0]) => ({ amount: Number(amount), currency, receipt, payment: { capture } })
