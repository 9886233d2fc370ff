import { type CartCommand, changesOf, demandsOf, isGift } from "@bahi/core/cart"
import { id, type Instant } from "@bahi/core/id"
import { Clock, Effect } from "effect"
import { currentOwner } from "../caller/guest.ts"
import { Catalog, Inventory, Shop } from "../ports/index.ts"
import type { Input, View } from "../schema/index.ts"
import { change, readCart } from "./use-cases.ts"
import type { AnyCart } from "./view.ts"

/** The shop today, as far as this cart needs it. */
export const todayFor = Effect.fnUntraced(function*(cart: AnyCart, now: Instant) {
  const { catalog, inventory } = { catalog: yield* Catalog, inventory: yield* Inventory }
  const items = yield* catalog.variants(cart.lines.filter((line) => !isGift(line)).map(({ item }) => item.variantId))
  const stock = yield* inventory.availability(cart.cartId, demandsOf(cart.lines).map(({ variantId }) => variantId), now)
  return { items, available: stock.map(({ variantId, available, reserved }) => ({ variantId, quantity: available + reserved })) }
})

/** What changed since the cart was filled, and nobody accepted (C15): prices, what is gone, and what the stock no longer has. */
export const validateCart = Effect.fn("cart.validate")(function*() {
  const cart = yield* readCart(yield* currentOwner)
  const shop = yield* Shop
  return { changes: changesOf(shop.cart, cart, yield* todayFor(cart, yield* Clock.currentTimeMillis)) } satisfies typeof View.CartChanges.Type
})

/** Accepts changes as they were shown (C15). Refused when they have moved meanwhile: then nobody has seen what holds now. */
export const acceptChanges = ({ changes }: typeof Input.AcceptChanges.Type) =>
  change((cart, at) => Effect.map(todayFor(cart, at), (today): CartCommand => ({ type: "AcceptChanges", accepted: changes.map((change) => ({ ...change, lineId: id<"cart_line">(change.lineId) })), today, at })))
