import { cannotFollow } from "../machine.ts"
import type { Cart, CartEvent } from "./cart.ts"

export const evolve = (cart: Cart, event: CartEvent): Cart => {
  switch (event.type) {
    case "CartOpened":
      return cart.status === "unopened"
        ? { status: "active", cartId: event.cartId, guestKey: event.guestKey, currency: event.currency, lines: [], openedAt: event.at, expiresAt: event.expiresAt }
        : cannotFollow(event, cart)
    case "CartItemAdded":
      return cart.status === "active" ? { ...cart, lines: [...cart.lines, event.line] } : cannotFollow(event, cart)
    case "CartQuantityChanged":
      return cart.status === "active"
        ? { ...cart, lines: cart.lines.map((line) => line.lineId === event.lineId ? { ...line, quantity: event.quantity } : line) }
        : cannotFollow(event, cart)
    case "CartItemRemoved":
      return cart.status === "active" ? { ...cart, lines: cart.lines.filter((line) => line.lineId !== event.lineId) } : cannotFollow(event, cart)
    case "CartLocked":
      return cart.status === "active" ? { ...cart, status: "locked", orderId: event.orderId } : cannotFollow(event, cart)
    case "CartUnlocked": {
      if (cart.status !== "locked") return cannotFollow(event, cart)
      const { orderId: _, ...opened } = cart
      return { ...opened, status: "active" }
    }
    case "CartConverted":
      return cart.status === "locked" ? { ...cart, status: "converted" } : cannotFollow(event, cart)
  }
}
