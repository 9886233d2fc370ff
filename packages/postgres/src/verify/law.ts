import type { Checkouts, Carts, Invoices, Orders, Payments, Refunds } from "@bahi/application"
import { PgClient } from "@effect/sql-pg"
import { Effect, Option, Stream } from "effect"
import { SqlClient, type SqlError } from "effect/sql"

/** So many rows that were looked at, and those among them that break the law. */
export interface Page {
  readonly rows: number
  readonly broken: ReadonlyArray<string>
}

/** What every row must be like, whatever happened to it. */
export interface Law {
  readonly name: string
  readonly sentence: string
  /** Looks at all rows, so many at a time, in the order of their keys. */
  readonly check: (pageSize: number) => Stream.Stream<Page, SqlError.SqlError, LawServices>
}

export type LawServices = PgClient.PgClient | Carts | Checkouts | Orders | Payments | Refunds | Invoices

/** Rows to look at, called `this` in what holds of each. */
export interface Rows {
  /** A table, or a query in parentheses. */
  readonly of: string
  /** Columns that tell the rows apart: `id` where nothing else is said. */
  readonly keys?: ReadonlyArray<string>
  readonly where?: string
}

/** A law that one SQL condition says of each row; null breaks it. */
export const eachRow = ({ name, sentence, holds, ...rows }: Rows & { readonly name: string; readonly sentence: string; readonly holds: string }): Law => ({
  name,
  sentence,
  check: (size) => pagesOf(rows, holds, size)
})

/** The rows of a table, a page at a time, held against one condition. */
export const pagesOf = (rows: Rows, holds: string, size: number): Stream.Stream<Page, SqlError.SqlError, PgClient.PgClient> =>
  paged(rows, size, (page, keys) => `
    select count(*)::integer as rows, ${keys.last} as last, coalesce(array_agg(${keys.label} order by ${keys.list}) filter (where (${holds}) is not true), '{}') as broken from ${page}`,
  ({ broken }: { readonly broken: ReadonlyArray<string> }) => Effect.succeed(broken))

/** A law about aggregates as their repository loads them, beside the columns of their row. One that does not load breaks it. */
export const eachState = <State, R extends LawServices>({ name, sentence, load, holds, ...rows }: Rows & {
  readonly name: string
  readonly sentence: string
  readonly load: (ids: ReadonlyArray<string>) => Effect.Effect<ReadonlyMap<string, { readonly state: State }>, never, R>
  readonly holds: (state: State, row: Readonly<Record<string, unknown>>) => boolean
}): Law => ({
  name,
  sentence,
  check: (size) =>
    paged(rows, size, (page, keys) => `
      select count(*)::integer as rows, ${keys.last} as last, coalesce(jsonb_agg(to_jsonb(this)), '[]') as found from ${page}`,
    Effect.fnUntraced(function*({ found }: { readonly found: ReadonlyArray<Readonly<Record<string, unknown>> & { readonly id: string }> }) {
      const loadOrNot = (ids: ReadonlyArray<string>) => Effect.map(load(ids), (states) => states as ReadonlyMap<string, { readonly state: State } | undefined>)
      const states = yield* loadOrNot(found.map(({ id }) => id)).pipe(Effect.catchDefect((defect) =>
        // Whichever it was: each by itself.
        isOfDatabase(defect) ? Effect.die(defect) : Effect.map(
          Effect.forEach(found, ({ id }) => Effect.catchDefect(loadOrNot([id]), () => Effect.succeed(new Map<string, undefined>()))),
          (each) => new Map(each.flatMap((states) => [...states])))))
      return found.filter((row) => !isTrue(states.get(row.id)?.state, row, holds)).map(({ id }) => id)
    }))
})

const isOfDatabase = (defect: unknown): boolean => typeof defect === "object" && defect !== null && "_tag" in defect && defect._tag === "SqlError"

const isTrue = <State, Row>(state: State | undefined, row: Row, holds: (state: State, row: Row) => boolean): boolean => {
  try {
    return state !== undefined && holds(state, row)
  } catch {
    // What cannot even be added up is not right.
    return false
  }
}

interface Keys {
  readonly list: string
  readonly label: string
  readonly last: string
}

/** Each page in a transaction that sees one moment, so that a shop may go on while it is looked at. */
const paged = <Found extends object, R>(
  { of, keys: columns = ["id"], where = "true" }: Rows,
  size: number,
  query: (page: string, keys: Keys) => string,
  judge: (found: Found) => Effect.Effect<ReadonlyArray<string>, never, R>
): Stream.Stream<Page, SqlError.SqlError, R | PgClient.PgClient> => {
  const list = columns.join(", ")
  const keys = {
    list,
    label: columns.map((column) => `${column}::text`).join(` || ' ' || `),
    last: `(array_agg(jsonb_build_array(${columns.map((column) => `${column}::text`).join(", ")}) order by ${columns.map((column) => `${column} desc`).join(", ")}))[1]`
  }
  return Stream.paginate(undefined as ReadonlyArray<string> | undefined, Effect.fnUntraced(function*(after) {
    const sql = yield* PgClient.PgClient
    const rest = after ? `and (${list}) > (${after.map((_, place) => `$${place + 1}`).join(", ")})` : ""
    const page = `(select * from ${of} as this where (${where}) ${rest} order by ${list} limit ${size}) as this`
    const { rows, last, broken } = yield* Effect.gen(function*() {
      const [found] = yield* sql.unsafe<Found & { readonly rows: number; readonly last: ReadonlyArray<string> | null }>(query(page, keys), after).unprepared
      return { rows: found!.rows, last: found!.last, broken: yield* judge(found!) }
    }).pipe(sql.withTransaction, Effect.provideService(SqlClient.BeginTransaction, "BEGIN ISOLATION LEVEL REPEATABLE READ"))
    return [[{ rows, broken }], rows < size || !last ? Option.none() : Option.some(last)] as const
  }))
}
