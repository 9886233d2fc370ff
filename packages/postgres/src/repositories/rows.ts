import type { Contention, Stored } from "@bahi/application"
import type { PgClient } from "@effect/sql-pg"
import { Effect } from "effect"
import type { SqlError, Statement } from "effect/sql"
import { contended, unlessAttempt, unlessRead } from "../sql.ts"

/** A row as it is read and locked. What is joined to others carries its version before the statement began. */
export interface Versioned {
  readonly id: string
  readonly version: number
  readonly seen?: number
}

/** How one kind of aggregate is selected, and what its rows say. */
interface Rows<R extends Versioned, State> {
  readonly kind: string
  readonly select: (condition: Statement.Fragment, locking: Statement.Fragment) => Effect.Effect<ReadonlyArray<R>, SqlError.SqlError>
  readonly stateOf: (row: R) => State
}

type Found<State> = ReadonlyMap<string, Stored<State>>

/** Reads and locks rows, by their ids or by what they say, always in the order of their ids. */
export const reading = <R extends Versioned, State>(sql: PgClient.PgClient, { kind, select, stateOf }: Rows<R, State>) => {
  const storedOf = (rows: ReadonlyArray<R>): Found<State> => new Map(rows.map((row) => [row.id, { version: row.version, state: stateOf(row) }]))
  const among = (ids: ReadonlyArray<string>) => sql`id = any(${ids}::uuid[])`
  const readNow = (condition: Statement.Fragment) => Effect.orDie(Effect.map(select(condition, sql.literal("")), storedOf))
  // A statement that had to wait returns the row as it is by then, and what is joined to it as it was before.
  const lockNow = (condition: Statement.Fragment) => select(condition, sql.literal("for no key update")).pipe(
    contended(kind),
    Effect.flatMap((rows): Effect.Effect<Found<State>> => rows.every(({ seen, version }) => seen === undefined || seen === version) ? Effect.succeed(storedOf(rows)) : readNow(condition)))

  const readWhere = (condition: Statement.Fragment): Effect.Effect<Found<State>> => unlessRead(kind, [], readNow(condition))
  const read = (ids: ReadonlyArray<string>): Effect.Effect<Found<State>> => unlessRead(kind, ids, readNow(among(ids)))
  return {
    read,
    readWhere,
    lock: (ids: ReadonlyArray<string>): Effect.Effect<Found<State>, Contention> => unlessAttempt(lockNow(among(ids)), read(ids)),
    lockWhere: (condition: Statement.Fragment): Effect.Effect<Found<State>, Contention> => unlessAttempt(lockNow(condition), readWhere(condition))
  }
}
