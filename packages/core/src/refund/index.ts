import type { Machine } from "../machine.ts"
import { decide } from "./decide.ts"
import { evolve } from "./evolve.ts"
import type { Refund, RefundCommand, RefundEvent, RefundRefusal } from "./refund.ts"
import { refundTransitions } from "./transitions.ts"

export * from "./refund.ts"
export * from "./surplus.ts"

/** Money going back: decided, asked of the gateway under one key, and done when the gateway's record says so. */
export const refundMachine: Machine<Refund, RefundCommand, RefundEvent, RefundRefusal> = {
  name: "refund",
  initial: { status: "unrequested" },
  transitions: refundTransitions,
  terminal: ["rejected", "abandoned", "completed"],
  decide,
  evolve
}
