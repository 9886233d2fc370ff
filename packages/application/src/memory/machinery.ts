import { Effect, Layer, Option } from "effect"
import { Catalog, Health, Idempotency, Leases, Numbering, Outbox, Transactions } from "../ports/index.ts"
import { Memory } from "./tables.ts"

/** An event that fails this often waits for a person. */
const PARKED_AFTER = 10

const outbox = Layer.effect(Outbox, Effect.gen(function*() {
  const memory = yield* Memory
  const transactions = yield* Transactions
  let position = 0
  const waiting = (now: number) => [...memory.outbox.values()].filter(({ attempts, notBefore }) => attempts < PARKED_AFTER && notBefore <= now)
  return Outbox.of({
    append: (events) => Effect.sync(() => {
      for (const happened of events) memory.outbox.set(++position, { position, happened, attempts: 0, notBefore: 0 })
    }),
    deliver: (limit, handle) => transactions.run(Effect.clockWith((clock) => Effect.suspend(() => {
      const taken = waiting(clock.currentTimeMillisUnsafe()).slice(0, limit)
      for (const { position } of taken) memory.outbox.delete(position)
      return taken.length === 0 ? Effect.succeed(0) : Effect.as(handle(taken.map(({ happened }) => happened)), taken.length)
    }))),
    postpone: (now) => Effect.sync(() => {
      const [first] = waiting(now)
      if (first) memory.outbox.set(first.position, { ...first, attempts: first.attempts + 1, notBefore: now + 1000 * 2 ** first.attempts })
    })
  })
}))

const idempotency = Layer.effect(Idempotency, Effect.map(Memory, ({ answers }) => Idempotency.of({
  claim: ({ caller, key }) => Effect.sync(() => Option.fromNullishOr(answers.get(`${caller} ${key}`))),
  answer: (claim, answer) => Effect.sync(() => void answers.set(`${claim.caller} ${claim.key}`, { ...claim, answer }))
})))

const numbering = Layer.effect(Numbering, Effect.map(Memory, ({ series }) => {
  const take = (name: string, count: number) => Effect.sync(() => {
    const first = (series.get(name) ?? 0) + 1
    series.set(name, first + count - 1)
    return first
  })
  return Numbering.of({ next: (name) => take(name, 1), take })
}))

const catalog = Layer.effect(Catalog, Effect.map(Memory, ({ catalog }) => Catalog.of({
  find: ({ productId, variantId }) => Effect.sync(() => {
    const variants = [...catalog.values()].filter((item) => item.productId === productId && (variantId === undefined || item.variantId === variantId))
    return variants.length === 1 ? variants[0] : undefined
  }),
  list: ({ after = "", limit }) => Effect.sync(() => [...catalog.values()].filter((item) => item.sku > after).sort((a, b) => a.sku < b.sku ? -1 : 1).slice(0, limit)),
  put: (items) => Effect.sync(() => {
    for (const item of items) catalog.set(item.variantId, item)
  })
})))

const leases = Layer.succeed(Leases, Leases.of({ exclusively: (_name, job) => Effect.as(job, true) }))

const health = Layer.succeed(Health, Health.of({ check: Effect.succeed([{ name: "memory", status: "up" }]) }))

/** Outbox, idempotency, numbers, catalog, leases and health, in maps. */
export const machineryMemory = Layer.mergeAll(outbox, idempotency, numbering, catalog, leases, health)
