import type { VariantId } from "@bahi/core/id"
import { Cause, Clock, Effect, Exit, Layer, Logger } from "effect"
import { SecureRandom } from "effect/crypto"
import { TestClock } from "effect/testing"
import { Engine, Wake } from "../../execute/index.ts"
import { expireOrder, relayAll, sweep, workAll } from "../../index.ts"
import { paymentGatewayMemory } from "../../memory/gateway.ts"
import { webhookSenderMemory } from "../../memory/listener.ts"
import { Memory } from "../../memory/memory.ts"
import { ports } from "../../memory/ports.ts"
import { Catalog, Inventory, InvoiceRenderer, PaymentGateway, Shop } from "../../ports/index.ts"
import { shippingByTable } from "../../pricing/shipping.ts"
import { goods, testShipping } from "../fixtures.ts"
import { Dice } from "./dice.ts"
import { broken, ordersIn, unsettled } from "./invariants.ts"
import { playersOf } from "./players.ts"
import { transferAll } from "./staff.ts"
import { type Calls, refereed } from "./referee.ts"
import { shopOf } from "./shop.ts"
import { mortalTransactions, type Trouble, troubledGateway } from "./trouble.ts"

/** How a game ended: what it broke first, and after which steps. */
export interface Played {
  readonly seed: number
  /** Empty when every invariant held. */
  readonly broken: ReadonlyArray<string>
  /** What was done, and what came of it: refusals too. */
  readonly steps: ReadonlyArray<string>
}

const PIECES = 40
const HOUR = 60 * 60 * 1000

/**
 * Plays a shop in one process by dice: customers, the people of the shop, a gateway that is away and loses answers, webhooks that
 * come late and twice, a clock that jumps, and processes that die between any two steps. After each step the invariants must
 * hold; when trouble is over and time has passed, everything must be settled. The same seed plays the same game.
 */
export const simulate = (seed: number, steps: number): Effect.Effect<Played> => {
  const dice = new Dice(seed)
  const trouble: Trouble = { kills: dice.below(4), faults: dice.below(15) }
  const told: Array<string> = []
  const calls: Calls = []

  const game = Effect.gen(function*() {
    const { see } = yield* Memory
    const received = yield* stocked
    const players = Object.entries(playersOf(dice, calls)).flatMap(([name, [weight, move]]) => Array.from({ length: weight }, () => ({ name, move })))
    for (let step = 0; step < steps; step++) {
      const { name, move } = dice.pick(players)!
      const outcome = yield* Effect.exit(move)
      const ended = endOf(outcome)
      told.push(`${step} ${name}: ${ended.said}`)
      const found = calls.length > 0 ? calls : [...(ended.isBug ? [`${name} ${ended.said}`] : []), ...(yield* see((tables) => broken(tables, received)))]
      if (found.length > 0) return found
    }
    trouble.kills = 0
    trouble.faults = 0
    yield* calm
    const gateway = yield* PaymentGateway
    const ids = yield* see((tables) => [...tables.states.payment.values()].flatMap(({ state }) => state.status !== "unopened" && state.gatewayOrderId !== undefined ? [state.gatewayOrderId] : []))
    const kept = new Map<string, number>()
    for (const id of ids) {
      const payments = yield* gateway.fetchPayments(id)
      kept.set(id, payments.reduce((sum, { amount, amountRefunded, status }) => status === "captured" || status === "refunded" ? sum + amount - amountRefunded : sum, 0))
    }
    return yield* see((tables) => [...calls, ...broken(tables, received), ...unsettled(tables, (id) => kept.get(id) ?? 0)])
  })

  return Effect.provide(game, worldOf(dice, trouble, calls)).pipe(
    Effect.exit,
    Effect.map((played) => ({ seed, broken: Exit.isSuccess(played) ? played.value : [`when trouble was over: ${endOf(played).said}`], steps: told }))
  )
}

const stocked = Effect.gen(function*() {
  const items = Object.values(goods)
  yield* (yield* Catalog).put(items)
  const pieces = items.flatMap((item) => "components" in item ? [] : [{ variantId: item.variantId, quantity: PIECES }])
  yield* (yield* Inventory).receive(pieces, yield* Clock.currentTimeMillis)
  return new Map<VariantId, number>(pieces.map(({ variantId, quantity }) => [variantId, quantity]))
})

/** A day and a half without trouble: everything that waits has its time. */
const calm = Effect.gen(function*() {
  for (let hour = 0; hour < 36; hour++) {
    yield* TestClock.adjust(HOUR)
    yield* sweep()
    do yield* transferAll
    while ((yield* relayAll()) + (yield* workAll()) > 0)
  }
  const { see } = yield* Memory
  for (const { orderId } of yield* see((tables) => ordersIn(tables).filter(({ status }) => status === "pending"))) yield* expireOrder(orderId)
})

const endOf = (outcome: Exit.Exit<unknown, unknown>): { readonly said: string; readonly isBug: boolean } => {
  if (Exit.isSuccess(outcome)) return { said: "done", isBug: false }
  if (Cause.hasInterruptsOnly(outcome.cause)) return { said: "killed", isBug: false }
  const defect = outcome.cause.reasons.find(Cause.isDieReason)
  if (defect) return { said: `died of ${String(defect.defect)}`, isBug: true }
  const error = outcome.cause.reasons.find(Cause.isFailReason)?.error as { readonly _tag: string; readonly refusal?: { readonly code: string } }
  return { said: error.refusal?.code ?? error._tag, isBug: false }
}

const worldOf = (dice: Dice, trouble: Trouble, calls: Calls) => {
  const storage = mortalTransactions(dice, trouble).pipe(Layer.provideMerge(ports), Layer.provideMerge(Memory.layer))
  const gateway = troubledGateway(dice, trouble).pipe(Layer.provideMerge(paymentGatewayMemory))
  return refereed(calls).pipe(
    Layer.provideMerge(Engine.layer),
    Layer.provideMerge(Layer.mergeAll(
      storage, gateway, webhookSenderMemory, Wake.layer, shippingByTable(testShipping),
      Layer.succeed(SecureRandom.SecureRandom, SecureRandom.make((size) => dice.bytes(size))),
      Layer.succeed(InvoiceRenderer, InvoiceRenderer.of({ render: () => Effect.succeed(new Uint8Array()) }))
    )),
    Layer.provideMerge(Layer.succeed(Shop, shopOf(dice))),
    Layer.provideMerge(Layer.mergeAll(TestClock.layer(), Logger.layer([])))
  )
}
