import { Effect } from "effect"
import { Invoices, Orders, Shop } from "../ports/index.ts"
import type { View } from "../schema/index.ts"
import { findOrder, readPayment } from "./find.ts"
import { confirmationView, orderView } from "./view.ts"

/** One order with its payment, shipments and history (O04). */
export const getOrder = Effect.fn("order.get")(function*(orderNumber: string) {
  const order = yield* findOrder(orderNumber)
  const shop = yield* Shop
  const invoices = yield* Invoices
  const issued = (yield* invoices.ofOrders([order.orderId])).get(order.orderId)
  const number = issued?.number
  return {
    ...orderView(shop, order, yield* readPayment(order.paymentId), number),
    history: yield* (yield* Orders).timeline(order.orderId)
  } satisfies typeof View.OrderWithHistory.Type
})

/** What the page after the checkout shows (O02). */
export const getConfirmation = Effect.fn("order.confirmation")(function*(orderNumber: string) {
  const order = yield* findOrder(orderNumber)
  return confirmationView(order, yield* readPayment(order.paymentId))
})

/** Every move of the order on its three axes, oldest first (O06). */
export const getTimeline = Effect.fn("order.timeline")(function*(orderNumber: string) {
  const order = yield* findOrder(orderNumber)
  return { items: yield* (yield* Orders).timeline(order.orderId) }
})
