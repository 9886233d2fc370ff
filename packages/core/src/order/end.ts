import { ok, refuse } from "../result.ts"
import type { OrderHandlers } from "./decide.ts"
import { following, placedFrom } from "./follow.ts"
import { openedPaymentsOf } from "./pay.ts"

export const endings: Pick<OrderHandlers, "Expire" | "Delete"> = {
  Expire: (order, { at }) => {
    if (at < order.expiresAt) return refuse({ code: "order_not_yet_due", expiresAt: order.expiresAt })
    const { orderId, cartId, checkoutId, status: was } = order
    return ok(following(order, { type: "OrderExpired", orderId, ...placedFrom({ cartId, checkoutId }), paymentIds: openedPaymentsOf(order), was, at }))
  },

  // Money and invoices leave a trail that must stay.
  Delete: ({ orderId, orderNumber, paidAmount }, { invoices, at }) => {
    if (paidAmount > 0) return refuse({ code: "order_holds_money", paid: paidAmount })
    if (invoices > 0) return refuse({ code: "order_was_invoiced", invoices })
    return ok([{ type: "OrderDeleted", orderId, orderNumber, at }])
  }
}
