import { Data, Effect, Option, Schedule } from "effect"
import { SqlClient, SqlError } from "effect/sql"
import { type Migration, migrations } from "./migrations/index.ts"

/** The database holds steps that this version does not know: a newer one wrote them. */
export class SchemaTooNew extends Data.TaggedError("SchemaTooNew")<{ readonly applied: number; readonly known: number }> {
  override get message() {
    return `The database is at step ${this.applied}, and this version of Bahi knows ${this.known}: run the newer version, or migrate back with it.`
  }
}

/**
 * Brings the schema to `target` (the newest step, unless told otherwise; 0 leaves nothing of ours), forward or back, beside a
 * shop that is open. Servers that migrate at once take turns. A lock on a table is asked for two seconds at a time, for up to
 * two minutes, so that nobody queues behind it for longer; then it fails with the `SqlError` of the lock. Fails with `SchemaTooNew`
 * on the database of a newer version. Steps that are taken apart need a second connection.
 */
export const migrate = (target: number = migrations.length) => carryOut(migrations, target)

/** These steps, up to `target` and no further. */
export const carryOut = Effect.fn("migrate")(function*(steps: ReadonlyArray<Migration>, target: number = steps.length) {
  const newest = yield* alone((sql) => Effect.map(sql<{ readonly id: number | null }>`select max(id) as id from bahi_migrations`, ([row]) => row?.id ?? 0))
  if (newest > steps.length) return yield* new SchemaTooNew({ applied: newest, known: steps.length })
  yield* Effect.forEach(steps.filter(({ id }) => id <= target), forward)
  yield* Effect.forEach(steps.filter(({ id }) => id > target).toReversed(), back)
  if (target === 0) yield* alone((sql) => sql`drop table bahi_migrations`)
})

const forward = ({ id, name, up, apart }: Migration) =>
  alone(Effect.fnUntraced(function*(sql) {
    if (yield* isApplied(sql, id)) return
    yield* apart ? runApart(sql, up) : runTogether(sql, up)
    yield* sql`insert into bahi_migrations (id, name) values (${id}, ${name})`
  }))

const back = ({ id, down, apart }: Migration) =>
  alone(Effect.fnUntraced(function*(sql) {
    if (!(yield* isApplied(sql, id))) return
    yield* apart ? runApart(sql, down) : runTogether(sql, down)
    yield* sql`delete from bahi_migrations where id = ${id}`
  }))

const isApplied = (sql: SqlClient.SqlClient, id: number) => Effect.map(sql`select from bahi_migrations where id = ${id}`, (rows) => rows.length > 0)

const runTogether = (sql: SqlClient.SqlClient, statements: ReadonlyArray<string>) => Effect.forEach(statements, (statement) => sql.unsafe(statement).unprepared, { discard: true })

/** On a connection outside of the transaction that keeps other servers away. What is built `concurrently` holds up nobody while it waits. */
const runApart = (sql: SqlClient.SqlClient, statements: ReadonlyArray<string>) =>
  Effect.scoped(Effect.gen(function*() {
    // That transaction's last statement for now: a query would keep its snapshot, for which what is built `concurrently` would wait.
    yield* sql`set local idle_in_transaction_session_timeout = 0`
    const connection = yield* sql.reserve.pipe(Effect.timeoutOrElse({ duration: "30 seconds", orElse: () => Effect.die(new Error("A step that is taken apart needs a second connection: let the pool have two.")) }))
    const run = (statement: string) => connection.executeUnprepared(statement, [], undefined)
    yield* Effect.addFinalizer(() => Effect.ignoreCause(Effect.andThen(run("reset statement_timeout"), run("reset lock_timeout"))))
    yield* run("set statement_timeout = 0")
    for (const statement of statements) {
      yield* run(`set lock_timeout = '${/\bconcurrently\b/.test(statement) ? "0" : LOCK_TIMEOUT}'`)
      yield* run(statement)
    }
  }))

/** How long anybody may have to queue behind a step that waits for a lock. */
const LOCK_TIMEOUT = "2s"

/** One transaction that no other migrating server runs beside; holds through a pooler too. */
const alone = <A, E>(step: (sql: SqlClient.SqlClient) => Effect.Effect<A, E>) => Effect.flatMap(SqlClient.SqlClient, (sql) =>
  sql.withTransaction(Effect.gen(function*() {
    const [turn] = yield* sql<{ readonly ours: boolean }>`select pg_try_advisory_xact_lock(hashtext('bahi_migrations')) as ours`
    if (!turn!.ours) return Option.none<A>()
    // As long as it takes to do our step.
    yield* sql`select set_config('lock_timeout', ${LOCK_TIMEOUT}, true), set_config('statement_timeout', '0', true)`
    yield* sql`create table if not exists bahi_migrations (id integer primary key, name text not null, applied_at timestamptz not null default now())`
    return Option.some(yield* step(sql))
  })).pipe(
    // Another server is at it. Nobody waits for it in a transaction: what is built `concurrently` waits for every snapshot that is older.
    Effect.repeat({ until: Option.isSome, schedule: Schedule.spaced("50 millis") }),
    Effect.map(Option.getOrThrow),
    Effect.retry({ times: 40, schedule: Schedule.spaced("1 second"), while: isLockTimeout })
  ))

const isLockTimeout = (error: unknown): boolean => SqlError.isSqlError(error) && error.reason._tag === "LockTimeoutError"
