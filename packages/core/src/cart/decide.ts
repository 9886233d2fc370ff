import type { Instant } from "../id.ts"
import { decideBy, type Handlers } from "../machine.ts"
import { ok, refuse } from "../result.ts"
import type { ActiveCart, Cart, CartCommand, CartEvent, CartLine, CartPolicy, CartRefusal } from "./cart.ts"
import { demandsTouchedBy } from "./demand.ts"
import { cartTransitions } from "./transitions.ts"

const handlers = (policy: CartPolicy): Handlers<typeof cartTransitions, Cart, CartCommand, CartEvent, CartRefusal> => {
  const outOfRange = (quantity: number): CartRefusal | undefined =>
    Number.isInteger(quantity) && quantity >= 1 && quantity <= policy.maximumQuantity
      ? undefined
      : { code: "quantity_out_of_range", quantity, minimum: 1, maximum: policy.maximumQuantity }

  const find = (cart: ActiveCart, lineId: string) => cart.lines.find((line) => line.lineId === lineId)

  return {
    Open: (_unopened, { cartId, guestKey, at }) =>
      ok([{ type: "CartOpened", cartId, guestKey, currency: "INR", expiresAt: at + policy.cartTtlMs, at }]),

    // The same product and variant adds to the line that is there, at the price that it was put in for.
    AddItem: (cart, { lineId, item, quantity, at }) => {
      const present = cart.lines.find((line) => line.item.variantId === item.variantId)
      const total = (present?.quantity ?? 0) + quantity
      const refusal = outOfRange(quantity) ?? outOfRange(total)
      if (refusal) return refuse(refusal)
      if (present) return ok([changed(cart, present, total, at)])
      if (cart.lines.length >= policy.maximumLines) return refuse({ code: "cart_is_full", maximumLines: policy.maximumLines })
      const line = { lineId, item, quantity, addedAt: at }
      return ok([{ type: "CartItemAdded", line, demands: demandsTouchedBy(item, [...cart.lines, line]), at }])
    },

    ChangeQuantity: (cart, { lineId, quantity, at }) => {
      const refusal = outOfRange(quantity)
      if (refusal) return refuse(refusal)
      const line = find(cart, lineId)
      if (!line) return refuse({ code: "cart_line_not_found", lineId })
      if (line.quantity === quantity) return ok([])
      return ok([changed(cart, line, quantity, at)])
    },

    RemoveItem: (cart, { lineId, at }) => {
      const line = find(cart, lineId)
      if (!line) return refuse({ code: "cart_line_not_found", lineId })
      return ok([{ type: "CartItemRemoved", lineId, demands: demandsTouchedBy(line.item, cart.lines.filter((other) => other !== line)), at }])
    },

    Lock: (_cart, { orderId, at }) => ok([{ type: "CartLocked", orderId, at }]),
    Unlock: (_cart, { at }) => ok([{ type: "CartUnlocked", at }]),
    Convert: (_cart, { at }) => ok([{ type: "CartConverted", at }])
  }
}

const changed = (cart: ActiveCart, line: CartLine, quantity: number, at: Instant): CartEvent => ({
  type: "CartQuantityChanged",
  lineId: line.lineId,
  quantity,
  demands: demandsTouchedBy(line.item, cart.lines.map((other) => other === line ? { ...line, quantity } : other)),
  at
})

export const decide = (policy: CartPolicy) =>
  decideBy<Cart, CartCommand, CartEvent, CartRefusal, typeof cartTransitions>("cart", cartTransitions, handlers(policy))
