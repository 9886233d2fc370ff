import type { Owner } from "@bahi/core/id"
import { Effect } from "effect"
import type { IdempotencyClaim } from "../ports/index.ts"
import { fingerprint } from "./guest.ts"

/** A caller's claim on the answer to a request, under the key that the caller gave it; none without a key. What was sent is kept as a digest only: it holds personal data. */
export const claimOf = Effect.fnUntraced(function*(caller: Owner | "admin", key: string | undefined, ...request: ReadonlyArray<unknown>) {
  if (key === undefined) return undefined
  return { caller: caller === "admin" ? caller : nameOf(caller), key, request: yield* fingerprint(JSON.stringify(request)) } satisfies IdempotencyClaim
})

const nameOf = (owner: Owner): string => owner.kind === "guest" ? `guest:${owner.guestKey}` : `customer:${owner.customerId}`
