import type { Instant } from "@bahi/core/id"
import type { OrderCommand, PlacedOrder } from "@bahi/core/order"
import { Effect } from "effect"
import { Engine } from "../execute/index.ts"
import { type Actor, type IdempotencyClaim, Shop } from "../ports/index.ts"
import { locksOf, paymentOf } from "./find.ts"
import { orderView } from "./view.ts"

/** Who wants something of which order, and what: nothing where it stands as it is wanted already. */
interface Wish<E, R, CommandR> {
  readonly actor: Actor
  readonly idempotency: IdempotencyClaim | undefined
  readonly find: Effect.Effect<PlacedOrder, E, R>
  readonly command: (order: PlacedOrder, at: Instant) => Effect.Effect<OrderCommand | undefined, never, CommandR>
}

/** One command for an order, with all that moves with it; answers the order as it stands then. */
export const commandOrder = Effect.fn("order.command")(function*<E, R, CommandR>({ actor, idempotency, find, command }: Wish<E, R, CommandR>) {
  const engine = yield* Engine
  const shop = yield* Shop
  return yield* engine.execute({
    actor,
    idempotency,
    plan: Effect.map(find, (found) => {
      const { orderId } = found
      return {
        lock: locksOf(found),
        decide: (states, at) => Effect.map(command(states.state("order", orderId) as PlacedOrder, at), (command) => command === undefined ? [] : [{ to: "order", id: orderId, command }]),
        answer: (states) => {
          const order = states.state("order", orderId) as PlacedOrder
          return Effect.map(paymentOf(order, states), (payment) => orderView(shop, order, payment))
        }
      }
    })
  })
})
