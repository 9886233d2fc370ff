import { PgClient } from "@effect/sql-pg"
import { Context, Effect, Layer, Option, Redacted } from "effect"
import { Reactivity } from "effect/reactivity"
import type { SqlError, Statement } from "effect/sql"

interface ClientOptions {
  readonly url: Redacted.Redacted
  /** 10 when left out; those of `readers` come on top. */
  readonly maxConnections?: number
  /** How many connections share the quick reads: 2 when left out. With one, a slow read holds up every other; each more takes from what goes in one write. With 0 nothing is shared. */
  readonly readers?: number
}

/**
 * A pool of connections, and a few more that many share for their quick reads. A statement may take five seconds, and wait two for a lock.
 *
 * An address that ends in `?pgbouncer=true` is that of a pooler of transactions: what is prepared or set on its connections is
 * gone with the transaction, so that nothing is prepared or shared, and the timeouts are those of the role (`docs/operations/pooler.md`).
 */
export const postgresClient = ({ url, maxConnections = 10, readers = 2 }: ClientOptions) => {
  const pooled = isPooled(Redacted.value(url))
  const config = {
    url,
    applicationName: "bahi",
    // Whatever is written together is one text; there are more of those than are kept by default.
    preparedStatementCacheSize: 400,
    ...(pooled ? { prepare: false } : { startupParameters: settings })
  }
  const sharedReaders = Layer.effect(Readers, Effect.map(PgClient.make({ ...config, maxConnections: readers, multiplex: true }), (client) => ({ client, underWay: 0 }))).pipe(Layer.provide(Reactivity.layer))
  return Layer.merge(PgClient.layer({ ...config, maxConnections }), pooled || readers === 0 ? Layer.empty : sharedReaders)
}

/**
 * Planned once a connection, perhaps while the tables were small. So every query here goes by a key: no value is worth a plan of
 * its own, no table is read from end to end, and nothing takes long enough to be compiled. What is found by one key and sorted
 * by another index's column is sorted by `row(column)`, which no index has.
 */
const settings = { plan_cache_mode: "force_generic_plan", enable_seqscan: "off", jit: "off", statement_timeout: "5s", lock_timeout: "2s", idle_in_transaction_session_timeout: "10s" }

const isPooled = (url: string): boolean => URL.canParse(url) && new URL(url).searchParams.get("pgbouncer") === "true"

/** The connections that are shared, and how many quick reads there are at the moment. */
interface Readers {
  readonly client: PgClient.PgClient
  underWay: number
}

const Readers = Context.Reference<Readers | undefined>("@bahi/postgres/Readers", { defaultValue: () => undefined })

/**
 * The client, and `quickly`, for a read by keys that waits for no lock: it shares a connection with those that others ask at that
 * moment, which all go in one write and wake one process of the database. In a transaction it is a statement of that.
 */
export const database = Effect.map(Effect.all([PgClient.PgClient, Readers]), ([sql, readers]) => ({
  sql,
  quickly: <A extends object>(read: Statement.Statement<A>): Effect.Effect<ReadonlyArray<A>, SqlError.SqlError> =>
    readers === undefined ? read : Effect.flatMap(Effect.serviceOption(sql.transactionService), (transaction) => Option.isSome(transaction) ? read : shared(read, readers))
}))

export type Database = Effect.Success<typeof database>

// Who is alone has nobody to share with, and is quicker on a connection of the pool.
const shared = <A extends object>(read: Statement.Statement<A>, readers: Readers): Effect.Effect<ReadonlyArray<A>, SqlError.SqlError> =>
  Effect.acquireUseRelease(
    Effect.sync(() => readers.underWay++),
    (others) => others === 0 ? read : readers.client.unsafe<A>(...read.compile()),
    () => Effect.sync(() => { readers.underWay -= 1 }))
