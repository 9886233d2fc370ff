import { type OrderFilter, OrderList, type OrderSort } from "@bahi/application"
import { buy, goods, shopOn, stock } from "@bahi/application/testing"
import { PgClient } from "@effect/sql-pg"
import { assert, layer } from "@effect/vitest"
import { Deferred, Effect, Fiber, Stream } from "effect"
import { freshStorage } from "../testing/index.ts"
import { multiply } from "../testing/multiply.ts"

const ROWS = 9_000

/** A few orders, and thousands like them: one in a thousand is cancelled, and one in three is delivered. */
const manyOrders = Effect.gen(function*() {
  const sql = yield* PgClient.PgClient
  yield* stock(10)
  yield* buy([[goods.kurta, 1]])
  const others = yield* sql<{ readonly name: string }>`select relname::text as name from pg_class where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p') and relname <> 'orders'`
  yield* multiply(ROWS, others.map(({ name }) => name))
  yield* sql.withTransaction(Effect.andThen(
    sql`select set_config('session_replication_role', 'replica', true)`,
    sql`
      with numbered as (select id, row_number() over (order by id) as n from orders)
      update orders set fulfilment_status = case when n % 3 = 0 then 'delivered' else 'unfulfilled' end, source = case when n % 2 = 0 then 'api' else 'web' end,
        lifecycle = case when n % 1000 = 0 then 'cancelled' else lifecycle end, cancelled_at = case when n % 1000 = 0 then now() end, cancelled_by = case when n % 1000 = 0 then 'admin' end, cancellation_reason = case when n % 1000 = 0 then 'Because' end,
        grand_total = grand_total + n % 7 * 100, taxable = taxable + n % 7 * 100
      from numbered where numbered.id = orders.id`
  ))
  yield* sql`vacuum analyze orders`.unprepared
})

const sorts: ReadonlyArray<OrderSort> = (["date", "total"] as const).flatMap((sort) => (["asc", "desc"] as const).map((direction) => ({ sort, direction })))

// One connection, so that what is not given back is missed, and whose counters can be told to settle.
layer(shopOn(freshStorage({ maxConnections: 1, readers: 0 })), { timeout: "120 seconds", excludeTestServices: true })("with thousands of orders", (it) => {
  it.effect("a page reads as few entries from far down as at the top, whatever is filtered and sorted, and whatever that finds", () => Effect.gen(function*() {
    const sql = yield* PgClient.PgClient
    const { page } = yield* OrderList
    yield* manyOrders
    const entries = Effect.gen(function*() {
      yield* sql`select pg_stat_force_next_flush()`
      yield* sql`select pg_stat_clear_snapshot()`
      const [row] = yield* sql<{ readonly read: bigint }>`select sum(idx_tup_read)::bigint as read from pg_stat_user_indexes where relname = 'orders'`
      return Number(row!.read)
    })
    const filters: ReadonlyArray<OrderFilter> = [{}, { status: "confirmed" }, { status: "cancelled" }, { status: "expired" }, { fulfilmentStatus: "delivered", source: "api" }, { status: "cancelled", paymentStatus: "failed" }]
    for (const filter of filters) {
      for (const sort of sorts) {
        const [middle] = (yield* page(filter, { ...sort, limit: 4_000 })).slice(-1)
        const after = middle && { ...sort, value: sort.sort === "date" ? middle.placedAt : middle.grandTotal, orderId: middle.orderId }
        for (const place of [undefined, after]) {
          const before = yield* entries
          yield* page(filter, { ...sort, limit: 20, ...(place === undefined ? {} : { after: place }) })
          assert.isAtMost((yield* entries) - before, 300, JSON.stringify({ filter, sort, place }))
        }
      }
    }
  }), 120_000)

  it.effect("an export tells all of them as they were when it began, and holds up nobody who changes them", () => Effect.gen(function*() {
    const sql = yield* PgClient.PgClient
    const { lines } = yield* OrderList
    const [{ count }] = (yield* sql<{ readonly count: number }>`select count(*)::integer as count from orders`) as [{ readonly count: number }]
    const changes = PgClient.PgClient.use((other) => other`update orders set customer_name = 'Somebody else'`).pipe(Effect.provide(PgClient.layer({ url: sql.config.url! }), { local: true }))
    let [pieces, told] = [0, ""]
    yield* Stream.runForEach(lines({}), (piece) => Effect.gen(function*() {
      if (pieces++ === 0) yield* Effect.timeout(changes, "10 seconds")
      told += piece
    }))
    assert.isAbove(pieces, 2)
    assert.lengthOf(told.match(/\r\n/g)!, count)
    assert.notInclude(told, "Somebody else")
  }), 60_000)

  it.effect("an export gives its connection back when its reader leaves, between two fetches or in the middle of one", () => Effect.gen(function*() {
    const sql = yield* PgClient.PgClient
    const { lines } = yield* OrderList
    const open = Effect.timeout(sql`select from pg_stat_activity where datname = current_database() and state <> 'idle' and pid <> pg_backend_pid()`, "5 seconds")
    yield* Stream.runDrain(Stream.take(lines({}), 1))
    assert.lengthOf(yield* open, 0)
    for (let ms = 0; ms < 40; ms += 4) {
      const reader = yield* Effect.forkChild(Stream.runDrain(lines({})))
      yield* Effect.sleep(ms)
      yield* Fiber.interrupt(reader)
      assert.lengthOf(yield* open, 0)
    }
  }), 60_000)
})

layer(shopOn(freshStorage()), { timeout: "60 seconds", excludeTestServices: true })("exports", (it) => {
  it.effect("run two at a time, so that the shop keeps its connections", () => Effect.gen(function*() {
    const { lines } = yield* OrderList
    yield* stock(10)
    yield* buy([[goods.kurta, 1]])
    const leave = yield* Deferred.make<void>()
    let begun = 0
    const reader = Stream.runForEach(lines({}), () => Effect.suspend(() => {
      begun++
      return Deferred.await(leave)
    }))
    const readers = yield* Effect.forEach([1, 2, 3], () => Effect.forkChild(reader))
    yield* Effect.sleep("300 millis")
    assert.strictEqual(begun, 2)
    yield* Deferred.succeed(leave, undefined)
    yield* Effect.forEach(readers, Fiber.join)
    assert.strictEqual(begun, 3)
  }))
})
