import { Carts, Health, Outbox, Transactions } from "@bahi/application"
import { goods } from "@bahi/application/testing"
import { type Cart, type CartCommand, cartMachine } from "@bahi/core/cart"
import { id } from "@bahi/core/id"
import { run } from "@bahi/core/machine"
import type { Happened } from "@bahi/core/reactions"
import { PgClient } from "@effect/sql-pg"
import { assert, it, layer } from "@effect/vitest"
import { Deferred, Effect, Fiber, Layer, Redacted } from "effect"
import { postgresClient, storagePostgres } from "./index.ts"
import { freshStorage, migratedDatabase } from "./testing/index.ts"

layer(freshStorage({ maxConnections: 1, readers: 0 }), { excludeTestServices: true })("a connection", (it) => {
  it.effect("comes back clean when the request goes away in the middle of a statement", () => Effect.gen(function*() {
    const sql = yield* PgClient.PgClient
    const transactions = yield* Transactions
    const request = yield* Effect.forkChild(transactions.run(Effect.gen(function*() {
      yield* sql`insert into number_series values ('half', 1)`
      yield* sql`set local lock_timeout = '1ms'`
      yield* sql`select pg_sleep(4)`
    })))
    yield* Effect.sleep("100 millis")
    yield* Fiber.interrupt(request)
    const [state] = yield* sql`select pg_current_xact_id_if_assigned() is null as idle, current_setting('lock_timeout') as timeout`
    assert.deepStrictEqual(state, { idle: true, timeout: "2s" })
    assert.deepStrictEqual(yield* sql`select from number_series`, [])
  }))

  it.effect("is not kept by a request that goes away while it waits for one", () => Effect.gen(function*() {
    const sql = yield* PgClient.PgClient
    const transactions = yield* Transactions
    const [started, goOn] = [yield* Deferred.make<void>(), yield* Deferred.make<void>()]
    const first = yield* Effect.forkChild(transactions.run(Effect.andThen(Deferred.succeed(started, undefined), Deferred.await(goOn))))
    yield* Deferred.await(started)
    const waiting = yield* Effect.forkChild(transactions.run(sql`select 1`))
    yield* Effect.sleep("20 millis")
    yield* Fiber.interrupt(waiting)
    yield* Deferred.succeed(goOn, undefined)
    yield* Fiber.join(first)
    assert.strictEqual((yield* sql`select 1 as one`).length, 1)
  }))

  it.effect("prepares one statement for carts of any size", () => Effect.gen(function*() {
    const sql = yield* PgClient.PgClient
    const carts = yield* Carts
    const prepared = Effect.map(sql<{ readonly count: number }>`select count(*)::integer from pg_prepared_statements`, ([row]) => row!.count)
    const machine = cartMachine()
    const step = (cart: Cart, command: CartCommand): Cart => {
      const outcome = run(machine, cart, command)
      return outcome.ok ? outcome.value.state : assert.fail(outcome.error.code)
    }
    const save = Effect.fnUntraced(function*(size: number) {
      const cartId = id<"cart">(crypto.randomUUID())
      const before = step(machine.initial, { type: "Open", cartId, owner: { kind: "guest", guestKey: id<"guest">(crypto.randomUUID()) }, at: 0 })
      const items = Array.from({ length: size }, () => ({ ...goods.kurta, variantId: id<"variant">(crypto.randomUUID()) }))
      const after = items.reduce((cart, item) => step(cart, { type: "AddItem", lineId: id<"cart_line">(crypto.randomUUID()), item, quantity: 1, at: 0 }), before)
      yield* carts.save([{ id: cartId, version: 0, before: machine.initial, after, events: [], actor: { kind: "guest" }, at: 0 }])
      assert.deepStrictEqual((yield* carts.read([cartId])).get(cartId)!.state, after)
    })
    yield* save(1)
    const once = yield* prepared
    for (const size of [2, 3, 40, 100]) yield* save(size)
    assert.strictEqual(yield* prepared, once)
  }))
})

layer(freshStorage({ readers: 2 }), { excludeTestServices: true })("quick reads", (it) => {
  it.effect("of many at once share two connections, which are replaced when they are lost", () => Effect.gen(function*() {
    const sql = yield* PgClient.PgClient
    const carts = yield* Carts
    const readMany = Effect.forEach(Array.from({ length: 50 }, () => id<"cart">(crypto.randomUUID())), (cartId) => carts.read([cartId]), { concurrency: "unbounded" })
    const others = sql`from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()`
    const open = Effect.map(sql<{ readonly count: number }>`select count(*)::integer ${others}`, ([row]) => row!.count)
    yield* readMany
    assert.isAtMost(yield* open, 3)
    yield* sql`select pg_terminate_backend(pid, 1000) ${others}`
    yield* readMany.pipe(Effect.catchDefect(() => readMany))
    assert.isAtMost(yield* open, 3)
  }))
})

layer(freshStorage(), { excludeTestServices: true })("two relays", (it) => {
  const happened = (): Happened => ({ of: "order", id: crypto.randomUUID(), event: { type: "OrderCompleted", at: 0 } })

  it.effect("pass over what the other has in hand, and blame it for nothing", () => Effect.gen(function*() {
    const outbox = yield* Outbox
    const sql = yield* PgClient.PgClient
    const events = [happened(), happened()]
    yield* outbox.append(events, 0)
    const [taken, goOn] = [yield* Deferred.make<ReadonlyArray<Happened>>(), yield* Deferred.make<void>()]
    const first = yield* Effect.forkChild(outbox.deliver(1, (events) => Effect.andThen(Deferred.succeed(taken, events), Deferred.await(goOn))))
    assert.deepStrictEqual(yield* Deferred.await(taken), [events[0]!])

    let second: ReadonlyArray<Happened> = []
    yield* Effect.flip(outbox.deliver(5, (events) => Effect.andThen(Effect.sync(() => void (second = events)), Effect.fail("broken"))))
    assert.deepStrictEqual(second, [events[1]!])
    yield* outbox.postpone(Date.now())
    assert.deepStrictEqual(yield* sql`select aggregate_id, attempts from outbox order by id`, [
      { aggregate_id: events[0]!.id, attempts: 0 }, { aggregate_id: events[1]!.id, attempts: 1 }
    ])
    yield* Deferred.succeed(goOn, undefined)
    assert.strictEqual(yield* Fiber.join(first), 1)
  }))
})

it.live("a database that is gone makes storage down, and not an error", () => Effect.gen(function*() {
  const { url, drop } = yield* migratedDatabase
  const health = Effect.flatMap(Health, ({ check }) => check)
  yield* Effect.gen(function*() {
    assert.deepStrictEqual(yield* health, [{ name: "postgres", status: "up" }])
    yield* Effect.promise(drop)
    assert.deepStrictEqual(yield* health, [{ name: "postgres", status: "down" }])
  }).pipe(Effect.provide(storagePostgres.pipe(Layer.provide(postgresClient({ url: Redacted.make(url) })))))
}))
