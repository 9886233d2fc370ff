import { PgClient } from "@effect/sql-pg"
import { Redacted } from "effect"

/**
 * A pool of connections. A statement may take five seconds, and wait two for a lock.
 *
 * An address that ends in `?pgbouncer=true` is that of a pooler of transactions: what is prepared or set on its connections is
 * gone with the transaction, so that nothing is prepared, and the timeouts are those of the role (`docs/operations/pooler.md`).
 */
export const postgresClient = (options: { readonly url: Redacted.Redacted; readonly maxConnections?: number }) =>
  PgClient.layer({
    url: options.url,
    maxConnections: options.maxConnections ?? 10,
    applicationName: "bahi",
    // Whatever is written together is one text; there are more of those than are kept by default.
    preparedStatementCacheSize: 400,
    ...(isPooled(Redacted.value(options.url)) ? { prepare: false } : { startupParameters: settings })
  })

/** Planned once a connection: every query here goes by a key, so that no value is worth a plan of its own. */
const settings = { plan_cache_mode: "force_generic_plan", statement_timeout: "5s", lock_timeout: "2s", idle_in_transaction_session_timeout: "10s" }

const isPooled = (url: string): boolean => URL.canParse(url) && new URL(url).searchParams.get("pgbouncer") === "true"
