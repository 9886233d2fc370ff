import type { Machine } from "../machine.ts"
import { cartPolicy, type Cart, type CartCommand, type CartEvent, type CartPolicy, type CartRefusal } from "./cart.ts"
import { decide } from "./decide.ts"
import { evolve } from "./evolve.ts"
import { cartTransitions } from "./transitions.ts"

export * from "./cart.ts"
export { demandsOf, takenBy } from "./demand.ts"

/** The cart: items come and go while it is active; an order locks it, and converts it for good. */
export const cartMachine = (policy: CartPolicy = cartPolicy): Machine<Cart, CartCommand, CartEvent, CartRefusal> => ({
  name: "cart",
  initial: { status: "unopened" },
  transitions: cartTransitions,
  terminal: ["converted"],
  decide: decide(policy),
  evolve
})
