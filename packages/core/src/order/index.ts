import type { Machine } from "../machine.ts"
import { decide } from "./decide.ts"
import { evolve } from "./evolve.ts"
import { orderPolicy, type Order, type OrderCommand, type OrderEvent, type OrderPolicy, type OrderRefusal } from "./order.ts"
import { orderTransitions } from "./transitions.ts"

export * from "./axes.ts"
export { cancelCategories, type CancelCategory, type Cancellation } from "./cancel.ts"
export { type CreditCause, creditedOf, type OrderCredit, originalOf, uncreditedOf } from "./credit.ts"
export type { DraftChanges } from "./draft.ts"
export type { Changes, Edit } from "./edit.ts"
export { causeWithoutCredit } from "./follow.ts"
export * from "./history.ts"
export * from "./order.ts"
export { firstPaymentsOf } from "./pay.ts"
export { type SellerPart, sellerPartsOf } from "./seller-part.ts"

/** The order's lifecycle: drafted or placed, confirmed, sent, delivered and paid; or cancelled, or expired before it was paid. */
export const orderMachine = (policy: OrderPolicy = orderPolicy): Machine<Order, OrderCommand, OrderEvent, OrderRefusal> => ({
  name: "order",
  initial: { status: "unplaced" },
  transitions: orderTransitions,
  terminal: ["completed", "deleted"],
  decide: decide(policy),
  evolve
})
