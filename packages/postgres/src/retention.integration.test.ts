import { Orders, Outbox } from "@bahi/application"
import { buy, goods, shopOn, stock } from "@bahi/application/testing"
import { PgClient } from "@effect/sql-pg"
import { assert, it } from "@effect/vitest"
import { Effect, Layer, Redacted } from "effect"
import { migrate, postgresClient, retain, retentionPolicy, storagePostgres } from "./index.ts"
import { attempts } from "./migrations/0007-attempts.ts"
import { retention } from "./migrations/0006-retention.ts"
import { migratedDatabase } from "./testing/index.ts"
import { sales } from "./testing/sales.ts"
import { verifyData } from "./verify/index.ts"

const shop = Layer.unwrap(Effect.map(migratedDatabase, ({ url }) => shopOn(storagePostgres.pipe(Layer.provideMerge(postgresClient({ url: Redacted.make(url), maxConnections: 4 }))))))

const months = (table: string) => Effect.flatMap(PgClient.PgClient, (sql) =>
  Effect.map(sql<{ readonly name: string }>`select c.relname::text as name from pg_inherits join pg_class c on c.oid = inhrelid where inhparent = ${table}::regclass order by 1`, (found) => found.map(({ name }) => name)))

const run = (statements: ReadonlyArray<string>) => Effect.flatMap(PgClient.PgClient, (sql) => Effect.forEach(statements, (statement) => sql.unsafe(statement), { discard: true }))

const rowsOf = (table: string) => Effect.flatMap(PgClient.PgClient, (sql) => sql`select * from ${sql(table)} order by id`)

it.live("months: what is written goes to its own, coming ones are ready, and empty ones of the outbox go", () => Effect.gen(function*() {
  const sql = yield* PgClient.PgClient
  yield* stock(10)
  yield* buy([[goods.kurta, 1]])
  const own = `_${new Date().toISOString().slice(0, 7).replace("-", "_")}`
  assert.deepStrictEqual(yield* sql`select distinct tableoid::regclass::text as table from order_status_history`, [{ table: `order_status_history${own}` }])
  assert.deepStrictEqual(yield* sql`select distinct tableoid::regclass::text as table from outbox`, [{ table: `outbox${own}` }])
  assert.deepStrictEqual((yield* retain()).monthsBegun, 0)

  // Half a year goes by, and one event was never delivered.
  const begun = yield* sql<{ readonly begun: number }>`select bahi_begin_months(now() + interval '6 months', 1) as begun`
  assert.deepStrictEqual(begun, [{ begun: 6 }])
  const before = yield* months("outbox")
  assert.strictEqual(before.length, 7)
  const dropped = yield* sql<{ readonly dropped: number }>`select bahi_drop_empty_months('outbox', now() + interval '6 months') as dropped`
  assert.deepStrictEqual(dropped, [{ dropped: 3 }])
  assert.deepStrictEqual(yield* months("outbox"), before.filter((name, place) => name.endsWith(own) || place >= 4))
  assert.strictEqual((yield* months("order_status_history")).length, 7)
  for (const table of yield* months("order_status_history")) {
    assert.include(String((yield* Effect.flip(sql`truncate ${sql(table)}`)).reason.cause), "is never changed", table)
  }
  // What comes before its month was made is not lost, and the month does not come over it.
  yield* sql`insert into outbox (aggregate, aggregate_id, event, not_before, created_at) values ('order', gen_random_uuid(), '{}', now(), now() + interval '2 years')`
  assert.deepStrictEqual(yield* sql`select bahi_begin_months(now() + interval '2 years', 0) as begun`, [{ begun: 2 }])
  assert.deepStrictEqual(yield* sql`select count(*)::integer as rows from outbox_rest`, [{ rows: 1 }])
}).pipe(Effect.provide(shop)))

it.live("months: nothing is lost, and no id comes twice, when the step is taken back, and taken again, with rows in the tables", () => Effect.gen(function*() {
  yield* sales
  yield* buy([[goods.kurta, 1]])
  let [history, outbox] = [yield* rowsOf("order_status_history"), yield* rowsOf("outbox")]
  for (const step of [retention.id - 1, retention.id]) {
    yield* migrate(step)
    assert.deepStrictEqual([yield* rowsOf("order_status_history"), yield* rowsOf("outbox")], [history, outbox])
    // What the shop of today calls, and these steps do not know yet.
    yield* run(attempts.up)
    const { order } = yield* buy([[goods.kurta, 1]])
    yield* run(attempts.down)
    assert.isAbove((yield* (yield* Orders).withTimeline(order.orderNumber))!.timeline.length, 0)
    assert.isAbove(yield* (yield* Outbox).deliver(100, () => Effect.void), 0)
    history = yield* rowsOf("order_status_history")
    outbox = []
  }
  yield* migrate()
  assert.strictEqual(new Set(history.map((row) => row["id"])).size, history.length)
  assert.deepStrictEqual((yield* verifyData()).filter(({ name, violations }) => violations > 0 && name !== "order_invoiced_or_about_to_be"), [])
}).pipe(Effect.provide(shop)))

it.live("deletes what is over, batch after batch, and nothing else", () => Effect.gen(function*() {
  const sql = yield* PgClient.PgClient
  yield* sales
  yield* sql`insert into idempotency_keys (caller, key, request, answer, created_at) select 'caller', n::text, 'request', '{}', now() - n * interval '1 day' from generate_series(0, 24) as n`
  yield* sql`update reservations set updated_at = now() - interval '100 days'`
  const settled = (yield* sql`update webhook_deliveries set settled_at = now() - interval '31 days' where status <> 'pending' returning 1`).length
  const held = yield* sql`select count(*)::integer as rows from reservations where status = 'held'`
  const over = (yield* sql<{ readonly rows: number }>`select count(*)::integer as rows from reservations where status <> 'held'`)[0]!.rows
  assert.deepStrictEqual((yield* retain({ ...retentionPolicy, batch: 5 })).deleted, { idempotency_keys: 18, reservations: over, webhook_deliveries: settled })
  assert.isAbove(settled, 5)
  assert.deepStrictEqual(yield* sql`select count(*)::integer as rows from reservations`, held)
  assert.deepStrictEqual((yield* sql`select key from idempotency_keys where caller = 'caller'`).length, 7)
  assert.deepStrictEqual((yield* retain()).deleted, { idempotency_keys: 0, reservations: 0, webhook_deliveries: 0 })
  assert.deepStrictEqual((yield* verifyData()).filter(({ violations }) => violations > 0), [])
}).pipe(Effect.provide(shop)))
