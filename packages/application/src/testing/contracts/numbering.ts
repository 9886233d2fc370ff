import { assert, layer } from "@effect/vitest"
import { Effect, type Layer } from "effect"
import { Numbering, Transactions } from "../../ports/index.ts"
import { fresh } from "./specimens.ts"

/** What every Numbering port promises. */
export const numberingContract = (name: string, storage: Layer.Layer<Numbering | Transactions, unknown>) =>
  layer(storage, { excludeTestServices: true })(`Numbering (${name})`, (it) => {
    const newSeries = () => `order:${fresh()}:2026`
    const oneTo = (n: number) => Array.from({ length: n }, (_, place) => place + 1)

    it.effect("gives the next number, from one, to each series its own", () => Effect.gen(function*() {
      const { next } = yield* Numbering
      const [series, other] = [newSeries(), newSeries()]
      assert.deepStrictEqual([yield* next(series), yield* next(series), yield* next(other), yield* next(series)], [1, 2, 1, 3])
    }))

    it.effect("gives fifty who ask at once fifty numbers, also when the series begins with them", () => Effect.gen(function*() {
      const { next } = yield* Numbering
      const { run } = yield* Transactions
      const series = newSeries()
      const given = yield* Effect.all(Array.from({ length: 50 }, () => run(next(series))), { concurrency: "unbounded" })
      assert.strictEqual(new Set(given).size, 50)
      assert.isAbove(yield* next(series), Math.max(...given))
    }))

    it.effect("goes on when the transaction in which the series began came to nothing", () => Effect.gen(function*() {
      const { next } = yield* Numbering
      const { run } = yield* Transactions
      const series = newSeries()
      yield* Effect.ignore(run(Effect.andThen(next(series), Effect.fail("refused"))))
      const [one, two] = [yield* run(next(series)), yield* run(next(series))]
      assert.isTrue(one >= 1 && two > one)
    }))

    it.effect("takes consecutive numbers of a series without gaps", () => Effect.gen(function*() {
      const { take } = yield* Numbering
      const { run } = yield* Transactions
      const [series, other] = [newSeries(), newSeries()]
      assert.deepStrictEqual([yield* run(take(series, 3)), yield* run(take(series, 2)), yield* run(take(other, 1)), yield* run(take(series, 1))], [1, 4, 1, 6])
    }))

    it.effect("F32: leaves no gap and gives none twice, with 64 takers at once of which every third fails", () => Effect.gen(function*() {
      const { take } = yield* Numbering
      const { run } = yield* Transactions
      const series = newSeries()
      const taken = yield* Effect.forEach(oneTo(64), (n) => {
        const count = n % 5 + 1
        const numbers = Effect.map(take(series, count), (first) => oneTo(count).map((place) => first + place - 1))
        return run(n % 3 === 0 ? Effect.andThen(numbers, Effect.fail("thrown in")) : numbers).pipe(Effect.orElseSucceed(() => []))
      }, { concurrency: "unbounded" })
      const all = taken.flat().sort((a, b) => a - b)
      assert.deepStrictEqual(all, oneTo(all.length))
    }))
  })
