import { demandsOf, isGift, type Item, lineCountOf, takenBy, unitCountOf } from "@bahi/core/cart"
import type { Demand } from "@bahi/core/inventory"
import { Effect } from "effect"
import { type Availability, Inventory, type OpenedCart, Shop } from "../ports/index.ts"
import { price, totalsView } from "../pricing/pricing.ts"
import { itemView, soldView } from "../pricing/sold.ts"
import type { View } from "../schema/index.ts"

export type AnyCart = OpenedCart

/** The cart as its owner sees it: priced, with what the stock says of each line now. */
export const cartView = Effect.fnUntraced(function*(cart: AnyCart, now: number) {
  const shop = yield* Shop
  const inventory = yield* Inventory
  const quote = yield* price({ lines: cart.lines, codFee: "not_charged" })
  const demands = demandsOf(cart.lines)
  const stock = new Map((yield* inventory.availability(cart.cartId, demands.map((demand) => demand.variantId), now)).map((entry) => [entry.variantId, entry]))
  return {
    cartId: cart.cartId,
    status: cart.status,
    lines: cart.lines.map((line) => ({ itemId: line.lineId, ...soldView(line, line.lineId, quote.totals), isGift: isGift(line), stock: stockView(line.item, demands, stock) })),
    saved: cart.saved.map(({ lineId, item, quantity, savedAt }) => ({ itemId: lineId, ...itemView(item), quantity, savedAt })),
    ...countsOf(cart),
    totals: totalsView(shop, quote),
    expiresAt: cart.expiresAt
  } satisfies typeof View.Cart.Type
})

/** How many lines, and how many pieces. */
export const countsOf = (cart: AnyCart) => ({ lineCount: lineCountOf(cart), unitCount: unitCountOf(cart) })

/** A line has what the scarcest of its stock items has; a bundle has several, and other lines may take of the same. */
const stockView = (item: Item, demands: ReadonlyArray<Demand>, stock: ReadonlyMap<string, Availability>): (typeof View.CartLine.Type)["stock"] => {
  const parts = takenBy(item).map(({ quantity: each, variantId }) => {
    const { available, reserved, reservedUntil } = stock.get(variantId) ?? { available: 0, reserved: 0 }
    const demanded = demands.find((demand) => demand.variantId === variantId)?.quantity ?? 0
    return { free: Math.floor(available / each), isReserved: reserved >= demanded, isThere: available + reserved >= demanded, reservedUntil }
  })
  const until = parts.flatMap(({ reservedUntil }) => reservedUntil === undefined ? [] : [reservedUntil])
  return {
    status: parts.every((part) => part.isReserved) ? "reserved" : parts.every((part) => part.isThere) ? "available" : "insufficient",
    available: Math.min(...parts.map((part) => part.free)),
    ...(until.length === 0 ? {} : { reservedUntil: Math.min(...until) })
  }
}
