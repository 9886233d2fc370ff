import { assert, layer } from "@effect/vitest"
import { Deferred, Effect, Fiber, type Layer } from "effect"
import { Carts, Transactions } from "../../ports/index.ts"
import { isCartThere, saveCart } from "./specimens.ts"

/** What every Transactions port promises, seen through the carts that are saved in them. */
export const transactionsContract = (name: string, storage: Layer.Layer<Carts | Transactions, unknown>) =>
  layer(storage, { excludeTestServices: true })(`Transactions (${name})`, (it) => {
    it.effect("keeps all of the work when it succeeds, and answers what it answers", () => Effect.gen(function*() {
      const { run } = yield* Transactions
      const [one, other] = yield* run(Effect.all([saveCart, saveCart]))
      assert.isTrue((yield* isCartThere(one)) && (yield* isCartThere(other)))
    }))

    for (const [how, end] of [["a failure", Effect.fail("no" as const)], ["a defect", Effect.die("a bug")], ["an interruption", Effect.interrupt]] as const) {
      it.effect(`keeps nothing after ${how}`, () => Effect.gen(function*() {
        const { run } = yield* Transactions
        let saved = ""
        const exit = yield* Effect.exit(run(Effect.andThen(Effect.tap(saveCart, (cartId) => Effect.sync(() => void (saved = cartId))), end)))
        assert.strictEqual(exit._tag, "Failure")
        assert.isFalse(yield* isCartThere(saved))
      }))
    }

    it.effect("tells a failure as it was", () => Effect.gen(function*() {
      const { run } = yield* Transactions
      assert.strictEqual(yield* Effect.flip(run(Effect.fail("no"))), "no")
    }))

    it.effect("keeps nothing of a caller who went away in the middle", () => Effect.gen(function*() {
      const { run } = yield* Transactions
      const saved = yield* Deferred.make<string>()
      const caller = yield* Effect.forkChild(run(Effect.gen(function*() {
        yield* Deferred.succeed(saved, yield* saveCart)
        return yield* Effect.never
      })))
      const cartId = yield* Deferred.await(saved)
      yield* Fiber.interrupt(caller)
      assert.isFalse(yield* isCartThere(cartId))
      assert.isTrue(yield* isCartThere(yield* run(saveCart)))
    }))

    it.effect("undoes a transaction within another alone, and the outer one goes on", () => Effect.gen(function*() {
      const { run } = yield* Transactions
      let undone = ""
      const kept = yield* run(Effect.gen(function*() {
        const before = yield* saveCart
        yield* Effect.ignore(run(Effect.andThen(Effect.tap(saveCart, (cartId) => Effect.sync(() => void (undone = cartId))), Effect.fail("inner"))))
        assert.isFalse(yield* isCartThere(undone))
        assert.isTrue(yield* isCartThere(before))
        return [before, yield* run(saveCart)]
      }))
      assert.isFalse(yield* isCartThere(undone))
      for (const cartId of kept) assert.isTrue(yield* isCartThere(cartId))
    }))

    it.effect("undoes what was done within it when it fails itself", () => Effect.gen(function*() {
      const { run } = yield* Transactions
      let inner = ""
      yield* Effect.ignore(run(Effect.andThen(Effect.map(run(saveCart), (cartId) => void (inner = cartId)), Effect.fail("outer"))))
      assert.isFalse(yield* isCartThere(inner))
    }))

    it.effect("shows nobody what is not committed", () => Effect.gen(function*() {
      const { run } = yield* Transactions
      const saved = yield* Deferred.make<string>()
      const goOn = yield* Deferred.make<void>()
      const writer = yield* Effect.forkChild(run(Effect.gen(function*() {
        const cartId = yield* saveCart
        assert.isTrue(yield* isCartThere(cartId))
        yield* Deferred.succeed(saved, cartId)
        yield* Deferred.await(goOn)
      })))
      const cartId = yield* Deferred.await(saved)
      assert.isFalse(yield* isCartThere(cartId))
      yield* Deferred.succeed(goOn, undefined)
      yield* Fiber.join(writer)
      assert.isTrue(yield* isCartThere(cartId))
    }))

    it.effect("keeps many at once apart: what fails leaves nothing, what succeeds is there", () => Effect.gen(function*() {
      const { run } = yield* Transactions
      const tried = yield* Effect.forEach(Array.from({ length: 30 }, (_, n) => n), Effect.fnUntraced(function*(n) {
        let saved = ""
        const work = Effect.map(saveCart, (cartId) => void (saved = cartId))
        yield* Effect.ignore(run(n % 2 === 0 ? work : Effect.andThen(work, Effect.fail("odd"))))
        return { saved, kept: n % 2 === 0 }
      }), { concurrency: "unbounded" })
      for (const { saved, kept } of tried) assert.strictEqual(yield* isCartThere(saved), kept)
    }))
  })
