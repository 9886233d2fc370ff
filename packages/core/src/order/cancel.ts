import { type CreditId, id, type Instant } from "../id.ts"
import { ok, refuse } from "../result.ts"
import { reasonRefusal } from "../text.ts"
import { remainingOf, unshippedOf } from "./axes.ts"
import { creditOf, uncreditedOf } from "./credit.ts"
import type { OrderHandlers } from "./decide.ts"
import { endedOf, following } from "./follow.ts"
import { demandsFor, itemsRefusal, piecesIn } from "./item.ts"
import type { ConfirmedOrder, DraftOrder, OrderEvent, OrderPolicy, OrderRefusal, PendingOrder, ProcessingOrder } from "./order.ts"

/** Why an order, or a part of one, is called off. `undeliverable`: nothing of it reached the customer. */
export const cancelCategories = [
  "changed_mind", "ordered_by_mistake", "found_cheaper", "delivery_too_slow", "wrong_address", "payment_problem",
  "out_of_stock", "price_error", "suspected_fraud", "duplicate_order", "undeliverable", "other"
] as const
export type CancelCategory = (typeof cancelCategories)[number]

/** Who called it off, and why: in 10 to 500 characters. */
export interface Cancellation {
  readonly reason: string
  readonly category: CancelCategory
  readonly by: "customer" | "admin" | "seller" | "system"
}

export const cancelling = (policy: OrderPolicy): Pick<OrderHandlers, "Cancel" | "CancelItems"> => ({
  // It is called off once, so that its own id is enough for the credit.
  Cancel: (order, { reason, category, by, at }) => {
    const refusal = reasonRefusal(reason) ?? tooLate(policy, order)
    return refusal ? refuse(refusal) : ok(ending(order, { reason: reason.trim(), category, by }, id<"credit">(order.orderId), at))
  },

  CancelItems: (order, { creditId, items, reason, category, by, at }) => {
    if (order.credits.some((credit) => credit.creditId === creditId)) return ok([])
    const refusal = reasonRefusal(reason) ?? itemsRefusal(order, items, (line, quantity) =>
      quantity > unshippedOf(line) ? { code: "quantity_not_cancellable", lineId: line.lineId, quantity, cancellable: unshippedOf(line) } : undefined)
    if (refusal) return refuse(refusal)
    const why: Cancellation = { reason: reason.trim(), category, by }
    if (order.lines.every((line) => remainingOf(line) === piecesIn(items, line.lineId))) return ok(ending(order, why, creditId, at))
    const credit = creditOf(order, { creditId, because: "items_cancelled", items, charges: policy.chargesBack.cancellation, at })
    return ok(following(order, { type: "OrderItemsCancelled", orderId: order.orderId, items, demands: demandsFor(order, items), credit, ...why, at }))
  }
})

type Living = DraftOrder | PendingOrder | ConfirmedOrder | ProcessingOrder

/** The whole order is called off: what has not left stays, and everything that it still keeps goes back. */
const ending = (order: Living, why: Cancellation, creditId: CreditId, at: Instant): ReadonlyArray<OrderEvent> => {
  const { status } = order
  const ended = { type: "OrderCancelled", ...endedOf(order), was: status, ...why, at } as const
  const items = order.lines.map((line) => ({ lineId: line.lineId, quantity: unshippedOf(line) })).filter(({ quantity }) => quantity > 0)
  if (status === "draft" || status === "pending") return following(order, { ...ended, items, demands: [] })
  const left = order.lines.map((line) => ({ lineId: line.lineId, quantity: uncreditedOf(order, line) })).filter(({ quantity }) => quantity > 0)
  const credit = creditOf(order, { creditId, because: "order_cancelled", items: left, charges: "all", at })
  return following(order, { ...ended, items, demands: demandsFor(order, items), credit })
}

/** What has left comes back by itself, or as a return. */
const tooLate = ({ cancelUntil }: OrderPolicy, { status, shipments }: Living): OrderRefusal | undefined => {
  if (status !== "processing") return undefined
  if (cancelUntil === "shipped") return { code: "order_already_shipped", shippedAt: shipments[0]!.shippedAt }
  const deliveredAt = shipments.find((parcel) => parcel.deliveredAt !== undefined)?.deliveredAt
  return deliveredAt === undefined ? undefined : { code: "order_already_delivered", deliveredAt }
}
