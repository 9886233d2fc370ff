import { money } from "../money/index.ts"
import type { PlacedOrder } from "./order.ts"

export type PaymentStatus = "unpaid" | "partially_paid" | "paid" | "overpaid" | "partially_refunded" | "refunded"
export type FulfilmentStatus = "unfulfilled" | "partially_shipped" | "shipped" | "partially_delivered" | "delivered"

type Paid = Pick<PlacedOrder, "status" | "paidAmount" | "refundedAmount" | "quote">

/** The payment axis: a fold of what the payments captured and gave back. */
export const paymentStatusOf = ({ paidAmount, refundedAmount, quote }: Paid): PaymentStatus => {
  const total = quote.totals.grandTotal
  const kept = paidAmount - refundedAmount
  if (kept > total) return "overpaid"
  if (kept === total) return "paid"
  if (refundedAmount > 0) return kept === 0 ? "refunded" : "partially_refunded"
  return kept === 0 ? "unpaid" : "partially_paid"
}

/** What is still to be paid, in paise; never negative. */
export const dueOf = ({ paidAmount, quote }: Pick<Paid, "paidAmount" | "quote">) =>
  money(paidAmount >= quote.totals.grandTotal ? 0 : quote.totals.grandTotal - paidAmount)

/** What was paid beyond what the order keeps, in paise: its total while it lives, nothing once it expired. */
export const surplusOf = ({ status, paidAmount, refundedAmount, quote }: Paid) =>
  money(Math.max(0, paidAmount - refundedAmount - (status === "expired" ? 0 : quote.totals.grandTotal)))

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
