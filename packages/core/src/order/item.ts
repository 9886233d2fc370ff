import { demandsOf } from "../inventory/index.ts"
import type { OrderLine, OrderRefusal, Pieces, PlacedOrder } from "./order.ts"

/** Why these pieces cannot be meant: all of them before each of them, and then what `limit` says of a whole number from one up. */
export const itemsRefusal = (
  order: Pick<PlacedOrder, "lines">,
  items: ReadonlyArray<Pieces>,
  limit: (line: OrderLine, quantity: number) => OrderRefusal | undefined
): OrderRefusal | undefined => {
  if (items.length === 0) return { code: "no_items_named" }
  const named = new Set<string>()
  for (const { lineId } of items) {
    if (named.has(lineId)) return { code: "line_named_twice", lineId }
    named.add(lineId)
  }
  for (const { lineId, quantity } of items) {
    const line = order.lines.find((line) => line.lineId === lineId)
    if (!line) return { code: "order_line_not_found", lineId }
    // No whole number of pieces is more than there ever are.
    const refusal = limit(line, Number.isInteger(quantity) && quantity > 0 ? quantity : Infinity)
    if (refusal) return "quantity" in refusal ? { ...refusal, quantity } : refusal
  }
  return undefined
}

/** How many pieces of a line are among these. */
export const piecesIn = (items: ReadonlyArray<Pieces>, lineId: string): number => items.find((item) => item.lineId === lineId)?.quantity ?? 0

/** The stock of these pieces. */
export const demandsFor = ({ lines }: Pick<PlacedOrder, "lines">, items: ReadonlyArray<Pieces>) =>
  demandsOf(lines.map((line) => ({ ...line, quantity: piecesIn(items, line.lineId) })).filter(({ quantity }) => quantity > 0))
