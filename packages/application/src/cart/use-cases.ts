import type { CartCommand } from "@bahi/core/cart"
import { type CartId, type GuestKey, id } from "@bahi/core/id"
import { Clock, Effect, Option, type Redacted } from "effect"
import { claimOf } from "../caller/claim.ts"
import { currentGuest, guest, newCartToken } from "../caller/guest.ts"
import { Engine, newId } from "../execute/index.ts"
import { price } from "../pricing/pricing.ts"
import { Carts, Catalog, CurrentCaller, NotFound, Unauthenticated } from "../ports/index.ts"
import type { Input, View } from "../schema/index.ts"
import { cartView, countsOf, type AnyCart } from "./view.ts"

/** What adding an item answers: the cart and, for a guest who had none, the token that opens it from now on. */
export interface Added {
  readonly cart: typeof View.Cart.Type
  readonly token: Option.Option<Redacted.Redacted>
}

/**
 * Adds a product (C01). The same variant adds to the line that is there. An anonymous caller gets a cart, and the token
 * that opens it. Fails with `NotFound` for an unknown product, and is refused when the stock does not suffice.
 */
export const addItem = Effect.fn("cart.addItem")(function*(input: typeof Input.AddItem.Type, idempotencyKey?: string) {
  const caller = yield* CurrentCaller
  const item = yield* findItem(input)
  const fresh = caller.kind === "guest" ? undefined : yield* newCartToken
  const guestKey = caller.kind === "guest" ? caller.guestKey : fresh!.guestKey
  const engine = yield* Engine
  const carts = yield* Carts
  const cart = yield* engine.execute({
    actor: guest,
    // Before there is a token nothing tells one stranger's key from another's.
    idempotency: yield* claimOf(guestKey, fresh ? undefined : idempotencyKey, "AddItem", input),
    plan: Effect.gen(function*() {
      const current = fresh ? undefined : yield* carts.currentOf(guestKey)
      if (!fresh && !current && !(yield* carts.knows(guestKey))) return yield* new Unauthenticated({ code: "cart_token_unknown" })
      const cartId = current ?? (yield* newId<"cart">())
      const lineId = yield* newId<"cart_line">()
      return {
        lock: { cart: current ? [current] : [] },
        decide: (_states, at) => {
          const add = { to: "cart", id: cartId, command: { type: "AddItem", lineId, item, quantity: input.quantity, at } } as const
          return Effect.succeed(current ? [add] : [{ to: "cart", id: cartId, command: { type: "Open", cartId, guestKey, at } }, add])
        },
        answer: (states, at) => cartView(states.state("cart", cartId) as AnyCart, at)
      }
    })
  })
  return { cart, token: Option.map(Option.fromNullishOr(fresh), ({ token }) => token) } satisfies Added
})

/** Changes the quantity of a line (C02); the reservation follows. */
export const changeQuantity = (itemId: string, { quantity }: typeof Input.ChangeQuantity.Type) =>
  change((at) => ({ type: "ChangeQuantity", lineId: id<"cart_line">(itemId), quantity, at }))

/** Removes a line (C03); its reservation is let go. */
export const removeItem = (itemId: string) => change((at) => ({ type: "RemoveItem", lineId: id<"cart_line">(itemId), at }))

/** The cart with stock and totals (C04). */
export const getCart = Effect.fn("cart.get")(function*() {
  return yield* cartView(yield* readCart((yield* currentGuest).guestKey), yield* Clock.currentTimeMillis)
})

/** What a cart symbol shows (C14). */
export const getMiniCart = Effect.fn("cart.mini")(function*() {
  const cart = yield* readCart((yield* currentGuest).guestKey)
  const { totals } = yield* price({ lines: cart.lines, codFee: "not_charged" })
  return { ...countsOf(cart), grandTotal: totals.grandTotal, currency: "INR" } satisfies typeof View.MiniCart.Type
})

const change = Effect.fn("cart.change")(function*(command: (at: number) => CartCommand) {
  const { guestKey } = yield* currentGuest
  const engine = yield* Engine
  return yield* engine.execute({
    actor: guest,
    plan: Effect.gen(function*() {
      const cartId = yield* currentCart(guestKey)
      return {
        lock: { cart: [cartId] },
        decide: (_states, at) => Effect.succeed([{ to: "cart", id: cartId, command: command(at) }]),
        answer: (states, at) => cartView(states.state("cart", cartId) as AnyCart, at)
      }
    })
  })
})

const findItem = Effect.fnUntraced(function*({ productId, variantId }: typeof Input.AddItem.Type) {
  const catalog = yield* Catalog
  const item = yield* catalog.find({ productId: id<"product">(productId), ...(variantId === undefined ? {} : { variantId: id<"variant">(variantId) }) })
  return item ?? (yield* new NotFound({ what: "product" }))
})

const currentCart = Effect.fnUntraced(function*(guestKey: GuestKey): Effect.fn.Return<CartId, NotFound, Carts> {
  const carts = yield* Carts
  return (yield* carts.currentOf(guestKey)) ?? (yield* new NotFound({ what: "cart" }))
})

/** This guest's cart, as it stands now. */
export const readCart = Effect.fnUntraced(function*(guestKey: GuestKey) {
  const carts = yield* Carts
  const cartId = yield* currentCart(guestKey)
  const cart = (yield* carts.read([cartId])).get(cartId)?.state
  return cart === undefined || cart.status === "unopened" ? yield* new NotFound({ what: "cart" }) : cart
})
