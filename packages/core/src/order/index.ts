import type { Machine } from "../machine.ts"
import { decide } from "./decide.ts"
import { evolve } from "./evolve.ts"
import { orderPolicy, type Order, type OrderCommand, type OrderEvent, type OrderPolicy, type OrderRefusal } from "./order.ts"
import { orderTransitions } from "./transitions.ts"

export * from "./axes.ts"
export * from "./history.ts"
export * from "./order.ts"

/** The order's lifecycle: placed, confirmed, sent, delivered and paid; or expired before it was paid. */
export const orderMachine = (policy: OrderPolicy = orderPolicy): Machine<Order, OrderCommand, OrderEvent, OrderRefusal> => ({
  name: "order",
  initial: { status: "unplaced" },
  transitions: orderTransitions,
  terminal: ["completed", "expired"],
  decide: decide(policy),
  evolve
})
