import { PgClient } from "@effect/sql-pg"
import { Effect, Redacted } from "effect"
import type { SqlError } from "effect/sql/SqlError"

/** Runs statements on one connection of their own and closes it. */
export const withConnection = <A>(
  url: string,
  use: (sql: PgClient.PgClient) => Effect.Effect<A, SqlError>
): Promise<A> =>
  Effect.runPromise(
    PgClient.PgClient.use(use).pipe(
      Effect.provide(PgClient.layer({ url: Redacted.make(url), maxConnections: 1, connectTimeout: "5 seconds" }))
    )
  )
