import type { Machine } from "../machine.ts"
import { cartPolicy, type Cart, type CartCommand, type CartEvent, type CartPolicy, type CartRefusal } from "./cart.ts"
import { decide } from "./decide.ts"
import { evolve } from "./evolve.ts"
import { cartTransitions } from "./transitions.ts"

export { demandsOf, takenBy } from "../inventory/index.ts"
export * from "./cart.ts"
export { changesOf, type LineChange, sameChange, type Today, unaskedOf } from "./change.ts"
export { type Gift, isGift } from "./gift.ts"
export * from "./item.ts"

/** The cart: items come and go while it is active; an order locks it, and converts it for good. It merges into another when its guest signs in, and is abandoned when nobody comes back. */
export const cartMachine = (policy: CartPolicy = cartPolicy): Machine<Cart, CartCommand, CartEvent, CartRefusal> => ({
  name: "cart",
  initial: { status: "unopened" },
  transitions: cartTransitions,
  terminal: ["converted", "merged", "abandoned"],
  decide: decide(policy),
  evolve
})
