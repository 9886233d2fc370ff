import { Contention, type Stored } from "@bahi/application"
import { money, type Money } from "@bahi/core/money"
import type { PgClient } from "@effect/sql-pg"
import { Context, Effect } from "effect"
import { type SqlClient, SqlError, type Statement } from "effect/sql"

/** For writes: what another transaction caused is `Contention`, and worth another try; anything else from the database is a defect. */
export const contended = (on: string) => <A, R>(statement: Effect.Effect<A, SqlError.SqlError, R>): Effect.Effect<A, Contention, R> =>
  Effect.catch(statement, (error) => isContention(error) ? Effect.fail(new Contention({ on })) : Effect.die(error))

const isContention = ({ reason }: SqlError.SqlError): boolean =>
  reason._tag === "UniqueViolation" || reason._tag === "SerializationError" || reason._tag === "DeadlockError" || reason._tag === "LockTimeoutError"

/** One transaction around `work`; inside another, a savepoint of it. */
export const inTransaction = (sql: SqlClient.SqlClient, on: string) => <A, E, R>(work: Effect.Effect<A, E, R>): Effect.Effect<A, E | Contention, R> =>
  Effect.catch(sql.withTransaction(work), (error): Effect.Effect<never, E | Contention> =>
    !SqlError.isSqlError(error) ? Effect.fail(error) : isContention(error) ? Effect.fail(new Contention({ on })) : Effect.die(error))

/** One of several writes, without its `returning`, and how many rows it has to find. */
export interface Write {
  readonly statement: Statement.Fragment
  readonly rows: number
}

/** What is still to be written where writes are gathered. */
const Unwritten = Context.Reference<Array<Write> | undefined>("@bahi/postgres/Unwritten", { defaultValue: () => undefined })

/** Gathers the writes of these saves, and writes them at the end. */
export const writesGathered = (sql: PgClient.PgClient, on: string) => <A, E, R>(saves: Effect.Effect<A, E, R>): Effect.Effect<A, E | Contention, R> =>
  Effect.suspend(() => {
    const unwritten: Array<Write> = []
    return Effect.tap(Effect.provideService(saves, Unwritten, unwritten), () => writeNow(sql, on, unwritten))
  })

/** Several writes in one trip to the database, now or with those that they are gathered with. Fails with `Contention` unless every row was there in its expected version. */
export const writeAtOnce = (sql: PgClient.PgClient, on: string, writes: ReadonlyArray<Write>): Effect.Effect<void, Contention> =>
  Effect.flatMap(Unwritten, (unwritten) => {
    if (unwritten === undefined) return writeNow(sql, on, writes)
    unwritten.push(...writes)
    return Effect.void
  })

/** One after the other: where one has to be over before the next, whatever is gathered. */
export const oneByOne = Effect.provideService(Unwritten, undefined)

/** All of them see the tables as they were before, and foreign keys are looked at when all are done. */
const writeNow = (sql: PgClient.PgClient, on: string, writes: ReadonlyArray<Write>): Effect.Effect<void, Contention> => {
  if (writes.length === 0) return Effect.void
  const parts = writes.map(({ statement }, place) => sql`${sql.literal(`written_${place}`)} as (${statement} returning 1)`)
  const written = sql.literal(writes.map((_, place) => `(select count(*) from written_${place})`).join(" + "))
  return sql<{ readonly written: number }>`with ${parts.reduce((all, part) => sql`${all}, ${part}`)} select (${written})::integer as written`.pipe(
    contended(on),
    Effect.flatMap(([row]) => row!.written === writes.reduce((rows, write) => rows + write.rows, 0) ? Effect.void : Effect.fail(new Contention({ on })))
  )
}

/** A row that was locked, with its version before the statement began. */
export interface Locked {
  readonly version: number
  readonly seen: number
}

/** Rows by their ids, as they are loaded. */
export const storedBy = <Row extends { readonly id: string; readonly version: number }, State>(stateOf: (row: Row) => State) =>
  (rows: ReadonlyArray<Row>): ReadonlyMap<string, Stored<State>> => new Map(rows.map((row) => [row.id, { version: row.version, state: stateOf(row) }]))

/** What a statement locked, or what is read again where it had to wait: it returns the row as it is by then, and what is joined to it as it was before. */
export const unlessOvertaken = <Row extends Locked, A>(on: string, storedOf: (rows: ReadonlyArray<Row>) => A, again: Effect.Effect<A>) =>
  (locking: Effect.Effect<ReadonlyArray<Row>, SqlError.SqlError>): Effect.Effect<A, Contention> =>
    locking.pipe(contended(on), Effect.flatMap((rows) => rows.every(({ seen, version }) => seen === version) ? Effect.succeed(storedOf(rows)) : again))

/** Inserts rows, at least one, in their order. However many there are it is one statement of one text, so that it stays prepared. */
export const insertInto = <Row extends object>(sql: PgClient.PgClient, table: string, rows: ReadonlyArray<Row>) => {
  const columns = sql.literal(Object.keys(rows[0]!).join(", "))
  return sql`insert into ${sql(table)} (${columns}) select ${columns} from jsonb_populate_recordset(null::${sql(table)}, ${sql.json(rows)})`
}

/** An instant of a column as JSON takes it. */
export const millisOf = (sql: SqlClient.SqlClient) => (column: string) => sql.literal(`(extract(epoch from ${column}) * 1000)::bigint`)

/** An instant as a column takes it. */
export const timestamp = (at: number | undefined): Date | null => at === undefined ? null : new Date(at)

/** `{ [key]: value }`, or nothing where the column is null. */
export const present = <K extends string, V, W>(key: K, value: V | null, from: (value: V) => W): { readonly [P in K]?: W } =>
  (value === null ? {} : { [key]: from(value) }) as { readonly [P in K]?: W }

export const same = <A>(value: A): A => value
export const instant = (date: Date): number => date.getTime()
export const amount = (paise: bigint): Money => money(Number(paise))
