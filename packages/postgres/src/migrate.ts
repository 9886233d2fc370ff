import { Data, Effect } from "effect"
import { SqlClient } from "effect/sql"
import { type Migration, migrations } from "./migrations/index.ts"

/** The database holds steps that this version does not know: a newer one wrote them. */
export class SchemaTooNew extends Data.TaggedError("SchemaTooNew")<{ readonly applied: number; readonly known: number }> {
  override get message() {
    return `The database is at step ${this.applied}, and this version of Bahi knows ${this.known}: run the newer version, or migrate back with it.`
  }
}

/**
 * Brings the schema to `target` (the newest step, unless told otherwise; 0 leaves nothing of ours), forward or back, each step
 * in its own transaction. Servers that migrate at once take turns. Fails with `SchemaTooNew` on the database of a newer version.
 */
export const migrate = Effect.fn("migrate")(function*(target: number = migrations.length) {
  const newest = yield* alone((sql) => Effect.map(sql<{ readonly id: number | null }>`select max(id) as id from bahi_migrations`, ([row]) => row?.id ?? 0))
  if (newest > migrations.length) return yield* new SchemaTooNew({ applied: newest, known: migrations.length })
  yield* Effect.forEach(migrations.filter(({ id }) => id <= target), forward)
  yield* Effect.forEach(migrations.filter(({ id }) => id > target).toReversed(), back)
  if (target === 0) yield* alone((sql) => sql`drop table bahi_migrations`)
})

const forward = ({ id, name, up }: Migration) =>
  alone(Effect.fnUntraced(function*(sql) {
    if (yield* isApplied(sql, id)) return
    yield* Effect.forEach(up, (statement) => sql.unsafe(statement).unprepared, { discard: true })
    yield* sql`insert into bahi_migrations (id, name) values (${id}, ${name})`
  }))

const back = ({ id, down }: Migration) =>
  alone(Effect.fnUntraced(function*(sql) {
    if (!(yield* isApplied(sql, id))) return
    yield* Effect.forEach(down, (statement) => sql.unsafe(statement).unprepared, { discard: true })
    yield* sql`delete from bahi_migrations where id = ${id}`
  }))

const isApplied = (sql: SqlClient.SqlClient, id: number) => Effect.map(sql`select from bahi_migrations where id = ${id}`, (rows) => rows.length > 0)

/** One transaction that no other migrating server runs beside; holds through a pooler too. */
const alone = Effect.fnUntraced(function*<A, E>(step: (sql: SqlClient.SqlClient) => Effect.Effect<A, E>) {
  const sql = yield* SqlClient.SqlClient
  return yield* sql.withTransaction(Effect.gen(function*() {
    // As long as it takes: to wait for the servers before us, and to do our step.
    yield* sql`select set_config('lock_timeout', '0', true), set_config('statement_timeout', '0', true)`
    yield* sql`select pg_advisory_xact_lock(hashtext('bahi_migrations'))`
    yield* sql`create table if not exists bahi_migrations (id integer primary key, name text not null, applied_at timestamptz not null default now())`
    return yield* step(sql)
  }))
})
