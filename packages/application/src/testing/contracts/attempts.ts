import { assert, layer } from "@effect/vitest"
import { Effect, type Layer, Option } from "effect"
import { attemptOrRun } from "../../execute/index.ts"
import { goods } from "../fixtures.ts"
import { Carts, Contention, Idempotency, Inventory, Transactions } from "../../ports/index.ts"
import { cartOf, changeOf, driveCart, fresh, freshGuest, isCartThere, MINUTE, NOW, save, saveCart } from "./specimens.ts"

/** What every Transactions port promises of work that holds nothing while it decides. */
export const attemptsContract = (name: string, storage: Layer.Layer<Carts | Idempotency | Inventory | Transactions, unknown>) =>
  layer(storage, { excludeTestServices: true })(`Attempts (${name})`, (it) => {
    const orRun = <A, E, R>(work: Effect.Effect<A, E, R>) => Effect.flatMap(Transactions, (transactions) => attemptOrRun(transactions, work))

    it.effect("keep all of the work, and answer what it answers", () => Effect.gen(function*() {
      const { attempt, writing } = yield* Transactions
      for (const work of [Effect.all([saveCart, saveCart]), writing(Effect.all([saveCart, saveCart]))]) {
        const saved = yield* attempt(work)
        assert.deepStrictEqual(yield* Effect.forEach(saved, isCartThere), [true, true])
      }
    }))

    it.effect("keep nothing when the work fails", () => Effect.gen(function*() {
      const { attempt } = yield* Transactions
      let saved = ""
      const failure = yield* Effect.flip(attempt(Effect.andThen(Effect.map(saveCart, (cartId) => void (saved = cartId)), Effect.fail("no"))))
      assert.isTrue(failure === "no" || failure instanceof Contention)
      assert.isFalse(yield* isCartThere(saved))
    }))

    it.effect("within a transaction stand and fall with it", () => Effect.gen(function*() {
      const { attempt, run } = yield* Transactions
      let saved = ""
      yield* Effect.ignore(run(Effect.gen(function*() {
        saved = yield* attempt(saveCart)
        assert.isTrue(yield* isCartThere(saved))
        return yield* Effect.fail("no")
      })))
      assert.isFalse(yield* isCartThere(saved))
      assert.isTrue(yield* isCartThere(yield* run(attempt(saveCart))))
    }))

    it.effect("F26: of many who decide at once on the same, each counts once or is told that others came first", () => Effect.gen(function*() {
      const carts = yield* Carts
      const { attempt } = yield* Transactions
      const { cartId, driven } = cartOf(freshGuest())
      yield* save(Carts, changeOf(cartId, 0, driven))
      const addOne = attempt(Effect.gen(function*() {
        const { state, version } = (yield* carts.lock([cartId])).get(cartId)!
        yield* Effect.yieldNow
        yield* carts.save([changeOf(cartId, version, driveCart(state, { type: "AddItem", lineId: fresh<"cart_line">(), item: goods.kurta, quantity: 1, at: NOW }))])
        return yield* saveCart
      }))
      const outcomes = yield* Effect.forEach(Array.from({ length: 20 }), () => Effect.match(addOne, { onSuccess: (beside) => beside, onFailure: (error) => error }), { concurrency: "unbounded" })
      const done = outcomes.filter((outcome) => typeof outcome === "string")
      for (const outcome of outcomes) assert.isTrue(typeof outcome === "string" || outcome instanceof Contention)
      assert.isAtLeast(done.length, 1)
      assert.deepStrictEqual([...new Set(yield* Effect.forEach(done, isCartThere))], [true])
      const { state, version } = (yield* carts.read([cartId])).get(cartId)!
      assert.deepStrictEqual([version, state.status === "active" && state.lines.map(({ quantity }) => quantity)], [1 + done.length, [2 + done.length]])
    }))

    it.effect("F22: take nothing that the stock does not have, and then change nothing", () => Effect.gen(function*() {
      const inventory = yield* Inventory
      const variantId = fresh<"variant">()
      yield* inventory.receive([{ variantId, quantity: 3 }], NOW)
      let saved = ""
      const take = (quantity: number) => orRun(Effect.gen(function*() {
        saved = yield* saveCart
        yield* inventory.execute({ type: "Reserve", cartId: fresh<"cart">(), demands: [{ variantId, quantity }], expiresAt: NOW + MINUTE, at: NOW })
      }))
      assert.deepInclude(yield* Effect.flip(take(4)), { _tag: "Refused", refusal: { code: "insufficient_stock", variantId, requested: 4, available: 3 } })
      assert.isFalse(yield* isCartThere(saved))
      yield* take(2)
      assert.isTrue(yield* isCartThere(saved))
      assert.deepInclude(yield* Effect.flip(take(2)), { refusal: { code: "insufficient_stock", variantId, requested: 2, available: 1 } })
      assert.deepStrictEqual((yield* inventory.availability(fresh<"cart">(), [variantId], NOW)).map(({ available }) => available), [1])
    }))

    it.effect("F36: of many with one key, one does the work, and all have its answer", () => Effect.gen(function*() {
      const idempotency = yield* Idempotency
      const claim = { caller: fresh(), key: "key", request: "request" }
      const once = Effect.gen(function*() {
        const earlier = yield* idempotency.claim(claim, NOW)
        if (Option.isSome(earlier)) return earlier.value.answer
        const cartId = yield* saveCart
        yield* idempotency.answer(claim, { cartId }, NOW)
        return { cartId }
      })
      const answers = yield* Effect.forEach(Array.from({ length: 20 }), () => orRun(once), { concurrency: "unbounded" })
      assert.strictEqual(new Set(answers.map((answer) => JSON.stringify(answer))).size, 1)
      assert.isTrue(yield* isCartThere((answers[0] as { readonly cartId: string }).cartId))
    }))
  })
