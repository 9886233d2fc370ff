import type { Cart } from "@bahi/core/cart"
import { Effect } from "effect"
import { type Availability, Inventory, Shop } from "../ports/index.ts"
import { price, totalsView } from "../pricing/pricing.ts"
import { soldView } from "../pricing/sold.ts"
import type { View } from "../schema/index.ts"

export type AnyCart = Exclude<Cart, { readonly status: "unopened" }>

/** The cart as its owner sees it: priced, with what the stock says of each line now. */
export const cartView = Effect.fnUntraced(function*(cart: AnyCart, now: number) {
  const shop = yield* Shop
  const inventory = yield* Inventory
  const quote = yield* price({ lines: cart.lines, codFee: "not_charged" })
  const stock = new Map((yield* inventory.availability(cart.cartId, cart.lines.map((line) => line.item.variantId), now)).map((entry) => [entry.variantId, entry]))
  return {
    cartId: cart.cartId,
    status: cart.status,
    lines: cart.lines.map((line) => ({ itemId: line.lineId, ...soldView(line, line.lineId, quote.totals), stock: stockView(line.quantity, stock.get(line.item.variantId)) })),
    ...countsOf(cart),
    totals: totalsView(shop, quote),
    expiresAt: cart.expiresAt
  } satisfies typeof View.Cart.Type
})

/** How many lines, and how many pieces. */
export const countsOf = ({ lines }: AnyCart) => ({ lineCount: lines.length, unitCount: lines.reduce((units, line) => units + line.quantity, 0) })

const stockView = (quantity: number, entry: Availability | undefined): (typeof View.CartLine.Type)["stock"] => {
  const { available, reserved } = entry ?? { available: 0, reserved: 0 }
  const status = reserved >= quantity ? "reserved" : available + reserved >= quantity ? "available" : "insufficient"
  return { status, available, ...(entry?.reservedUntil === undefined ? {} : { reservedUntil: entry.reservedUntil }) }
}
