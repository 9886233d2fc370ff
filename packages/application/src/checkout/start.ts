import { demandsOf } from "@bahi/core/cart"
import { Effect } from "effect"
import { claimOf } from "../caller/claim.ts"
import { currentGuest, guest } from "../caller/guest.ts"
import type { AnyCart } from "../cart/view.ts"
import { Engine, newId } from "../execute/index.ts"
import { Carts, Checkouts, NotFound } from "../ports/index.ts"
import type { Input } from "../schema/index.ts"
import { checkoutView, type AnyCheckout } from "./session.ts"

/**
 * Opens the session of the guest's cart (K01, K11), and holds its stock for the length of a checkout. Asked again with the
 * same email and phone it answers the session that is open; with others it opens a new one in its place.
 */
export const startCheckout = Effect.fn("checkout.start")(function*(contact: typeof Input.StartCheckout.Type, idempotencyKey?: string) {
  const { guestKey } = yield* currentGuest
  const engine = yield* Engine
  const carts = yield* Carts
  const checkouts = yield* Checkouts
  return yield* engine.execute({
    actor: guest,
    idempotency: yield* claimOf(guestKey, idempotencyKey, "StartCheckout", contact),
    plan: Effect.gen(function*() {
      const cartId = yield* carts.currentOf(guestKey)
      if (!cartId) return yield* new NotFound({ what: "cart" })
      const open = yield* checkouts.openOf(cartId)
      const earlier = open && (yield* checkouts.read([open])).get(open)?.state
      const checkoutId = yield* newId<"checkout">()
      // An order that waits for its payment keeps its session, whoever asks and however late.
      const resumes = (at: number) =>
        earlier !== undefined && "email" in earlier &&
        (("orderId" in earlier && earlier.orderId !== undefined) || (earlier.email === contact.email && earlier.phone === contact.phone && at <= earlier.expiresAt))
      return {
        lock: { cart: [cartId], ...(open ? { checkout: [open] } : {}) },
        decide: (states, at) => {
          if (open && resumes(at)) return Effect.succeed([])
          const cart = states.state("cart", cartId) as AnyCart
          const demands = demandsOf(cart.lines)
          return Effect.succeed([
            ...(open ? [{ to: "checkout", id: open, command: { type: "Expire", at } } as const] : []),
            { to: "checkout", id: checkoutId, command: { type: "Start", checkoutId, cartId, guestKey, ...contact, demands, at } }
          ])
        },
        answer: (states, at) =>
          checkoutView(states.state("checkout", open && resumes(at) ? open : checkoutId) as AnyCheckout, states.state("cart", cartId) as AnyCart)
      }
    })
  })
})
