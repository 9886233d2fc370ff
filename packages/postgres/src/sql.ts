import { Contention, isDatabaseAway } from "@bahi/application"
import { money, type Money } from "@bahi/core/money"
import type { PgClient } from "@effect/sql-pg"
import { Cause, Context, Effect, Option } from "effect"
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

/** One of several writes, without its `returning`, or a function that is called; and how many rows it has to find, or to answer. */
export interface Write {
  readonly statement: Statement.Fragment
  readonly rows: number
}

/** What a unit of work has still to write, and which functions it calls then. */
interface Gathering {
  /** Nothing is locked: versions tell whether others came first. */
  readonly isAttempt: boolean
  readonly writes: Array<Write>
  readonly calls: Array<Write>
  /** What an attempt has read, by kind and id. */
  readonly found: Map<string, unknown>
}

const Gathering = Context.Reference<Gathering | undefined>("@bahi/postgres/Gathering", { defaultValue: () => undefined })

const gathered = <A, E, R, E2>(work: Effect.Effect<A, E, R>, isAttempt: boolean, atTheEnd: (gathering: Gathering) => Effect.Effect<void, E2>): Effect.Effect<A, E | E2, R> =>
  Effect.suspend(() => {
    const gathering: Gathering = { isAttempt, writes: [], calls: [], found: new Map() }
    return Effect.tap(Effect.provideService(work, Gathering, gathering), () => atTheEnd(gathering))
  })

/** Gathers what is written in a transaction; in an attempt all of it is gathered anyway. */
export const writing = (sql: PgClient.PgClient, on: string) => <A, E, R>(saves: Effect.Effect<A, E, R>): Effect.Effect<A, E | Contention, R> =>
  Effect.flatMap(Gathering, (gathering) => gathering?.isAttempt ? saves : gathered(saves, false, ({ writes }) => writeNow(sql, on, writes)))

/** Work whose one statement, at its end, is all that it asks of the database beside reading. In a transaction already it is a part of that. */
export const attempt = (sql: PgClient.PgClient, on: string) => <A, E, R>(work: Effect.Effect<A, E, R>): Effect.Effect<A, E | Contention, R> =>
  Effect.flatMap(Effect.serviceOption(sql.transactionService), (transaction): Effect.Effect<A, E | Contention, R> => Option.isSome(transaction)
    ? inTransaction(sql, on)(work)
    : gathered(work, true, ({ calls, writes }) => Effect.orDie(statementOf(sql, writes, calls))).pipe(Effect.catchCauseIf(isDoubtful, () => Effect.fail(new Contention({ on })))))

/** Reads of an attempt come one after the other: whatever fails on them, a refusal too, may be due to what others changed in between. */
const isDoubtful = <E>(cause: Cause.Cause<E>): boolean =>
  !Cause.hasInterruptsOnly(cause) && !cause.reasons.some((reason) => Cause.isDieReason(reason) && isDatabaseAway(reason.defect))

/** Several writes in one trip to the database, now or with those that they are gathered with. Fails with `Contention` unless every row was there in its expected version. */
export const writeAtOnce = (sql: PgClient.PgClient, on: string, writes: ReadonlyArray<Write>): Effect.Effect<void, Contention> =>
  Effect.flatMap(Gathering, (gathering) => {
    if (gathering === undefined) return writeNow(sql, on, writes)
    gathering.writes.push(...writes)
    return Effect.void
  })

const writeNow = (sql: PgClient.PgClient, on: string, writes: ReadonlyArray<Write>): Effect.Effect<void, Contention> => contended(on)(statementOf(sql, writes, []))

/** Calls a function: now, as it is said, or in an attempt after what is written. */
export const callOr = <A, E>(now: Effect.Effect<A, E>, inAttempt: Write): Effect.Effect<A | void, E> =>
  Effect.flatMap(Gathering, (gathering): Effect.Effect<A | void, E> => {
    if (!gathering?.isAttempt) return now
    gathering.calls.push(inAttempt)
    return Effect.void
  })

/** What a transaction does, and what is done in its place in an attempt, which holds nothing: it only looks, or says that it cannot. */
export const unlessAttempt = <A, E, R>(work: Effect.Effect<A, E, R>, inAttempt: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
  Effect.flatMap(Gathering, (gathering) => gathering?.isAttempt ? inAttempt : work)

/** What an attempt reads, it reads once: nothing is held either way, and in the end the versions tell. */
export const unlessRead = <A>(kind: string, ids: ReadonlyArray<string>, read: Effect.Effect<ReadonlyMap<string, A>>): Effect.Effect<ReadonlyMap<string, A>> =>
  Effect.flatMap(Gathering, (gathering) => gathering?.isAttempt && ids.every((id) => gathering.found.has(`${kind} ${id}`))
    ? Effect.succeed(new Map(ids.map((id) => [id, gathering.found.get(`${kind} ${id}`) as A])))
    : remembered(kind, read))

/** An attempt remembers what it reads, by kind and id. */
export const remembered = <A>(kind: string, read: Effect.Effect<ReadonlyMap<string, A>>): Effect.Effect<ReadonlyMap<string, A>> =>
  Effect.flatMap(Gathering, (gathering) => gathering?.isAttempt
    ? Effect.tap(read, (rows) => Effect.sync(() => { for (const [id, row] of rows) gathering.found.set(`${kind} ${id}`, row) }))
    : read)

/** One after the other: where one has to be over before the next, so that they cannot be gathered. */
export const oneByOne = (on: string) => (saves: Effect.Effect<void, Contention>): Effect.Effect<void, Contention> =>
  Effect.flatMap(Gathering, (gathering) => gathering?.isAttempt ? Effect.fail(new Contention({ on })) : Effect.provideService(saves, Gathering, undefined))

/** What was locked and is not saved: locked it keeps others away; in an attempt it has to be so still, and takes a version, so that of two who lock it one is told. */
export const confirmIn = (sql: PgClient.PgClient, table: string) => (locked: ReadonlyArray<{ readonly id: string; readonly version: number }>): Effect.Effect<void> =>
  Effect.map(Gathering, (gathering) => {
    if (gathering?.isAttempt) gathering.writes.push(...locked.map(({ id, version }) => ({ statement: sql`update ${sql(table)} set version = version + 1 where id = ${id} and version = ${version}`, rows: 1 })))
  })

/**
 * All writes see the tables as they were before, one after the other, and foreign keys are looked at when all are done. The calls come after.
 * The first that does not find its rows ends it, before it locks what is written next: whoever holds that may wait for what is locked already.
 */
const statementOf = (sql: PgClient.PgClient, writes: ReadonlyArray<Write>, calls: ReadonlyArray<Write>): Effect.Effect<void, SqlError.SqlError> => {
  if (writes.length + calls.length === 0) return Effect.void
  const written = writes.map(({ statement }, place) => sql`${sql.literal(`written_${place}`)} as (${statement} returning 1)`)
  const expect = (from: Statement.Fragment, rows: number) => sql`bahi_expect((select count(*) from ${from}), ${rows})`
  const expected = writes.map(({ rows }, place) => expect(sql.literal(`written_${place}`), rows))
  const called = calls.map(({ statement, rows }) => expect(statement, rows))
  return Effect.asVoid(sql`${sql.csv("with", written)} ${sql.csv("select", [...expected, ...called])}`)
}

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
