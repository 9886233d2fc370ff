import { ok, refuse } from "../result.ts"
import type { OrderHandlers } from "./decide.ts"
import { endedOf, following } from "./follow.ts"
import type { OrderPolicy } from "./order.ts"

export const ending = (policy: OrderPolicy): Pick<OrderHandlers, "Expire" | "Delete"> => ({
  Expire: (order, { at }) => {
    if (at < order.expiresAt) return refuse({ code: "order_not_yet_due", expiresAt: order.expiresAt })
    return ok(following(order, { type: "OrderExpired", ...endedOf(order), was: order.status, at }))
  },

  // Money and invoices leave a trail that must stay; and who is deleted can give nothing back.
  Delete: ({ status, orderId, orderNumber, paidAmount, placedAt }, { invoices, at }) => {
    if (paidAmount > 0) return refuse({ code: "order_holds_money", paid: paidAmount })
    if (invoices > 0) return refuse({ code: "order_was_invoiced", invoices })
    const until = placedAt + policy.lateMoneyMs
    if (status !== "draft" && at < until) return refuse({ code: "order_may_still_be_paid", until })
    return ok([{ type: "OrderDeleted", orderId, orderNumber, at }])
  }
})
