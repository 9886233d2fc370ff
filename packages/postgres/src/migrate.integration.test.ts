import { PgClient } from "@effect/sql-pg"
import { assert, it } from "@effect/vitest"
import { Effect, Fiber, Layer, Redacted } from "effect"
import { migrate, postgresClient, SchemaTooNew } from "./index.ts"
import { migrations } from "./migrations/index.ts"
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
