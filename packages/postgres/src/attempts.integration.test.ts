import { Carts, Engine, Numbering, Transactions } from "@bahi/application"
import { goods, shopOn } from "@bahi/application/testing"
import { type Cart, type CartCommand, cartMachine } from "@bahi/core/cart"
import { id } from "@bahi/core/id"
import { run } from "@bahi/core/machine"
import { PgClient } from "@effect/sql-pg"
import { assert, layer } from "@effect/vitest"
import { Deferred, Effect, Fiber } from "effect"
import type { SqlError } from "effect/sql"
import { freshStorage } from "./testing/index.ts"

const machine = cartMachine()
const drive = (cart: Cart, command: CartCommand): Cart => {
  const outcome = run(machine, cart, command)
  return outcome.ok ? outcome.value.state : assert.fail(outcome.error.code)
}
const emptyCart = () => {
  const cartId = id<"cart">(crypto.randomUUID())
  return { cartId, cart: drive(machine.initial, { type: "Open", cartId, owner: { kind: "guest", guestKey: id<"guest">(crypto.randomUUID()) }, at: 0 }) }
}
const fill = (cart: Cart) => drive(cart, { type: "AddItem", lineId: id<"cart_line">(crypto.randomUUID()), item: goods.kurta, quantity: 1, at: 0 })
const saved = (cartId: string, version: number, before: Cart, after: Cart) => Effect.flatMap(Carts, ({ save }) => save([{ id: cartId, version, before, after, events: [], actor: { kind: "guest" }, at: 0 }]))

layer(shopOn(freshStorage()), { excludeTestServices: true })("an attempt", (it) => {
  it.effect("is one statement, and holds nobody up before", () => Effect.gen(function*() {
    const { attempt, run } = yield* Transactions
    const carts = yield* Carts
    const { cart, cartId } = emptyCart()
    yield* saved(cartId, 0, machine.initial, cart)
    const [read, goOn] = [yield* Deferred.make<void>(), yield* Deferred.make<void>()]
    const slow = yield* Effect.forkChild(Effect.exit(attempt(Effect.gen(function*() {
      const { state, version } = (yield* carts.lock([cartId])).get(cartId)!
      yield* Deferred.succeed(read, undefined)
      yield* Deferred.await(goOn)
      yield* saved(cartId, version, state, fill(state))
    }))))
    yield* Deferred.await(read)
    yield* run(Effect.andThen(carts.lock([cartId]), saved(cartId, 1, cart, fill(cart)))).pipe(Effect.timeout("1 second"))
    yield* Deferred.succeed(goOn, undefined)
    assert.deepInclude(yield* Effect.flip(yield* Fiber.join(slow)), { _tag: "Contention" })
    assert.strictEqual((yield* carts.read([cartId])).get(cartId)!.version, 2)
  }))

  it.effect("is undone when what it only looked at has changed", () => Effect.gen(function*() {
    const { attempt } = yield* Transactions
    const carts = yield* Carts
    const sql = yield* PgClient.PgClient
    const [looked, other] = [emptyCart(), emptyCart()]
    yield* saved(looked.cartId, 0, machine.initial, looked.cart)
    const open = (meanwhile: Effect.Effect<unknown, SqlError.SqlError>) => attempt(Effect.gen(function*() {
      const { version } = (yield* carts.lock([looked.cartId])).get(looked.cartId)!
      yield* meanwhile
      yield* saved(other.cartId, 0, machine.initial, other.cart)
      yield* carts.confirm([{ id: looked.cartId, version }])
    }))
    assert.deepInclude(yield* Effect.flip(open(sql`update carts set version = version + 1 where id = ${looked.cartId}`)), { _tag: "Contention" })
    assert.isFalse((yield* carts.read([other.cartId])).has(other.cartId))
    yield* open(Effect.void)
    assert.isTrue((yield* carts.read([other.cartId])).has(other.cartId))
  }))

  it.effect("whose reads others changed meanwhile refuses nothing: it is decided again", () => Effect.gen(function*() {
    const { execute } = yield* Engine
    const carts = yield* Carts
    const { cart, cartId } = emptyCart()
    yield* saved(cartId, 0, machine.initial, cart)
    const { run } = yield* Transactions
    const context = yield* Effect.context<Carts>()
    const meanwhile = Effect.promise(() => Effect.runPromiseWith(context)(run(Effect.andThen(carts.lock([cartId]), saved(cartId, 1, cart, fill(cart))))))
    let decided = 0
    const filled = yield* execute({
      actor: { kind: "guest" },
      plan: Effect.gen(function*() {
        yield* carts.read([cartId])
        if (decided++ === 0) yield* meanwhile
        return {
          lock: { cart: [cartId] },
          decide: (states) => {
            const state = states.state("cart", cartId)
            return state.status === "active" && state.lines.length > 0 ? Effect.succeed([]) : Effect.fail("empty")
          },
          answer: (states) => Effect.succeed(states.state("cart", cartId).status)
        }
      })
    })
    assert.deepStrictEqual([filled, decided], ["active", 2])
  }))

  it.effect("of two who lock the same, and change something else, one is told", () => Effect.gen(function*() {
    const { attempt } = yield* Transactions
    const carts = yield* Carts
    const { cart, cartId } = emptyCart()
    yield* saved(cartId, 0, machine.initial, cart)
    const [first, goOn] = [yield* Deferred.make<void>(), yield* Deferred.make<void>()]
    const besides = (wait: Effect.Effect<unknown>) => Effect.exit(attempt(Effect.gen(function*() {
      const { version } = (yield* carts.lock([cartId])).get(cartId)!
      yield* wait
      const other = emptyCart()
      yield* saved(other.cartId, 0, machine.initial, other.cart)
      yield* carts.confirm([{ id: cartId, version }])
    })))
    const slow = yield* Effect.forkChild(besides(Effect.andThen(Deferred.succeed(first, undefined), Deferred.await(goOn))))
    yield* Deferred.await(first)
    yield* yield* besides(Effect.void)
    yield* Deferred.succeed(goOn, undefined)
    assert.deepInclude(yield* Effect.flip(yield* Fiber.join(slow)), { _tag: "Contention" })
  }))

  it.effect("that comes too late for one row waits for no other", () => Effect.gen(function*() {
    const { attempt, run } = yield* Transactions
    const carts = yield* Carts
    const [late, held] = [emptyCart(), emptyCart()]
    yield* saved(late.cartId, 0, machine.initial, late.cart)
    yield* saved(held.cartId, 0, machine.initial, held.cart)
    const [isHeld, letGo] = [yield* Deferred.make<void>(), yield* Deferred.make<void>()]
    const holder = yield* Effect.forkChild(run(Effect.andThen(carts.lock([held.cartId]), Effect.andThen(Deferred.succeed(isHeld, undefined), Deferred.await(letGo)))))
    yield* Deferred.await(isHeld)
    const tooLate = attempt(Effect.andThen(saved(late.cartId, 2, late.cart, fill(late.cart)), saved(held.cartId, 1, held.cart, fill(held.cart))))
    assert.deepInclude(yield* Effect.flip(tooLate.pipe(Effect.timeout("1 second"))), { _tag: "Contention" })
    yield* Deferred.succeed(letGo, undefined)
    yield* Fiber.join(holder)
  }))

  it.effect("F32: takes no number of a series without gaps: it could not give it back", () => Effect.gen(function*() {
    const { attempt, run } = yield* Transactions
    const numbering = yield* Numbering
    assert.deepInclude(yield* Effect.flip(attempt(numbering.take("invoice:test", 2))), { _tag: "Contention" })
    assert.strictEqual(yield* run(numbering.take("invoice:test", 2)), 1)
  }))
})
