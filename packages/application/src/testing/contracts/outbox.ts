import { assert, layer } from "@effect/vitest"
import type { Happened } from "@bahi/core/reactions"
import { Clock, Effect, type Layer } from "effect"
import { TestClock } from "effect/testing"
import { Numbering, Outbox, Transactions } from "../../ports/index.ts"
import { fresh } from "./specimens.ts"

/** What every Outbox promises. */
export const outboxContract = (name: string, storage: Layer.Layer<Outbox | Numbering | Transactions, unknown>) =>
  layer(storage)(`Outbox (${name})`, (it) => {
    const happened = (at = 0): Happened => ({ of: "order", id: fresh<"order">(), event: { type: "OrderCompleted", at } })
    const append = Effect.fnUntraced(function*(...events: ReadonlyArray<Happened>) {
      yield* (yield* Outbox).append(events, yield* Clock.currentTimeMillis)
    })
    /** Delivers once, and says what was handed over. */
    const deliver = Effect.fnUntraced(function*(limit: number) {
      const got: Array<Happened> = []
      const done = yield* (yield* Outbox).deliver(limit, (events) => Effect.sync(() => void got.push(...events)))
      assert.strictEqual(done, got.length)
      return got
    })
    /** Leaves nothing of an earlier test waiting. */
    const drained = Effect.gen(function*() {
      while ((yield* deliver(100)).length > 0);
    })
    const failOnce = (limit: number) => Effect.gen(function*() {
      yield* Effect.flip((yield* Outbox).deliver(limit, () => Effect.fail("broken" as const)))
      yield* (yield* Outbox).postpone(yield* Clock.currentTimeMillis)
    })

    it.effect("hands events over as they were, in the order in which they were appended, once", () => Effect.gen(function*() {
      yield* drained
      const events = [happened(1), happened(2), happened(3)] as const
      yield* append(events[0], events[1])
      yield* append(events[2])
      assert.deepStrictEqual(yield* deliver(2), [events[0], events[1]])
      assert.deepStrictEqual(yield* deliver(2), [events[2]])
      assert.deepStrictEqual(yield* deliver(2), [])
      yield* append()
      assert.deepStrictEqual(yield* deliver(2), [])
    }))

    it.effect("keeps only what was committed", () => Effect.gen(function*() {
      yield* drained
      const { run } = yield* Transactions
      const kept = happened()
      yield* Effect.ignore(run(Effect.andThen(append(happened()), Effect.fail("rolled back"))))
      yield* run(append(kept))
      assert.deepStrictEqual(yield* deliver(5), [kept])
    }))

    for (const [how, end] of [["failed", Effect.fail("broken" as const)], ["died", Effect.die("a bug")], ["was interrupted", Effect.interrupt]] as const) {
      it.effect(`keeps all of a delivery that ${how}, and nothing of what it did`, () => Effect.gen(function*() {
        yield* drained
        const outbox = yield* Outbox
        const { take } = yield* Numbering
        const events = [happened(), happened()]
        const series = fresh()
        yield* append(...events)
        yield* Effect.exit(outbox.deliver(2, () => Effect.andThen(Effect.andThen(take(series, 1), append(happened())), end)))
        assert.deepStrictEqual(yield* deliver(5), events)
        assert.strictEqual(yield* take(series, 1), 1)
      }))
    }

    it.effect("keeps what the delivery itself appends for the next one", () => Effect.gen(function*() {
      yield* drained
      const next = happened()
      yield* append(happened())
      assert.strictEqual(yield* (yield* Outbox).deliver(5, () => append(next)), 1)
      assert.deepStrictEqual(yield* deliver(5), [next])
    }))

    it.effect("gives each event to one of several relays, and those of one aggregate in their order", () => Effect.gen(function*() {
      yield* drained
      const aggregates = Array.from({ length: 10 }, () => happened().id)
      const events = Array.from({ length: 40 }, (_, at): Happened => ({ of: "order", id: aggregates[at % 10]!, event: { type: "OrderCompleted", at } }))
      yield* append(...events)
      const got: Array<Happened> = []
      const atWork = Effect.promise(() => new Promise((done) => void setTimeout(done, 1 + Math.random() * 5)))
      const relay = Effect.gen(function*() {
        const { deliver } = yield* Outbox
        while (got.length < events.length) yield* deliver(3, (events) => Effect.andThen(Effect.sync(() => void got.push(...events)), atWork))
      })
      yield* Effect.all(Array.from({ length: 5 }, () => relay), { concurrency: "unbounded" })
      for (const id of aggregates) assert.deepStrictEqual(got.filter((one) => one.id === id), events.filter((one) => one.id === id))
      assert.lengthOf(got, events.length)
    }))

    it.effect("holds back what came after an event that failed, of the same aggregate only", () => Effect.gen(function*() {
      yield* drained
      const [first, other] = [happened(1), happened(1)]
      const second = { ...first, event: { ...first.event, at: 2 } } as Happened
      yield* append(first, second, other)
      yield* failOnce(1)
      assert.deepStrictEqual(yield* deliver(1), [other])
      assert.deepStrictEqual(yield* deliver(5), [])
      yield* TestClock.adjust("1 second")
      yield* failOnce(5)
      assert.deepStrictEqual(yield* deliver(5), [])
      yield* TestClock.adjust("2 seconds")
      assert.deepStrictEqual(yield* deliver(5), [first, second])
    }))

    it.effect("lets the others pass an event that fails, which waits twice as long each time", () => Effect.gen(function*() {
      yield* drained
      const [broken, fine] = [happened(), happened()]
      yield* append(broken, fine)
      yield* failOnce(1)
      assert.deepStrictEqual(yield* deliver(5), [fine])
      for (const seconds of [1, 2, 4]) {
        yield* TestClock.adjust(seconds * 1_000 - 1)
        assert.deepStrictEqual(yield* deliver(5), [])
        yield* TestClock.adjust(1)
        yield* failOnce(5)
      }
      yield* TestClock.adjust("8 seconds")
      assert.deepStrictEqual(yield* deliver(5), [broken])
    }))

    it.effect("parks an event that failed ten times, and no other", () => Effect.gen(function*() {
      yield* drained
      const [broken, fine] = [happened(), happened()]
      yield* append(broken)
      for (let failures = 0; failures < 10; failures++) {
        yield* failOnce(1)
        yield* TestClock.adjust("600 seconds")
      }
      yield* append(fine)
      assert.deepStrictEqual(yield* deliver(5), [fine])
      yield* TestClock.adjust("30 days")
      assert.deepStrictEqual(yield* deliver(5), [])
      yield* (yield* Outbox).postpone(yield* Clock.currentTimeMillis)
    }))
  })
