import { assert, layer } from "@effect/vitest"
import { Effect, type Layer, Option } from "effect"
import { Idempotency, type IdempotencyClaim, Transactions } from "../../ports/index.ts"
import { fresh, NOW } from "./specimens.ts"

/** What every Idempotency port promises. */
export const idempotencyContract = (name: string, storage: Layer.Layer<Idempotency | Transactions, unknown>) =>
  layer(storage, { excludeTestServices: true })(`Idempotency (${name})`, (it) => {
    const newClaim = (): IdempotencyClaim => ({ caller: `guest:${fresh()}`, key: "k-1", request: `["AddItem",{"quantity":1}]` })
    const answer = { orderNumber: "ORD-1", due: 240_000, lines: [{ name: "आटा", parts: [] }], paid: false, note: null }

    /** Answers the request once, as a unit of work does it. */
    const once = <E>(claim: IdempotencyClaim, work: Effect.Effect<unknown, E>) => Effect.gen(function*() {
      const { run } = yield* Transactions
      const idempotency = yield* Idempotency
      return yield* run(Effect.gen(function*() {
        const earlier = yield* idempotency.claim(claim, NOW)
        if (Option.isSome(earlier)) return earlier.value
        const made = yield* work
        yield* idempotency.answer(claim, made, NOW)
        return { request: claim.request, answer: made }
      }))
    })

    it.effect("the first has the key; whoever comes later gets the first one's request and answer", () => Effect.gen(function*() {
      const claim = newClaim()
      yield* once(claim, Effect.succeed(answer))
      const later = yield* once({ ...claim, request: "another" }, Effect.die("runs twice"))
      assert.deepInclude(later, { request: claim.request, answer })
    }))

    it.effect("tells callers apart, and keys", () => Effect.gen(function*() {
      const claim = newClaim()
      yield* once(claim, Effect.succeed(1))
      assert.deepInclude(yield* once({ ...claim, caller: `guest:${fresh()}` }, Effect.succeed(2)), { answer: 2 })
      assert.deepInclude(yield* once({ ...claim, key: "k-2" }, Effect.succeed(3)), { answer: 3 })
      assert.deepInclude(yield* once({ ...claim, caller: `${claim.caller} k-1`, key: "" }, Effect.succeed(4)), { answer: 4 })
      assert.deepInclude(yield* once(claim, Effect.succeed(5)), { answer: 1 })
    }))

    it.effect("a request that failed leaves no trace: the next one runs", () => Effect.gen(function*() {
      const claim = newClaim()
      assert.strictEqual(yield* Effect.flip(once(claim, Effect.fail("refused"))), "refused")
      assert.deepInclude(yield* once(claim, Effect.succeed(answer)), { answer })
    }))

    it.effect("F36: of twenty equal requests at once one runs, and all get its answer", () => Effect.gen(function*() {
      const claim = newClaim()
      let ran = 0
      const work = Effect.delay(Effect.sync(() => ++ran), "20 millis")
      const answers = yield* Effect.all(Array.from({ length: 20 }, () => once(claim, work)), { concurrency: "unbounded" })
      assert.deepStrictEqual(answers.map(({ answer }) => answer), answers.map(() => 1))
      assert.strictEqual(ran, 1)
    }))

    it.effect("who waited for one that failed has the key", () => Effect.gen(function*() {
      const claim = newClaim()
      let tries = 0
      const work = Effect.delay(Effect.suspend(() => ++tries < 4 ? Effect.fail("refused") : Effect.succeed("done")), "5 millis")
      const outcomes = yield* Effect.all(Array.from({ length: 8 }, () => Effect.exit(once(claim, work))), { concurrency: "unbounded" })
      assert.deepStrictEqual(outcomes.filter(({ _tag }) => _tag === "Failure").length, 3)
      assert.strictEqual(tries, 4)
    }))
  })
