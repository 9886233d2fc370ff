import type { CartCommand } from "@bahi/core/cart"
import { id, type Instant, type Owner } from "@bahi/core/id"
import { Clock, Effect, Option, type Redacted } from "effect"
import { claimOf } from "../caller/claim.ts"
import { actorOf, currentOwner, isOwner, newCartToken } from "../caller/guest.ts"
import { Engine, newId } from "../execute/index.ts"
import { price } from "../pricing/pricing.ts"
import { Carts, Catalog, CurrentCaller, NotFound, type OpenedCart, type Stored, Unauthenticated } from "../ports/index.ts"
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
  const fresh = isOwner(caller) ? undefined : yield* newCartToken
  const owner: Owner = isOwner(caller) ? caller : { kind: "guest", guestKey: fresh!.guestKey }
  const engine = yield* Engine
  const carts = yield* Carts
  const cart = yield* engine.execute({
    actor: actorOf(owner),
    // Before there is a token nothing tells one stranger's key from another's.
    idempotency: claimOf(owner, fresh ? undefined : idempotencyKey, "AddItem", input),
    plan: Effect.gen(function*() {
      const locked = fresh ? new Map<string, Stored<OpenedCart>>() : yield* carts.lockCurrentOf(owner)
      const current = [...locked.values()][0]?.state.cartId
      const cartId = current ?? (yield* newId<"cart">())
      // What was kept for later comes along from the cart before.
      const last = current || fresh ? undefined : yield* carts.lastOf(owner)
      if (owner.kind === "guest" && !fresh && !current && !last) return yield* new Unauthenticated({ code: "cart_token_unknown" })
      const before = last && (yield* carts.read([last])).get(last)?.state
      const saved = before && before.status !== "unopened" ? before.saved : []
      const lineId = yield* newId<"cart_line">()
      return {
        lock: {},
        locked: { cart: locked },
        decide: (_states, at) => {
          const add = { to: "cart", id: cartId, command: { type: "AddItem", lineId, item, quantity: input.quantity, at } } as const
          return Effect.succeed(current ? [add] : [{ to: "cart", id: cartId, command: { type: "Open", cartId, owner, saved, at } }, add])
        },
        answer: (states) => priced(states.state("cart", cartId) as AnyCart)
      }
    })
  })
  return { cart: yield* cartView(cart, yield* Clock.currentTimeMillis), token: Option.map(Option.fromNullishOr(fresh), ({ token }) => token) } satisfies Added
})

/** Changes the quantity of a line (C02); the reservation follows. */
export const changeQuantity = (itemId: string, { quantity }: typeof Input.ChangeQuantity.Type) =>
  change((_cart, at) => Effect.succeed({ type: "ChangeQuantity", lineId: id<"cart_line">(itemId), quantity, at }))

/** Removes a line (C03); its reservation is let go. */
export const removeItem = (itemId: string) => change((_cart, at) => Effect.succeed({ type: "RemoveItem", lineId: id<"cart_line">(itemId), at }))

/** Keeps a line for later (C10); its reservation is let go. */
export const saveForLater = (itemId: string) => change((_cart, at) => Effect.succeed({ type: "SaveForLater", lineId: id<"cart_line">(itemId), at }))

/** Takes what was kept back into the cart (C10). Refused when the stock no longer suffices. */
export const moveToCart = (itemId: string) => change((_cart, at) => Effect.succeed({ type: "MoveToCart", lineId: id<"cart_line">(itemId), at }))

/** Drops what was kept. */
export const removeSaved = (itemId: string) => change((_cart, at) => Effect.succeed({ type: "RemoveSaved", lineId: id<"cart_line">(itemId), at }))

/** The cart with stock and totals (C04). */
export const getCart = Effect.fn("cart.get")(function*() {
  return yield* cartView(yield* readCart(yield* currentOwner), yield* Clock.currentTimeMillis)
})

/** What a cart symbol shows (C14). */
export const getMiniCart = Effect.fn("cart.mini")(function*() {
  const cart = yield* readCart(yield* currentOwner)
  const { totals } = yield* price({ lines: cart.lines, codFee: "not_charged" })
  return { ...countsOf(cart), grandTotal: totals.grandTotal, currency: "INR" } satisfies typeof View.MiniCart.Type
})

/** One change of the caller's cart, and the cart as it stands afterwards. */
export const change = Effect.fn("cart.change")(function*<R>(command: (cart: AnyCart, at: Instant) => Effect.Effect<CartCommand, never, R>) {
  const owner = yield* currentOwner
  const engine = yield* Engine
  const cart = yield* engine.execute({
    actor: actorOf(owner),
    plan: Effect.gen(function*() {
      const locked = yield* (yield* Carts).lockCurrentOf(owner)
      const [current] = locked.values()
      if (current === undefined) return yield* new NotFound({ what: "cart" })
      const { cartId } = current.state
      return {
        lock: {},
        locked: { cart: locked },
        decide: (states, at) => Effect.map(command(states.state("cart", cartId) as AnyCart, at), (command) => [{ to: "cart", id: cartId, command }]),
        answer: (states) => priced(states.state("cart", cartId) as AnyCart)
      }
    })
  })
  return yield* cartView(cart, yield* Clock.currentTimeMillis)
})

/** A cart that can be priced. What the stock has for it is asked when nothing waits for the answer. */
const priced = (cart: AnyCart) => Effect.as(price({ lines: cart.lines, codFee: "not_charged" }), cart)

const findItem = Effect.fnUntraced(function*({ productId, variantId }: typeof Input.AddItem.Type) {
  const catalog = yield* Catalog
  const item = yield* catalog.find({ productId: id<"product">(productId), ...(variantId === undefined ? {} : { variantId: id<"variant">(variantId) }) })
  return item ?? (yield* new NotFound({ what: "product" }))
})

/** The owner's cart, as it stands now. */
export const readCart = Effect.fnUntraced(function*(owner: Owner) {
  const [current] = (yield* (yield* Carts).currentOf(owner)).values()
  return current === undefined ? yield* new NotFound({ what: "cart" }) : current.state
})
