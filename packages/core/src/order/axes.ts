import { money } from "../money/index.ts"
import type { PlacedOrder } from "./order.ts"

export type PaymentStatus = "unpaid" | "partially_paid" | "paid" | "overpaid"
export type FulfilmentStatus = "unfulfilled" | "partially_shipped" | "shipped" | "partially_delivered" | "delivered"

/** The payment axis: a fold of what the payments captured. */
export const paymentStatusOf = ({ paidAmount, quote }: Pick<PlacedOrder, "paidAmount" | "quote">): PaymentStatus => {
  const total = quote.totals.grandTotal
  if (paidAmount > total) return "overpaid"
  if (paidAmount === total) return "paid"
  return paidAmount === 0 ? "unpaid" : "partially_paid"
}

/** What is still to be paid, in paise; never negative. */
export const dueOf = ({ paidAmount, quote }: Pick<PlacedOrder, "paidAmount" | "quote">) =>
  money(paidAmount >= quote.totals.grandTotal ? 0 : quote.totals.grandTotal - paidAmount)

/** The fulfilment axis: a function of quantities. */
export const fulfilmentStatusOf = ({ lines }: Pick<PlacedOrder, "lines">): FulfilmentStatus => {
  if (lines.every((line) => line.quantityDelivered === line.quantity)) return "delivered"
  if (lines.some((line) => line.quantityDelivered > 0)) return "partially_delivered"
  if (lines.every((line) => line.quantityShipped === line.quantity)) return "shipped"
  return lines.some((line) => line.quantityShipped > 0) ? "partially_shipped" : "unfulfilled"
}

export type Axis = "lifecycle" | "payment" | "fulfilment"

/** Where an order stands on its three axes. */
export const axesOf = (order: PlacedOrder) =>
  ({ lifecycle: order.status, payment: paymentStatusOf(order), fulfilment: fulfilmentStatusOf(order) }) as const satisfies Record<Axis, string>
