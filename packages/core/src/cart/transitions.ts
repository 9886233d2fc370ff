import type { Transitions } from "../machine.ts"
import type { Cart, CartCommand } from "./cart.ts"

/** For each status: what it accepts, and where that may lead. */
export const cartTransitions = {
  unopened: { Open: ["active"] },
  active: { AddItem: ["active"], ChangeQuantity: ["active"], RemoveItem: ["active"], Lock: ["locked"] },
  locked: { Unlock: ["active"], Convert: ["converted"] },
  converted: {}
} as const satisfies Transitions<Cart["status"], CartCommand["type"]>
