import { cannotFollow } from "../machine.ts"
import type { Cart, CartEvent } from "./cart.ts"
import { isGift } from "./gift.ts"

export const evolve = (cart: Cart, event: CartEvent): Cart => {
  if (event.type === "CartOpened") {
    const { cartId, owner, currency, saved, expiresAt, at } = event
    return cart.status === "unopened" ? { status: "active", cartId, owner, currency, lines: [], saved, absorbed: [], openedAt: at, expiresAt } : cannotFollow(event, cart)
  }
  if (event.type === "CartConverted") return cart.status === "locked" ? { ...cart, status: "converted" } : cannotFollow(event, cart)
  if (event.type === "CartUnlocked") {
    if (cart.status !== "locked") return cannotFollow(event, cart)
    const { orderId: _, ...opened } = cart
    return { ...opened, status: "active" }
  }
  if (cart.status !== "active") return cannotFollow(event, cart)
  const linesBut = (lineId: string) => cart.lines.filter((line) => line.lineId !== lineId)
  const savedBut = (lineId: string) => cart.saved.filter((saved) => saved.lineId !== lineId)

  switch (event.type) {
    case "CartItemAdded":
      return { ...cart, lines: [...cart.lines, event.line] }
    case "CartQuantityChanged":
      return { ...cart, lines: cart.lines.map((line) => line.lineId === event.lineId ? { ...line, quantity: event.quantity } : line) }
    case "CartItemRemoved":
      return { ...cart, lines: linesBut(event.lineId) }
    case "CartItemSaved":
      return { ...cart, lines: linesBut(event.lineId), saved: putIn(cart.saved, event.saved) }
    case "CartItemMovedBack":
      return { ...cart, lines: putIn(cart.lines, event.line), saved: savedBut(event.lineId) }
    case "CartSavedRemoved":
      return { ...cart, saved: savedBut(event.lineId) }
    case "CartGiftsApplied":
      return { ...cart, lines: [...cart.lines.filter((line) => !isGift(line)), ...event.gifts] }
    case "CartChangesAccepted":
      return { ...cart, lines: event.lines }
    case "CartAbsorbed":
      return { ...cart, lines: event.lines, saved: event.saved, absorbed: [...cart.absorbed, event.from] }
    // Nothing stays behind: a line is in one cart only.
    case "CartMerged":
      return { ...cart, status: "merged", lines: [], saved: [], into: event.into, mergedAt: event.at }
    case "CartLocked":
      return { ...cart, status: "locked", orderId: event.orderId }
    case "CartAbandoned":
      return { ...cart, status: "abandoned", because: event.because, abandonedAt: event.at }
  }
}

/** In the place of the one that bears its id, or at the end. */
const putIn = <Line extends { readonly lineId: string }>(lines: ReadonlyArray<Line>, line: Line): ReadonlyArray<Line> =>
  lines.some(({ lineId }) => lineId === line.lineId) ? lines.map((other) => other.lineId === line.lineId ? line : other) : [...lines, line]
