import type { Contention, Stored } from "@bahi/application"
import type { Instant } from "@bahi/core/id"
import type { PgClient } from "@effect/sql-pg"
import { Effect } from "effect"
import type { Statement } from "effect/sql"
import type { Database } from "../client.ts"
import { contended, remembered, timestamp, unlessAttempt, unlessRead, type Write } from "../sql.ts"

/** A row as it is read and locked. What is joined to others carries, when it is locked, its version before the statement began. */
export interface Versioned {
  readonly id: string
  readonly version: number
  readonly seen?: number | null
}

/** How a statement that selects rows ends. */
export type Locking = "" | "for no key update"

/** In the order of their ids, in which everybody locks. Sorted by a row value, as no index is: rows that another key finds are no reason to go through the table in that order. */
export const inOrder = (sql: PgClient.PgClient, locking: Locking): Statement.Fragment => sql.literal(`order by row(id) ${locking}`)

/** The version of a row before the statement began: another, where the statement had to wait for its lock. */
export const versionBefore = (sql: PgClient.PgClient, table: string, alias: string, locking: Locking): Statement.Fragment =>
  sql.literal(locking === "" ? "null::integer" : `(select version from ${table} s where s.id = ${alias}.id)`)

/** How one kind of aggregate is selected, and what its rows say. */
interface Rows<R extends Versioned, State> {
  readonly kind: string
  readonly select: (condition: Statement.Fragment, locking: Locking) => Statement.Statement<R>
  readonly stateOf: (row: R) => State
}

type Found<State> = ReadonlyMap<string, Stored<State>>

/** Reads and locks rows, by their ids or by what they say, always in the order of their ids. */
export const reading = <R extends Versioned, State>({ quickly, sql }: Database, { kind, select, stateOf }: Rows<R, State>) => {
  const storedOf = (rows: ReadonlyArray<R>): Found<State> => new Map(rows.map((row) => [row.id, { version: row.version, state: stateOf(row) }]))
  const among = (ids: ReadonlyArray<string>) => sql`id = any(${ids}::uuid[])`
  const readNow = (condition: Statement.Fragment) => Effect.orDie(Effect.map(quickly(select(condition, "")), storedOf))
  // A statement that had to wait returns the row as it is by then, and what is joined to it as it was before.
  const lockNow = (condition: Statement.Fragment) => select(condition, "for no key update").pipe(
    contended(kind),
    Effect.flatMap((rows): Effect.Effect<Found<State>> => rows.every(({ seen, version }) => seen === undefined || seen === version) ? Effect.succeed(storedOf(rows)) : readNow(condition)))

  const readWhere = (condition: Statement.Fragment): Effect.Effect<Found<State>> => remembered(kind, readNow(condition))
  const read = (ids: ReadonlyArray<string>): Effect.Effect<Found<State>> => unlessRead(kind, ids, readNow(among(ids)))
  return {
    read,
    readWhere,
    lock: (ids: ReadonlyArray<string>): Effect.Effect<Found<State>, Contention> => unlessAttempt(lockNow(among(ids)), read(ids)),
    lockWhere: (condition: Statement.Fragment): Effect.Effect<Found<State>, Contention> => unlessAttempt(lockNow(condition), readWhere(condition))
  }
}

/** Values by their columns; undefined is null, and what is an object, and no instant, goes as JSON. */
type Columns = Readonly<Record<string, unknown>>

/** What the row of an aggregate holds: columns that may change, and those that are settled when it is new. */
interface RowOf<State> {
  readonly columnsOf: (state: State) => Columns
  readonly settledBy: (first: State) => Columns
}

/** Writes the row of an aggregate: a new one, or the next version of one that is there. Of that only what changed: long values stay where they are. */
export const rowIn = <State>(sql: PgClient.PgClient, table: string, { columnsOf, settledBy }: RowOf<State>) => {
  const toWrite = (columns: Columns) => Object.fromEntries(Object.entries(columns).map(([column, value]) => [column, isJson(value) ? sql.json(value) : value ?? null]))
  return ({ id, version, before, at }: { readonly id: string; readonly version: number; readonly before: State | { readonly status: string }; readonly at: Instant }, after: State): Write => {
    const columns = { ...columnsOf(after), updated_at: timestamp(at) }
    if (version === 0) return { statement: sql`insert into ${sql(table)} ${sql.insert(toWrite({ id, version: 1, ...settledBy(after), ...columns }))}`, rows: 1 }
    const earlier = columnsOf(before as State)
    const changed = Object.fromEntries(Object.entries(columns).filter(([column, value]) => !isSame(value, earlier[column])))
    return { statement: sql`update ${sql(table)} set version = version + 1, ${sql.update(toWrite(changed))} where id = ${id} and version = ${version}`, rows: 1 }
  }
}

const isJson = (value: unknown): boolean => typeof value === "object" && value !== null && !(value instanceof Date)
const isSame = (one: unknown, other: unknown): boolean => one === other || one instanceof Date && other instanceof Date && one.getTime() === other.getTime()
