import { run } from "@bahi/core/machine"
import { type Addressed, type Commands, type Events, type Kind, kinds } from "@bahi/core/reactions"
import { Effect, Layer } from "effect"
import { Engine, type Loaded } from "../../execute/index.ts"
import { type Machines, machinesOf } from "../../execute/machines.ts"
import { Refused, Shop, type ShopOptions, type States } from "../../ports/index.ts"
import { cartLaws, cartTold } from "./referee/cart.ts"
import { checkoutLaws, checkoutTold } from "./referee/checkout.ts"
import { invoiceLaws } from "./referee/invoice.ts"
import type { Laws, Told, Verdict } from "./referee/law.ts"
import { orderLaws, orderTold } from "./referee/order.ts"
import { paymentLaws } from "./referee/payment.ts"
import { refundLaws } from "./referee/refund.ts"
import { returnLaws, returnTold } from "./referee/return.ts"

const laws: { readonly [K in Kind]: Laws<K> } = { cart: cartLaws, checkout: checkoutLaws, order: orderLaws, payment: paymentLaws, refund: refundLaws, return: returnLaws, invoice: invoiceLaws }
const told: { readonly [K in Kind]: Told<K> } = { cart: cartTold, checkout: checkoutTold, order: orderTold, payment: {}, refund: {}, return: returnTold, invoice: {} }

/** Sentences that something broke, with what broke them. */
export type Calls = Array<string>

/**
 * Looks on while everybody plays, and knows the rules in words of its own: what must have been true for each thing that happened,
 * and of each thing that was said and not refused. It calls at once, though the rest may be refused, or the process die before it commits.
 */
export const refereed = (calls: Calls) => Layer.effect(Engine, Effect.gen(function*() {
  const { execute } = yield* Engine
  const shop = yield* Shop
  const { heard, happened } = refereeOf(shop)
  const call = (look: () => ReadonlyArray<string>) => Effect.suspend(() => {
    calls.push(...look())
    return calls.length === 0 ? Effect.void : Effect.die(calls[0])
  })
  return Engine.of({
    execute: (work) => execute({
      ...work,
      plan: Effect.map(work.plan, (plan) => ({
        ...plan,
        decide: (states, at) => Effect.tap(plan.decide(states, at), (commands) => call(() => heard(states, commands))),
        answer: (states, at) => Effect.andThen(call(() => happened(states, at)), plan.answer(states, at))
      }))
    }).pipe(Effect.tapError((error) => call(() => error instanceof Refused ? unexplained(error.refusal) : [])))
  })
}))

const refereeOf = (shop: ShopOptions) => {
  const machines = machinesOf(shop)

  /** Each event is judged on what stood just before it. */
  const judged = <K extends Kind>(kind: K, before: States[K], events: ReadonlyArray<Events[K]>): ReadonlyArray<string> => {
    let state = before
    return events.flatMap((event) => {
      const law = (laws[kind] as Readonly<Record<string, Law | undefined>>)[event.type]
      const found = wrong(`${kind}: ${event.type}`, law?.({ before: state, event, shop }))
      state = machines[kind].evolve(state, event)
      return found
    })
  }

  /** What was said, as its machine answers it, whatever follows. */
  const heard = (states: Loaded, commands: ReadonlyArray<Addressed>): ReadonlyArray<string> => {
    const stands = new Map<string, States[Kind]>()
    return commands.flatMap(({ to, id, command }) => {
      const before = stands.get(id) ?? states.state(to, id)
      const outcome = run(machines[to] as Machines["order"], before as States["order"], command as Commands["order"])
      if (!outcome.ok) return []
      stands.set(id, outcome.value.state)
      const law = (told[to] as Readonly<Record<string, Law | undefined>>)[command.type]
      return [...wrong(`${to}: ${command.type}`, law?.({ before, after: outcome.value.state, command, shop })), ...judged(to, before, outcome.value.events as ReadonlyArray<never>)]
    })
  }

  /** All that happened in a unit of work, what follows by itself too. */
  const happened = (states: Loaded, at: number): ReadonlyArray<string> =>
    kinds.flatMap(<K extends Kind>(kind: K) => states.changes(kind, { kind: "system" }, at).flatMap(({ before, events }) => judged(kind, before, events)))

  return { heard, happened }
}

type Law = (seen: object) => Verdict

/** Of the sentences about this, those that do not hold. */
export const wrong = (what: string, verdict: Verdict | undefined): ReadonlyArray<string> =>
  Object.entries(verdict ?? {}).flatMap(([sentence, holds]) => holds ? [] : [`${what}, but it is not true that ${sentence}`])

/** A refusal carries the facts that a screen needs to explain it. */
const unexplained = (refusal: { readonly code: string }): ReadonlyArray<string> =>
  wrong(`refused: ${refusal.code}`, { "a refusal knows its facts": Object.values(refusal).every((fact) => fact !== undefined && !Number.isNaN(fact)) })
