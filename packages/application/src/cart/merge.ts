import type { CartId } from "@bahi/core/id"
import type { Redacted } from "effect"
import { Effect } from "effect"
import { actorOf, currentOwner, guestKeyOf } from "../caller/guest.ts"
import { Engine, newId } from "../execute/index.ts"
import { Carts, NotFound, Unauthenticated } from "../ports/index.ts"
import { type AnyCart, cartView } from "./view.ts"

/**
 * Merges the cart of a guest into that of the customer who signed in (C12): quantities are added up to what a line may hold,
 * and the stock that was held goes along. Whoever holds the guest's token may merge it; said again, nothing more happens.
 */
export const mergeCart = Effect.fn("cart.merge")(function*(token: Redacted.Redacted) {
  const owner = yield* currentOwner
  if (owner.kind !== "customer") return yield* new Unauthenticated({ code: "customer_not_signed_in" })
  const guest = { kind: "guest", guestKey: guestKeyOf(token) } as const
  const carts = yield* Carts
  const engine = yield* Engine
  return yield* engine.execute({
    actor: actorOf(owner),
    plan: Effect.gen(function*() {
      const from = yield* carts.lastOf(guest)
      if (from === undefined) return yield* new NotFound({ what: "cart" })
      const [current] = (yield* carts.currentOf(owner)).values()
      const into: CartId = current?.state.cartId ?? (yield* newId<"cart">())
      return {
        lock: { cart: current === undefined ? [from] : [from, into] },
        decide: (states, at) => {
          const theirs = states.state("cart", from)
          // Merged already, by whoever asked first.
          if (theirs.status === "merged") return Effect.succeed([])
          const merge = { to: "cart", id: from, command: { type: "MergeInto", into, at } } as const
          return Effect.succeed(current === undefined ? [{ to: "cart", id: into, command: { type: "Open", cartId: into, owner, at } } as const, merge] : [merge])
        },
        answer: Effect.fnUntraced(function*(states, at) {
          const merged = states.state("cart", from)
          const cartId = merged.status === "merged" ? merged.into : into
          const cart = states.state("cart", cartId)
          const stored = cart.status === "unopened" ? (yield* carts.read([cartId])).get(cartId)?.state : cart
          return yield* cartView(stored as AnyCart, at)
        })
      }
    })
  })
})

