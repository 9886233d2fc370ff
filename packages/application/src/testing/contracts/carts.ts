import { assert, layer } from "@effect/vitest"
import { cartMachine } from "@bahi/core/cart"
import type { Owner } from "@bahi/core/id"
import { cartCommands } from "@bahi/core/testing"
import { Effect, type Layer } from "effect"
import { Carts, Transactions } from "../../ports/index.ts"
import { goods } from "../fixtures.ts"
import { repositoryPromises } from "./repository.ts"
import { cartOf, changeOf, driveCart, fresh, freshGuest, NOW, save, savedCart } from "./specimens.ts"

/** The ids of the owner's current cart, which is the same locked or not. */
const current = Effect.fnUntraced(function*(owner: Owner) {
  const carts = yield* Carts
  const read = yield* carts.currentOf(owner)
  assert.deepStrictEqual(yield* (yield* Transactions).run(carts.lockCurrentOf(owner)), read)
  for (const [id, stored] of read) assert.deepStrictEqual((yield* carts.read([id])).get(id), stored)
  return [...read.keys()]
})

/** What every Carts repository promises. An adapter proves itself by calling this with its layer. */
export const cartsContract = (name: string, storage: Layer.Layer<Carts | Transactions, unknown>) =>
  layer(storage, { excludeTestServices: true })(`Carts (${name})`, (it) => {
    repositoryPromises(it, { kind: "cart", repository: Carts, machine: cartMachine(), commands: cartCommands, related: Effect.succeed({}) })

    it.effect("finds the current cart of a guest while it is filled or locked, and knows the guest for ever", () => Effect.gen(function*() {
      const carts = yield* Carts
      const owner = freshGuest()
      assert.deepStrictEqual(yield* current(owner), [])
      assert.isUndefined(yield* carts.lastOf(owner))

      const { cartId, driven } = cartOf(owner)
      yield* save(Carts, changeOf(cartId, 0, driven))
      assert.deepStrictEqual(yield* current(owner), [cartId])
      const locked = driveCart(driven.after, { type: "Lock", orderId: fresh<"order">(), at: NOW })
      yield* save(Carts, changeOf(cartId, 1, locked))
      assert.deepStrictEqual(yield* current(owner), [cartId])
      yield* save(Carts, changeOf(cartId, 2, driveCart(locked.after, { type: "Convert", at: NOW })))
      assert.deepStrictEqual(yield* current(owner), [])
      assert.strictEqual(yield* carts.lastOf(owner), cartId)
    }))

    it.effect("keeps one current cart a guest; the next may come when that one is an order", () => Effect.gen(function*() {
      const owner = freshGuest()
      const { cartId, driven } = cartOf(owner)
      yield* save(Carts, changeOf(cartId, 0, driven))
      assert.deepInclude(yield* Effect.flip(savedCart(owner)), { _tag: "Contention" })
      yield* save(Carts, changeOf(cartId, 1, driveCart(driven.after, { type: "Lock", orderId: fresh<"order">(), at: NOW }, { type: "Convert", at: NOW })))
      const next = yield* savedCart(owner)
      assert.deepStrictEqual(yield* current(owner), [next])
    }))

    it.effect("shows lines in the order in which they came, those of one millisecond too", () => Effect.gen(function*() {
      const { cartId, driven } = cartOf(freshGuest())
      const [first] = driven.after.status === "active" ? driven.after.lines : []
      const filled = driveCart(driven.after,
        { type: "AddItem", lineId: fresh<"cart_line">(), item: goods.earphones, quantity: 1, at: NOW },
        { type: "AddItem", lineId: fresh<"cart_line">(), item: goods.atta, quantity: 3, at: NOW - 1 },
        { type: "RemoveItem", lineId: first!.lineId, at: NOW },
        { type: "AddItem", lineId: fresh<"cart_line">(), item: goods.kurta, quantity: 1, at: NOW })
      yield* save(Carts, changeOf(cartId, 0, driven))
      yield* save(Carts, changeOf(cartId, 1, filled))
      const stored = (yield* (yield* Carts).read([cartId])).get(cartId)!.state
      assert.deepStrictEqual(stored.status === "active" && stored.lines.map(({ item }) => item.sku), [goods.earphones.sku, goods.atta.sku, goods.kurta.sku])
    }))

    it.effect("F26: who waited for the lock reads what the one before has written", () => Effect.gen(function*() {
      const carts = yield* Carts
      const transactions = yield* Transactions
      const { cartId, driven } = cartOf(freshGuest())
      yield* save(Carts, changeOf(cartId, 0, driven))
      const addOne = transactions.run(Effect.gen(function*() {
        const { state, version } = (yield* carts.lock([cartId])).get(cartId)!
        yield* carts.save([changeOf(cartId, version, driveCart(state, { type: "AddItem", lineId: fresh<"cart_line">(), item: goods.kurta, quantity: 1, at: NOW }))])
      }))
      yield* Effect.all(Array.from({ length: 20 }, () => addOne), { concurrency: "unbounded" })
      const { state, version } = (yield* carts.read([cartId])).get(cartId)!
      assert.deepStrictEqual([version, state.status === "active" && state.lines.map(({ quantity }) => quantity)], [21, [22]])
    }))
  })
