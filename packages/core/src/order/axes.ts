import { type Money, money, sum } from "../money/index.ts"
import type { OrderLine, PlacedOrder } from "./order.ts"

export type PaymentStatus = "unpaid" | "authorized" | "failed" | "partially_paid" | "paid" | "overpaid" | "partially_refunded" | "refunded" | "disputed"
export type FulfilmentStatus = "unfulfilled" | "partially_shipped" | "shipped" | "partially_delivered" | "delivered" | "partially_returned" | "returned"

/**
 * The payment axis: a fold of what the payments captured and gave back, against what the order keeps. What goes back to where it
 * came from because too much was paid leaves no trace here; what goes back of the price does.
 */
export const paymentStatusOf = (order: PlacedOrder): PaymentStatus => {
  const { paidAmount, refundedAmount, quote, disputes, paymentNews, paymentId } = order
  if (Object.values(disputes).some(({ stage }) => stage === "open")) return "disputed"
  const total = quote.totals.grandTotal
  const kept = paidAmount - refundedAmount
  if (total > 0 && paidAmount === 0 && refundedAmount === 0) return paymentNews[paymentId]?.news ?? "unpaid"
  const wanted = keptTotalOf(order)
  if (kept > wanted) return "overpaid"
  if (refundedAmount > 0 && kept < total) return kept === 0 ? "refunded" : "partially_refunded"
  return kept === wanted ? "paid" : "partially_paid"
}

/** What the order keeps of its total, in paise: all but what was credited; nothing once it ended before it was confirmed. */
export const keptTotalOf = (order: PlacedOrder): Money => {
  if (order.status === "expired" || (order.status === "cancelled" && order.confirmedAt === undefined)) return money(0)
  return money(order.quote.totals.grandTotal - sum(order.credits.map(({ amount }) => amount)))
}

/** What is still to be paid, in paise; never negative. */
export const dueOf = (order: PlacedOrder): Money => money(Math.max(0, keptTotalOf(order) - order.paidAmount))

/** What was paid beyond what the order keeps, and has not gone back, in paise. */
export const surplusOf = (order: PlacedOrder): Money => money(Math.max(0, order.paidAmount - order.refundedAmount - keptTotalOf(order)))

/** The pieces that the order still is about: neither called off nor come back undelivered. */
export const remainingOf = ({ quantity, quantityCancelled, quantityReturnedToOrigin }: OrderLine): number => quantity - quantityCancelled - quantityReturnedToOrigin

/** The pieces that still wait to be sent. */
export const unshippedOf = ({ quantity, quantityCancelled, quantityShipped }: OrderLine): number => quantity - quantityCancelled - quantityShipped

/** Whether all that the order still is about has arrived. */
export const isDelivered = ({ lines }: Pick<PlacedOrder, "lines">): boolean =>
  lines.some((line) => remainingOf(line) > 0) && lines.every((line) => line.quantityDelivered === remainingOf(line))

/** The fulfilment axis: a function of quantities. A return shows once all else has arrived. */
export const fulfilmentStatusOf = ({ lines }: Pick<PlacedOrder, "lines">): FulfilmentStatus => {
  if (isDelivered({ lines })) {
    if (lines.every((line) => line.quantityReturned === line.quantityDelivered)) return "returned"
    return lines.some((line) => line.quantityReturned > 0) ? "partially_returned" : "delivered"
  }
  if (lines.some((line) => line.quantityDelivered > 0)) return "partially_delivered"
  if (lines.every((line) => line.quantityShipped === line.quantityReturnedToOrigin)) return "unfulfilled"
  return lines.every((line) => unshippedOf(line) === 0) ? "shipped" : "partially_shipped"
}

export type Axis = "lifecycle" | "payment" | "fulfilment"

/** Where an order stands on its three axes. */
export const axesOf = (order: PlacedOrder) =>
  ({ lifecycle: order.status, payment: paymentStatusOf(order), fulfilment: fulfilmentStatusOf(order) }) as const satisfies Record<Axis, string>
