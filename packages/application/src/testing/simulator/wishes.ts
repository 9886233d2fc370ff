import type { Addressed } from "@bahi/core/reactions"
import { Clock, Effect } from "effect"
import { Engine } from "../../execute/index.ts"
import { Memory } from "../../memory/memory.ts"
import type { Tables } from "../../memory/tables.ts"
import type { Dice } from "./dice.ts"
import { locksAround } from "./meddler.ts"
import { cartWishes } from "./wishes/cart.ts"
import { checkoutWishes } from "./wishes/checkout.ts"
import { moneyWishes } from "./wishes/money.ts"
import { orderWishes } from "./wishes/order.ts"
import { returnWishes } from "./wishes/return.ts"
import type { Wish } from "./wishes/wish.ts"

const wishes = [...cartWishes, ...checkoutWishes, ...orderWishes, ...moneyWishes, ...returnWishes] as unknown as ReadonlyArray<Wish>

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
      decide: (_states, at) => Effect.succeed(commands.map((command) => ({ to: kind, id, command: { ...command, at } }) as unknown as Addressed)),
      answer: () => Effect.void
    })
  })
})

/** A wish, and of whom: dice choose both, until one fits. */
const wishedOf = (dice: Dice, tables: Tables, now: number) => {
  const fresh = `wish-${dice.below(2 ** 31)}`
  for (let tries = 0; tries < 6; tries++) {
    const { of: kind, say, anew } = dice.pick(wishes)!
    const ids = [...tables.states[kind].keys()]
    const from = dice.below(ids.length)
    for (let i = 0; i < Math.min(ids.length, LOOKS); i++) {
      const id = ids[(from + i) % ids.length]!
      const { state } = tables.states[kind].get(id)!
      const said = say(state as never, { tables, now, fresh })
      if (said) return { kind, id: anew ? fresh : id, commands: [said].flat(), locks: locksAround(tables, kind, id, state, anew) }
    }
  }
  return undefined
}
const LOOKS = 30
