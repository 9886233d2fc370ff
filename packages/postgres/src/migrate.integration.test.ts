import { PgClient } from "@effect/sql-pg"
import { assert, it } from "@effect/vitest"
import { Deferred, Duration, Effect, Fiber, Layer, Redacted } from "effect"
import { Reactivity } from "effect/reactivity"
import { migrate, postgresClient, SchemaTooNew } from "./index.ts"
import { carryOut } from "./migrate.ts"
import { type Migration, migrations } from "./migrations/index.ts"
import { freshDatabase } from "./testing/index.ts"

const emptyDatabase = Effect.acquireRelease(Effect.promise(() => freshDatabase()), ({ drop }) => Effect.promise(drop))
const serverOn = (url: string) => postgresClient({ url: Redacted.make(url), maxConnections: 2 })
const empty = Layer.unwrap(Effect.map(emptyDatabase, ({ url }) => serverOn(url)))

/** Everything that somebody made in this database. */
const contents = Effect.gen(function*() {
  const sql = yield* PgClient.PgClient
  const found = yield* sql<{ readonly name: string }>`
    select 'class ' || relname as name from pg_class where relnamespace = 'public'::regnamespace
    union all select 'function ' || proname from pg_proc where pronamespace = 'public'::regnamespace
    union all select 'type ' || typname from pg_type where typnamespace = 'public'::regnamespace
    order by 1`
  return found.map(({ name }) => name)
})

const steps = Effect.gen(function*() {
  const sql = yield* PgClient.PgClient
  return (yield* sql<{ readonly id: number }>`select id from bahi_migrations order by id`).map(({ id }) => id)
})

const all = migrations.map(({ id }) => id)

it.effect("numbers its steps from one, without gaps", () => Effect.sync(() => assert.deepStrictEqual(all, all.map((_, place) => place + 1))))

it.live("goes forward from an empty database, back to nothing, and forward to the same again", () => Effect.gen(function*() {
  yield* migrate()
  const schema = yield* contents
  assert.deepStrictEqual(yield* steps, all)
  const sql = yield* PgClient.PgClient
  yield* sql`select bahi_next_number('order:ORD:2026')`
  yield* migrate(0)
  assert.deepStrictEqual(yield* contents, [])
  yield* migrate(0)
  yield* migrate()
  assert.deepStrictEqual(yield* contents, schema)
}).pipe(Effect.provide(empty)))

it.live("goes step by step, and each step back undoes what the step did", () => Effect.gen(function*() {
  const after: Array<ReadonlyArray<string>> = []
  for (const id of all) {
    yield* migrate(id)
    after.push(yield* contents)
  }
  for (const id of all.toReversed()) {
    yield* migrate(id)
    assert.deepStrictEqual(yield* contents, after[id - 1]!)
    assert.deepStrictEqual(yield* steps, all.slice(0, id))
  }
}).pipe(Effect.provide(empty)))

it.live("lets eight servers migrate at once", () => Effect.gen(function*() {
  const { url } = yield* emptyDatabase
  const servers = Array.from({ length: 8 }, () => migrate().pipe(Effect.provide(serverOn(url), { local: true })))
  yield* Effect.all(servers, { concurrency: "unbounded" })
  assert.deepStrictEqual(yield* steps.pipe(Effect.provide(serverOn(url))), all)
}))

it.live("waits for another server longer than a request would", () => Effect.gen(function*() {
  const { url } = yield* emptyDatabase
  yield* Effect.gen(function*() {
    const sql = yield* PgClient.PgClient
    const slow = yield* Effect.forkChild(sql.withTransaction(Effect.andThen(sql`select pg_advisory_xact_lock(hashtext('bahi_migrations'))`, Effect.sleep("2500 millis"))))
    yield* Effect.sleep("100 millis")
    yield* migrate()
    yield* Fiber.join(slow)
  }).pipe(Effect.provide(serverOn(url)))
}))

it.live("refuses the database of a newer version, and leaves it as it is", () => Effect.gen(function*() {
  yield* migrate()
  const sql = yield* PgClient.PgClient
  const newer = migrations.length + 1
  yield* sql`insert into bahi_migrations (id, name) values (${newer}, 'from the future')`
  const schema = yield* contents
  for (const target of [undefined, 0]) {
    const error = yield* Effect.flip(migrate(target))
    assert.instanceOf(error, SchemaTooNew)
    assert.strictEqual(error.message, `The database is at step ${newer}, and this version of Bahi knows ${migrations.length}: run the newer version, or migrate back with it.`)
  }
  assert.deepStrictEqual(yield* contents, schema)
}).pipe(Effect.provide(empty)))

it.live("leaves the steps before one that fails, and nothing of that one", () => Effect.gen(function*() {
  const sql = yield* PgClient.PgClient
  yield* migrate(1)
  const first = yield* contents
  // The second step makes the payments before it meets this.
  yield* sql`create table refunds (id integer)`
  assert.deepInclude(yield* Effect.flip(migrate()), { _tag: "SqlError" })
  yield* sql`drop table refunds`
  assert.deepStrictEqual(yield* contents, first)
  assert.deepStrictEqual(yield* steps, [1])
  yield* migrate()
  assert.deepStrictEqual(yield* steps, all)
}).pipe(Effect.provide(empty)))

/** A step of a shop that is open, with a table of 10,000 rows. */
const opened = Effect.gen(function*() {
  const { url } = yield* emptyDatabase
  const sql = yield* PgClient.make({ url: Redacted.make(url), maxConnections: 4 })
  yield* sql`create table busy (id integer primary key, at timestamptz not null default now())`
  yield* sql`insert into busy select generate_series(1, 10000)`
  return { sql, step: (step: Pick<Migration, "up" | "apart">) => carryOut([{ id: 1, name: "busy", down: [], ...step }]).pipe(Effect.provide(serverOn(url))) }
})

it.live("waits for a table in use two seconds at a time, and lets others through in between", () => Effect.gen(function*() {
  const { sql, step } = yield* opened
  const reader = yield* Effect.forkChild(sql.withTransaction(Effect.andThen(sql`select from busy limit 1`, Effect.sleep("3500 millis"))))
  yield* Effect.sleep("100 millis")
  const migrating = yield* Effect.forkChild(step({ up: [`alter table busy add column more text`] }))
  yield* Effect.sleep("100 millis")
  // It queues behind the step, and is served long before the reader is done.
  const [queued] = yield* Effect.timed(sql`insert into busy values (0)`)
  assert.isBelow(Duration.toMillis(queued), 3000)
  assert.isUndefined(reader.pollUnsafe())
  yield* Fiber.join(migrating)
  assert.lengthOf(yield* sql`select more from busy where id = 0`, 1)
}).pipe(Effect.provide(Reactivity.layer)))

it.live("builds an index while others write, and builds it anew when that broke off", () => Effect.gen(function*() {
  const { sql, step } = yield* opened
  const build = step({ apart: true, up: [`drop index concurrently if exists busy_by_time`, `create index concurrently busy_by_time on busy (at)`] })
  const isWhole = Effect.map(sql<{ readonly whole: boolean }>`select indisvalid as whole from pg_index where indexrelid = to_regclass('busy_by_time')`, ([row]) => row?.whole)
  const letGo = yield* Deferred.make<void>()
  const writer = yield* Effect.forkChild(sql.withTransaction(Effect.andThen(sql`insert into busy values (0)`, Deferred.await(letGo))))
  yield* Effect.sleep("100 millis")
  const broken = yield* Effect.forkChild(Effect.flip(build))
  yield* Effect.sleep("200 millis")
  yield* sql`insert into busy values (-1)`
  yield* sql`select pg_cancel_backend(pid) from pg_stat_activity where datname = current_database() and query like 'create index%'`
  assert.deepInclude(yield* Fiber.join(broken), { _tag: "SqlError" })
  assert.isFalse(yield* isWhole)

  const again = yield* Effect.forkChild(build)
  yield* Effect.sleep("200 millis")
  yield* sql`insert into busy values (-2)`
  yield* Deferred.succeed(letGo, undefined)
  yield* Fiber.join(writer)
  yield* Fiber.join(again)
  assert.isTrue(yield* isWhole)
}).pipe(Effect.provide(Reactivity.layer)))
