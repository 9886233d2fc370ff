import type { Addressed, Kind } from "@bahi/core/reactions"
import { Clock, Effect } from "effect"
import { Engine } from "../../execute/index.ts"
import { Memory } from "../../memory/memory.ts"
import type { Tables } from "../../memory/tables.ts"
import type { Dice } from "./dice.ts"
import { ordersIn } from "./invariants.ts"
import { locksAround } from "./meddler.ts"
import { cartWishes } from "./wish/cart.ts"
import { checkoutWishes } from "./wish/checkout.ts"
import { moneyWishes } from "./wish/money.ts"
import { orderWishes } from "./wish/order.ts"
import { returnWishes } from "./wish/return.ts"
import type { Around, Wish } from "./wish/wish.ts"

const wishes: { readonly [kind in string]?: ReadonlyArray<Wish> } = Object.groupBy([...cartWishes, ...checkoutWishes, ...orderWishes, ...moneyWishes, ...returnWishes], ({ of }) => of)
const kinds = ["cart", "cart", "checkout", "checkout", "order", "order", "order", "order", "payment", "refund", "return", "return", "invoice"] as const satisfies ReadonlyArray<Kind>

/** Somebody who wishes for what nobody may have: every wish has to be refused. */
export const wish = (dice: Dice) => Effect.gen(function*() {
  const now = yield* Clock.currentTimeMillis
  const wished = yield* (yield* Memory).see((tables) => wishedOf(dice, tables, now))
  if (wished === undefined) return
  const { kind, id, commands, locks } = wished
  yield* (yield* Engine).execute({
    actor: { kind: "admin" },
    plan: Effect.succeed({
      lock: locks,
      decide: (_states, at) => Effect.succeed(commands.map((command) => ({ to: kind, id, command: { at, ...command } }) as unknown as Addressed)),
      answer: () => Effect.void
    })
  })
})

/** A wish, and of whom: dice choose both, until one fits. */
const wishedOf = (dice: Dice, tables: Tables, now: number) => {
  const around: Around = { tables, now, fresh: `wish-${dice.below(2 ** 31)}` }
  const orders = ordersIn(tables)
  for (let tries = 0; tries < TRIES; tries++) {
    const kind = dice.pick(kinds)!
    const { about, say } = dice.pick(wishes[kind]!)!
    if (about === "something_new") {
      const order = dice.pick(orders)
      const commands = order && say(order, around)
      if (commands) return { kind, id: around.fresh, commands, locks: {} }
      continue
    }
    const ids = [...tables.states[kind].keys()]
    const from = dice.below(ids.length)
    for (let place = 0; place < Math.min(ids.length, LOOKS); place++) {
      const id = ids[(from + place) % ids.length]!
      const { state } = tables.states[kind].get(id)!
      const commands = say(state, around)
      if (commands) return { kind, id, commands, locks: locksAround(tables, kind, id, state) }
    }
  }
  return undefined
}
const TRIES = 6
const LOOKS = 30
