import { PgClient } from "@effect/sql-pg"
import { Effect, Layer, Redacted } from "effect"
import { migrate, postgresClient, storagePostgres } from "../index.ts"
import { freshDatabase, templateDatabase } from "./fresh-database.ts"

const migrateAt = (url: string) => Effect.runPromise(migrate().pipe(Effect.provide(PgClient.layer({ url: Redacted.make(url) }))))

/** The address of a migrated database of its own, dropped with its scope. */
export const migratedDatabase = Effect.acquireRelease(
  Effect.promise(async () => freshDatabase(await templateDatabase("migrated", migrateAt))),
  ({ drop }) => Effect.promise(drop)
)

/** Every storage port on a migrated database of its own, and the client to look behind them. */
export const freshStorage = (options: { readonly maxConnections?: number; readonly readers?: number } = {}) =>
  Layer.unwrap(Effect.map(migratedDatabase, ({ url }) => storagePostgres.pipe(Layer.provideMerge(postgresClient({ url: Redacted.make(throughPooler(url)), ...options })))))

/** The same database through the PgBouncer at BAHI_TEST_POOLER (`host:port`), where one is named. */
const throughPooler = (address: string): string => {
  const pooler = process.env["BAHI_TEST_POOLER"]
  if (pooler === undefined) return address
  const url = new URL(address)
  url.host = pooler
  url.searchParams.set("pgbouncer", "true")
  return url.href
}
