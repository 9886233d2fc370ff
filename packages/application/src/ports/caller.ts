import type { Owner } from "@bahi/core/id"
import { Context, Data, type Effect, type Redacted } from "effect"

/** Who is calling. A guest is known by the hash of an unguessable cart token, and by nothing else; a customer has signed in. */
export type Caller = { readonly kind: "anonymous" } | Owner | { readonly kind: "admin" }

/** Who did it, as history remembers it. */
export interface Actor {
  readonly kind: "system" | "guest" | "customer" | "seller" | "admin"
}

/** What a request brings to show who sends it. */
export interface Credentials {
  readonly cartToken?: Redacted.Redacted
  readonly adminKey?: Redacted.Redacted
}

/** The credentials are wrong, or name nobody. */
export class Unauthenticated extends Data.TaggedError("Unauthenticated")<{ readonly code: "cart_token_missing" | "cart_token_unknown" | "admin_key_missing" | "customer_not_signed_in" | "admin_key_wrong" }> {}

/** Finds out who is calling. */
export class Authenticate extends Context.Service<Authenticate, {
  readonly callerOf: (credentials: Credentials) => Effect.Effect<Caller, Unauthenticated>
}>()("@bahi/application/Authenticate") {}

/** The caller of the use case that runs. */
export class CurrentCaller extends Context.Service<CurrentCaller, Caller>()("@bahi/application/CurrentCaller") {}
