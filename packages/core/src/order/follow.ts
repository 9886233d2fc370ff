// The one place that says what an event of an order brings about at once.
import { dueOf, isDelivered, remainingOf, surplusOf } from "./axes.ts"
import { evolve } from "./evolve.ts"
import type { Order, OrderEvent, PlacedOrder, RefundCause } from "./order.ts"
import { openedPaymentsOf } from "./pay.ts"

/**
 * An event, and what it brings about: paid in full, a waiting order is confirmed; of which nothing remains, it is cancelled;
 * delivered and paid in full, it ends; and what is paid beyond what it then keeps falls due to go back.
 */
export const following = (order: PlacedOrder, event: OrderEvent): ReadonlyArray<OrderEvent> => {
  const { orderId, paymentId, paymentMethod } = order
  const { at } = event
  const next = evolve(order, event) as PlacedOrder
  const due = dueOf(next)
  const arrives = next.status === "processing" && isDelivered(next)
  const events: ReadonlyArray<OrderEvent> = [
    event,
    ...(next.status === "pending" && due === 0 ? [confirmed(order, at)] : []),
    ...(next.status === "processing" && next.lines.every((line) => remainingOf(line) === 0) ? [nothingRemains(order, at)] : []),
    ...(arrives && !isDelivered(order) ? [{ type: "OrderDelivered", orderId, paymentId, paymentMethod, due, at } as const] : []),
    ...(arrives && due === 0 ? [{ type: "OrderCompleted", at } as const] : [])
  ]
  const surplus = surplusOf(events.slice(1).reduce<Order>(evolve, next) as PlacedOrder)
  return surplus > surplusOf(order) ? [...events, { type: "OrderRefundDue", orderId, because: causeOf(next, event), at }] : events
}

export const confirmed = (order: PlacedOrder, at: number): OrderEvent => ({ type: "OrderConfirmed", ...wholeOf(order), at })

/** Which order ends, what it was placed from, and what was opened to pay for it. */
export const endedOf = (order: PlacedOrder) => ({ ...wholeOf(order), paymentIds: openedPaymentsOf(order) })

const wholeOf = ({ orderId, cartId, checkoutId }: PlacedOrder) => ({
  orderId,
  ...(cartId === undefined ? {} : { cartId }),
  ...(checkoutId === undefined ? {} : { checkoutId })
})

const nothingRemains = (order: PlacedOrder, at: number): OrderEvent => ({
  type: "OrderCancelled",
  ...endedOf(order),
  was: "processing",
  items: [],
  demands: [],
  reason: "Nothing of it reached the customer.",
  category: "undeliverable",
  by: "system",
  at
})

const causeOf = (next: PlacedOrder, event: OrderEvent): RefundCause =>
  "credit" in event && event.credit !== undefined ? event.credit.because : causeWithoutCredit(next)

/** Why money goes back of an order that credits nothing. */
export const causeWithoutCredit = ({ status }: PlacedOrder): RefundCause => {
  if (status === "expired") return "order_expired"
  return status === "cancelled" ? "order_cancelled" : "overpaid"
}
