import { assert, type Vitest } from "@effect/vitest"
import type { Machine } from "@bahi/core/machine"
import type { Commands as CommandsOf, Events, Kind } from "@bahi/core/reactions"
import { anyWalk, type Commands, type Walk } from "@bahi/core/testing"
import { Effect } from "effect"
import fc from "fast-check"
import type { Contention, Repository, States, Transactions } from "../../ports/index.ts"
import { changeOf, type Driven, fresh, freshNumber, NOW, save } from "./specimens.ts"

/** What tells one kind of aggregate from another. */
export interface Specimens<K extends Kind, R> {
  readonly kind: K
  readonly repository: Effect.Effect<Repository<K>, never, R>
  readonly machine: Machine<States[K], CommandsOf[K], Events[K], any>
  readonly commands: Commands<CommandsOf[K]>
  /** Stores what the aggregate refers to, and says which stored id stands for which sample id. */
  readonly related: Effect.Effect<Readonly<Record<string, string>>, Contention, R | Transactions>
}

/** What every repository promises of its aggregates, whatever their kind. */
export const repositoryPromises = <K extends Kind, R>(it: Vitest.MethodsNonLive<R | Transactions>, { kind, repository, machine, commands, related }: Specimens<K, R>) => {
  const walks = anyWalk(machine, commands).map((walk) => stepsOf(walk)).filter((steps) => steps.length > 0)
  const statuses = Object.keys(machine.transitions).filter((status) => status !== machine.initial.status).sort()

  it.effect("what nobody saved is not there", () => Effect.gen(function*() {
    const { read, lock } = yield* repository
    assert.strictEqual((yield* read([])).size, 0)
    assert.strictEqual((yield* read([fresh(), fresh()])).size, 0)
    assert.strictEqual((yield* lock([fresh()])).size, 0)
  }))

  it.effect("reads back what was saved, in every status, however many steps a save takes in", () => Effect.gen(function*() {
    const seen = new Set<string>()
    const { read, lock } = yield* repository
    const whenSaved = Effect.fnUntraced(function*(sampled: ReadonlyArray<Driven<K>>, each: boolean) {
      const steps = realistic(sampled, yield* related)
      const id = idOf(kind, steps[0]!.after)
      // What was never stored with its details cannot be buried.
      const saves = each || steps.at(-1)!.after.status === "deleted" ? steps : [{ before: steps[0]!.before, after: steps.at(-1)!.after, events: steps.flatMap(({ events }) => events) }]
      for (const [version, step] of saves.entries()) {
        yield* save(repository, changeOf(id, version, step))
        const stored = (yield* read([id])).get(id)
        assert.deepStrictEqual(stored, { state: step.after, version: version + 1 })
        assert.deepStrictEqual((yield* lock([id])).get(id), stored)
        seen.add(step.after.status)
      }
    })
    const context = yield* Effect.context<R | Transactions>()
    const many = fc.sample(walks, { seed: 3, numRuns: 1_000 })
    const oneThroughEach = statuses.flatMap((status) => many.filter((steps) => steps.some(({ after }) => after.status === status)).slice(0, 1))
    yield* Effect.promise(() => fc.assert(
      fc.asyncProperty(walks, fc.boolean(), (steps, each) => Effect.runPromiseWith(context)(whenSaved(steps, each))),
      { numRuns: 40, endOnFailure: true, examples: oneThroughEach.map((steps) => [steps, true]) }))
    assert.deepStrictEqual([...seen].sort(), statuses)
  }), 60_000)

  it.effect("two writers of one version: the second is told, and changes nothing", () => Effect.gen(function*() {
    const [sampled] = fc.sample(walks.filter((steps) => steps.length > 1), { seed: 1, numRuns: 1 })
    const [first, second] = realistic(sampled!, yield* related)
    const id = idOf(kind, first!.after)
    yield* save(repository, changeOf(id, 0, first!))
    assert.deepInclude(yield* Effect.flip(save(repository, changeOf(id, 0, first!))), { _tag: "Contention" })
    yield* save(repository, changeOf(id, 1, second!))
    for (const stale of [0, 1, 3]) assert.deepInclude(yield* Effect.flip(save(repository, changeOf(id, stale, second!))), { _tag: "Contention" })
    assert.deepStrictEqual((yield* (yield* repository).read([id])).get(id), { state: second!.after, version: 2 })
  }))

  it.effect("reads and saves several at once", () => Effect.gen(function*() {
    const [sampled] = fc.sample(walks, { seed: 2, numRuns: 1 })
    const saved = yield* Effect.forEach([1, 2, 3], () => Effect.map(related, (known) => realistic(sampled!, known)[0]!))
    const ids = saved.map(({ after }) => idOf(kind, after))
    yield* save(repository, ...saved.map((step, place) => changeOf(ids[place]!, 0, step)))
    assert.deepStrictEqual(yield* (yield* repository).read([...ids, fresh()]), new Map(saved.map(({ after }, place) => [ids[place]!, { state: after, version: 1 }])))
  }))
}

const idOf = (kind: Kind, state: object): string => (state as Record<string, string>)[`${kind}Id`]!

// What nothing happened to is not saved. A quote of other lines than the order's is no quote of this order: the walk ends there.
const stepsOf = <S extends { readonly status: string }, C, E extends { readonly type: string }>({ steps }: Walk<S, C, E>) => {
  const done = steps.filter(({ events }) => events.length > 0)
  const strange = done.findIndex(({ state }) => "quote" in state && !sameLines(state as never))
  return (strange < 0 ? done : done.slice(0, strange)).map(({ before, state, events }) => ({ before, after: state, events }))
}

const sameLines = ({ lines, quote }: { readonly lines: ReadonlyArray<{ readonly lineId: string }>; readonly quote: { readonly totals: { readonly lines: ReadonlyArray<{ readonly id: string }> } } }) =>
  lines.map(({ lineId }) => lineId).join() === quote.totals.lines.map(({ id }) => id).join()

/** The same steps as a shop would meet them: with ids that nobody has, numbers given once, and dates of this century. */
const realistic = <A>(sampled: A, known: Readonly<Record<string, string>>): A => {
  const names = new Map(Object.entries(known))
  const translated = new Map<object, object>()
  const named = (sample: string, make: () => string) => names.get(sample) ?? names.set(sample, make()).get(sample)!
  const translate = (value: unknown, key = ""): unknown => {
    if (typeof value === "string") return SAMPLE_ID.test(value) ? named(value, fresh) : SAMPLE_NUMBER.test(value) ? named(value, freshNumber) : value
    if (typeof value === "number") return key === "at" || key.endsWith("At") ? value + NOW : value
    if (typeof value !== "object" || value === null) return value
    // What was one object stays one: saves tell by it what has changed.
    const earlier = translated.get(value)
    if (earlier) return earlier
    const copy = Array.isArray(value) ? value.map((each) => translate(each)) : Object.fromEntries(Object.entries(value).map(([key, each]) => [key, translate(each, key)]))
    translated.set(value, copy)
    return copy
  }
  return translate(sampled) as A
}

const SAMPLE_ID = /^(cart|cart_line|checkout|order|order_line|payment|refund|return|receipt|inspection|gateway_order|gateway_refund|invoice|shipment|guest|customer|seller|product|variant|credit|dispute|note|line-of|gift-of)-[\w-]+$/
const SAMPLE_NUMBER = /^(ORD|INV|RET|REF|CRN)-\d{4}-\d{6}$/
