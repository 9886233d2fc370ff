import type { Transitions } from "../machine.ts"
import type { Cart, CartCommand } from "./cart.ts"

/** For each status: what it accepts, and where that may lead. A cart that is emptied ends where the shop closes such carts. */
export const cartTransitions = {
  unopened: { Open: ["active"] },
  active: {
    AddItem: ["active"],
    ChangeQuantity: ["active"],
    RemoveItem: ["active", "abandoned"],
    SaveForLater: ["active"],
    MoveToCart: ["active"],
    RemoveSaved: ["active"],
    ApplyGifts: ["active"],
    AcceptChanges: ["active", "abandoned"],
    MergeInto: ["merged"],
    Absorb: ["active"],
    Lock: ["locked"],
    Expire: ["abandoned"]
  },
  locked: { Unlock: ["active"], Convert: ["converted"] },
  converted: {},
  merged: { MergeInto: ["merged"] },
  abandoned: {}
} as const satisfies Transitions<Cart["status"], CartCommand["type"]>
