// A guest signs in: what was in the guest's cart is put to what is in the customer's.
import type { CartLine, CartPolicy, OpenedCart, SavedItem } from "./cart.ts"
import { isGift } from "./gift.ts"

type Contents = Pick<OpenedCart, "lines" | "saved">

/**
 * Everything of both: quantities added, up to the most that a line may have. What the cart has no room for is saved for later, so that
 * nothing is lost. Prices stay those of the cart that takes it in, and its gifts until the rules give anew.
 */
export const mergedContents = ({ maximumLines, maximumQuantity }: CartPolicy, mine: Contents, theirs: Contents): Contents => {
  const bought = mine.lines.filter((line) => !isGift(line))
  const lines = united(bought, theirs.lines, maximumQuantity)
  const room = Math.max(maximumLines, bought.length)
  const overflow = lines.slice(room).map(({ addedAt, ...line }): SavedItem => ({ ...line, savedAt: addedAt }))
  return {
    lines: [...lines.slice(0, room), ...mine.lines.filter(isGift)],
    saved: united(united(mine.saved, theirs.saved, maximumQuantity), overflow, maximumQuantity)
  }
}

/** One for each thing: what is there first, then what is new. */
const united = <Line extends Pick<CartLine, "item" | "quantity">>(there: ReadonlyArray<Line>, coming: ReadonlyArray<Line>, maximumQuantity: number): ReadonlyArray<Line> => {
  const lines = new Map(there.map((line) => [line.item.variantId, line]))
  for (const line of coming) {
    const present = lines.get(line.item.variantId)
    lines.set(line.item.variantId, present ? { ...present, quantity: Math.min(maximumQuantity, present.quantity + line.quantity) } : line)
  }
  return [...lines.values()]
}
