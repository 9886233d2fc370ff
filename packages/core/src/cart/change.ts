// What changed between a cart and its shop since it was filled: shown line by line, and accepted before checkout.
import type { CartLineId, VariantId } from "../id.ts"
import { type Demand, takenBy } from "../inventory/index.ts"
import type { Money } from "../money/index.ts"
import type { CartLine, CartPolicy, OpenedCart } from "./cart.ts"
import { isGift } from "./gift.ts"
import type { Item } from "./item.ts"

/** The shop today, as far as a cart needs it. */
export interface Today {
  /** What is sold; what is not among them is gone from the catalog. */
  readonly items: ReadonlyArray<Pick<Item, "variantId" | "unitPrice" | "unitMrp">>
  /** How many of each stock item the cart may have: what is free and what it holds. There are none of what is not named. */
  readonly available: ReadonlyArray<Demand>
}

interface Price {
  readonly unitPrice: Money
  readonly unitMrp: Money
}

/** One thing that changed of one line. A line may have a new price and a shortage. */
export type LineChange =
  | { readonly kind: "price"; readonly lineId: CartLineId; readonly was: Price; readonly now: Price }
  | { readonly kind: "gone"; readonly lineId: CartLineId }
  | { readonly kind: "shortage"; readonly lineId: CartLineId; readonly quantity: number; readonly available: number }

/**
 * What changed of each line, in their order. Lines that share a stock item take of it one after another. Gifts are left out: they are
 * given anew by rule.
 */
export const changesOf = ({ priceChange }: Pick<CartPolicy, "priceChange">, { lines }: Pick<OpenedCart, "lines">, today: Today): ReadonlyArray<LineChange> => {
  const items = new Map(today.items.map((item) => [item.variantId, item]))
  const left = new Map<VariantId, number>(today.available.map(({ variantId, quantity }) => [variantId, quantity]))
  return lines.filter((line) => !isGift(line)).flatMap(({ lineId, item, quantity }): ReadonlyArray<LineChange> => {
    const now = items.get(item.variantId)
    if (now === undefined) return [{ kind: "gone", lineId }]
    const available = Math.min(quantity, ...takenBy(item).map((each) => piecesOf(left.get(each.variantId) ?? 0, each.quantity)))
    for (const each of takenBy(item)) left.set(each.variantId, (left.get(each.variantId) ?? 0) - each.quantity * available)
    return [
      ...(priceChange === "keep" || samePrice(item, now) ? [] : [{ kind: "price" as const, lineId, was: priceOf(item), now: priceOf(now) }]),
      ...(available === quantity ? [] : [{ kind: "shortage" as const, lineId, quantity, available }])
    ]
  })
}

/** How many pieces can be made of so many in stock, each of which takes so many. */
const piecesOf = (left: number, each: number): number => Math.max(0, Math.floor(left / each))

const priceOf = ({ unitPrice, unitMrp }: Price): Price => ({ unitPrice, unitMrp })
const samePrice = (one: Price, other: Price): boolean => one.unitPrice === other.unitPrice && one.unitMrp === other.unitMrp

/** Those that need nobody's word: the new prices of a shop where today's hold without asking. */
export const unaskedOf = ({ priceChange }: Pick<CartPolicy, "priceChange">, changes: ReadonlyArray<LineChange>): ReadonlyArray<LineChange> =>
  priceChange === "update" ? changes.filter(({ kind }) => kind === "price") : []

/** Whether what was shown is what holds. */
export const sameChange = (one: LineChange, other: LineChange): boolean => {
  if (one.lineId !== other.lineId) return false
  switch (one.kind) {
    case "price":
      return other.kind === "price" && samePrice(one.was, other.was) && samePrice(one.now, other.now)
    case "gone":
      return other.kind === "gone"
    case "shortage":
      return other.kind === "shortage" && one.quantity === other.quantity && one.available === other.available
  }
}

/** Those that were accepted and do not hold, or no longer as they were shown. */
export const movedOf = (accepted: ReadonlyArray<LineChange>, changes: ReadonlyArray<LineChange>): ReadonlyArray<LineChange> => {
  const holding = byLine(changes)
  return accepted.filter((each) => !(holding.get(each.lineId) ?? []).some((change) => sameChange(change, each)))
}

const byLine = (changes: ReadonlyArray<LineChange>): ReadonlyMap<CartLineId, ReadonlyArray<LineChange>> => {
  const lines = new Map<CartLineId, Array<LineChange>>()
  for (const change of changes) lines.set(change.lineId, [...lines.get(change.lineId) ?? [], change])
  return lines
}

/** The lines once these changes are accepted: at the new price, with as many as there are, without what is gone. */
export const linesAfter = (lines: ReadonlyArray<CartLine>, accepted: ReadonlyArray<LineChange>): ReadonlyArray<CartLine> => {
  const holding = byLine(accepted)
  return lines.map((line) => (holding.get(line.lineId) ?? []).reduce(changed, line)).filter(({ quantity }) => quantity > 0)
}

const changed = (line: CartLine, change: LineChange): CartLine => {
  switch (change.kind) {
    case "price":
      return { ...line, item: { ...line.item, ...change.now } }
    case "gone":
      return { ...line, quantity: 0 }
    case "shortage":
      return { ...line, quantity: change.available }
  }
}
