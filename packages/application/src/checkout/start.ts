import { changesOf, demandsOf, unaskedOf } from "@bahi/core/cart"
import type { Instant } from "@bahi/core/id"
import { Effect } from "effect"
import { claimOf } from "../caller/claim.ts"
import { actorOf, currentOwner } from "../caller/guest.ts"
import { todayFor } from "../cart/changes.ts"
import type { AnyCart } from "../cart/view.ts"
import { Engine, type Loaded, newId } from "../execute/index.ts"
import { Carts, Checkouts, NotFound, Shop } from "../ports/index.ts"
import type { Input } from "../schema/index.ts"
import { type AnyCheckout, checkoutView } from "./session.ts"

/**
 * Opens the session of the guest's cart (K01, K11), and holds its stock for the length of a checkout. Asked again with the
 * same email and phone it answers the session that is open; with others it opens a new one in its place.
 */
export const startCheckout = Effect.fn("checkout.start")(function*(contact: typeof Input.StartCheckout.Type, idempotencyKey?: string) {
  const owner = yield* currentOwner
  const engine = yield* Engine
  const shop = yield* Shop
  const carts = yield* Carts
  const checkouts = yield* Checkouts
  return yield* engine.execute({
    actor: actorOf(owner),
    idempotency: claimOf(owner, idempotencyKey, "StartCheckout", contact),
    plan: Effect.gen(function*() {
      const locked = yield* carts.lockCurrentOf(owner)
      const [current] = locked.values()
      if (!current) return yield* new NotFound({ what: "cart" })
      const { cartId } = current.state
      const open = yield* checkouts.openOf(cartId)
      const checkoutId = yield* newId<"checkout">()
      // The session that stands, as it is once it is locked. An order that waits for its payment keeps it, whoever asks and however late.
      const resumed = (states: Loaded, at: Instant) => {
        const earlier = open && states.state("checkout", open)
        if (!earlier || !("email" in earlier)) return undefined
        if ("orderId" in earlier && earlier.orderId !== undefined) return earlier
        return earlier.status !== "expired" && earlier.email === contact.email && earlier.phone === contact.phone && at <= earlier.expiresAt ? earlier : undefined
      }
      return {
        lock: open ? { checkout: [open] } : {},
        locked: { cart: locked },
        decide: Effect.fnUntraced(function*(states, at) {
          if (resumed(states, at)) return []
          const cart = states.state("cart", cartId)
          if (cart.status !== "active") return yield* new NotFound({ what: "cart" })
          const today = yield* todayFor(cart, at)
          const changes = changesOf(shop.cart, cart, today)
          const unasked = unaskedOf(shop.cart, changes)
          const replaces = open !== undefined && states.state("checkout", open).status !== "expired"
          return [
            ...(replaces ? [{ to: "checkout", id: open, command: { type: "Expire", because: "replaced", at } } as const] : []),
            ...(unasked.length > 0 ? [{ to: "cart", id: cartId, command: { type: "AcceptChanges", accepted: unasked, today, at } } as const] : []),
            { to: "checkout", id: checkoutId, command: { type: "Start", checkoutId, cartId, owner, ...contact, demands: demandsOf(cart.lines), changes: changes.filter((change) => !unasked.includes(change)), at } }
          ]
        }),
        answer: (states, at) =>
          checkoutView(resumed(states, at) ?? states.state("checkout", checkoutId) as AnyCheckout, states.state("cart", cartId) as AnyCart)
      }
    })
  })
})
