import { indianDateOf } from "@bahi/core/numbering"
import { dueOf, fulfilmentStatusOf, paymentStatusOf, type PlacedOrder } from "@bahi/core/order"
import type { OpenedPayment } from "@bahi/core/payment"
import { paymentView } from "../payment/view.ts"
import type { ShopOptions } from "../ports/index.ts"
import { totalsView } from "../pricing/pricing.ts"
import { soldView } from "../pricing/sold.ts"
import type { View } from "../schema/index.ts"

/** An order as its owner sees it. */
export const orderView = (shop: ShopOptions, order: PlacedOrder, payment: OpenedPayment, invoiceNumber?: string): typeof View.Order.Type => ({
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
    quantityDelivered: line.quantityDelivered
  })),
  totals: totalsView(shop, order.quote),
  paidAmount: order.paidAmount,
  refundedAmount: order.refundedAmount,
  due: dueOf(order),
  shippingAddress: order.shippingAddress,
  billing: order.billing,
  shippingMethod: order.shippingMethod,
  payment: paymentView(payment),
  shipments: order.shipments,
  placedAt: order.placedAt,
  ...("confirmedAt" in order ? { confirmedAt: order.confirmedAt } : {}),
  ...(order.status === "pending" ? { expiresAt: order.expiresAt } : {}),
  ...(invoiceNumber === undefined ? {} : { invoiceNumber })
})

/** What the page after the checkout shows (O02). */
export const confirmationView = (order: PlacedOrder, payment: OpenedPayment): typeof View.Confirmation.Type => ({
  orderNumber: order.orderNumber,
  lifecycle: order.status,
  grandTotal: order.quote.totals.grandTotal,
  currency: order.currency,
  payment: { method: payment.method, status: payment.status, due: dueOf(order) },
  shipping: { name: order.shippingAddress.name, city: order.shippingAddress.city, pincode: order.shippingAddress.pincode, method: order.shippingMethod.name },
  eta: { from: daysAfter(order.placedAt, order.shippingMethod.etaDays.from), to: daysAfter(order.placedAt, order.shippingMethod.etaDays.to) }
})

const DAY = 24 * 60 * 60 * 1000
const daysAfter = (at: number, days: number): string => {
  const { year, month, day } = indianDateOf(at + days * DAY)
  return [year, String(month).padStart(2, "0"), String(day).padStart(2, "0")].join("-")
}
