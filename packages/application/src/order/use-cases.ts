import { Effect } from "effect"
import { paymentView } from "../payment/view.ts"
import { Invoices, Payments, Shop } from "../ports/index.ts"
import type { View } from "../schema/index.ts"
import { findOrder, findWithTimeline, paymentOf } from "./find.ts"
import { confirmationView, orderView } from "./view.ts"

/** One order with its payments, shipments and history (O04). */
export const getOrder = Effect.fn("order.get")(function*(orderNumber: string) {
  const { order, timeline } = yield* findWithTimeline(orderNumber)
  const shop = yield* Shop
  const [invoices, payments] = yield* Effect.all([
    (yield* Invoices).ofOrders([order.orderId]),
    (yield* Payments).ofOrder(order.orderId)
  ], { concurrency: "unbounded" })
  return {
    ...orderView(shop, order, payments.find((payment) => payment.paymentId === order.paymentId), invoices.get(order.orderId)?.number),
    payments: payments.map(paymentView),
    history: timeline
  } satisfies typeof View.OrderWithHistory.Type
})

/** What the page after the checkout shows (O02). */
export const getConfirmation = Effect.fn("order.confirmation")(function*(orderNumber: string) {
  const order = yield* findOrder(orderNumber)
  return confirmationView(order, yield* paymentOf(order))
})

/** Every move of the order on its three axes, oldest first (O06). */
export const getTimeline = Effect.fn("order.timeline")(function*(orderNumber: string) {
  return { items: (yield* findWithTimeline(orderNumber)).timeline }
})
