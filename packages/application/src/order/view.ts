import { indianDateOf } from "@bahi/core/numbering"
import { dueOf, fulfilmentStatusOf, keptTotalOf, paymentStatusOf, type PlacedOrder } from "@bahi/core/order"
import type { OpenedPayment } from "@bahi/core/payment"
import { paymentView } from "../payment/view.ts"
import type { ShopOptions } from "../ports/index.ts"
import { totalsView } from "../pricing/pricing.ts"
import { soldView } from "../pricing/sold.ts"
import type { View } from "../schema/index.ts"

/** An order as its owner sees it. */
export const orderView = (shop: ShopOptions, order: PlacedOrder, payment: OpenedPayment | undefined, invoiceNumber?: string): typeof View.Order.Type => ({
  orderId: order.orderId,
  orderNumber: order.orderNumber,
  lifecycle: order.status,
  paymentStatus: paymentStatusOf(order),
  fulfilmentStatus: fulfilmentStatusOf(order),
  email: order.email,
  phone: order.phone,
  lines: order.lines.map((line) => ({
    lineId: line.lineId,
    ...soldView(line, line.lineId, order.quote.totals),
    quantityShipped: line.quantityShipped,
    quantityDelivered: line.quantityDelivered,
    quantityCancelled: line.quantityCancelled,
    quantityReturnedToOrigin: line.quantityReturnedToOrigin,
    quantityReturned: line.quantityReturned,
    quantityRefunded: line.quantityRefunded
  })),
  totals: totalsView(shop, order.quote),
  paidAmount: order.paidAmount,
  refundedAmount: order.refundedAmount,
  keptTotal: keptTotalOf(order),
  credits: order.credits.map(({ creditId, because, items, amount, at }) => ({ creditId, because, items, amount, at })),
  due: dueOf(order),
  shippingAddress: order.shippingAddress,
  billing: order.billing,
  shippingMethod: order.shippingMethod,
  ...(payment === undefined ? {} : { payment: paymentView(payment) }),
  shipments: order.shipments,
  placedAt: order.placedAt,
  ...(order.status === "cancelled" ? { cancellation: { reason: order.reason, category: order.category, by: order.by, at: order.cancelledAt } } : {}),
  ...(order.customerNotes === undefined ? {} : { customerNotes: order.customerNotes }),
  ...("confirmedAt" in order && order.confirmedAt !== undefined ? { confirmedAt: order.confirmedAt } : {}),
  ...("expiresAt" in order ? { expiresAt: order.expiresAt } : {}),
  ...(invoiceNumber === undefined ? {} : { invoiceNumber })
})

/** What the page after the checkout shows (O02). */
export const confirmationView = (order: PlacedOrder, payment: OpenedPayment | undefined): typeof View.Confirmation.Type => ({
  orderNumber: order.orderNumber,
  lifecycle: order.status,
  grandTotal: order.quote.totals.grandTotal,
  currency: order.currency,
  payment: { method: order.paymentMethod, status: payment?.status ?? "captured", due: dueOf(order) },
  shipping: { name: order.shippingAddress.name, city: order.shippingAddress.city, pincode: order.shippingAddress.pincode, method: order.shippingMethod.name },
  eta: { from: daysAfter(order.placedAt, order.shippingMethod.etaDays.from), to: daysAfter(order.placedAt, order.shippingMethod.etaDays.to) }
})

const DAY = 24 * 60 * 60 * 1000
const daysAfter = (at: number, days: number): string => {
  const { year, month, day } = indianDateOf(at + days * DAY)
  return [year, String(month).padStart(2, "0"), String(day).padStart(2, "0")].join("-")
}
