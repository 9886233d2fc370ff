import type { Machine } from "../machine.ts"
import { checkoutPolicy, type Checkout, type CheckoutCommand, type CheckoutEvent, type CheckoutPolicy, type CheckoutRefusal } from "./checkout.ts"
import { decide } from "./decide.ts"
import { evolve } from "./evolve.ts"
import { checkoutTransitions } from "./transitions.ts"

export * from "../address.ts"
export * from "./checkout.ts"
export * from "./quote.ts"
export * from "./resume.ts"

/** The checkout session: from contact to address to payment, with a way back at every step. */
export const checkoutMachine = (policy: CheckoutPolicy = checkoutPolicy): Machine<Checkout, CheckoutCommand, CheckoutEvent, CheckoutRefusal> => ({
  name: "checkout",
  initial: { status: "unstarted" },
  transitions: checkoutTransitions,
  terminal: ["completed", "expired"],
  decide: decide(policy),
  evolve
})
