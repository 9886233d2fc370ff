import { Effect, type Scope } from "effect"
import { EmbeddedPostgresError } from "./error.ts"
import { startEmbedded, type EmbeddedOptions, type EmbeddedServer } from "./start.ts"

/** The embedded PostgreSQL for the life of a scope: started or adopted when acquired, shut down when released. */
export const embeddedServer = (
  options: EmbeddedOptions
): Effect.Effect<EmbeddedServer, EmbeddedPostgresError, Scope.Scope> =>
  Effect.acquireRelease(
    Effect.tryPromise({
      try: () => startEmbedded(options),
      catch: (cause) =>
        cause instanceof EmbeddedPostgresError ? cause : new EmbeddedPostgresError("not_starting", String(cause), { cause })
    }),
    (server) => Effect.promise(() => server.stop())
  )
