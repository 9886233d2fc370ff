import type { Owner } from "@bahi/core/id"
import type { IdempotencyClaim } from "../ports/index.ts"
import { fingerprint } from "./guest.ts"

/** A caller's claim on the answer to a request, under the key that the caller gave it; none without a key. What was sent is kept as a digest only: it holds personal data. */
export const claimOf = (caller: Owner | "admin", key: string | undefined, ...request: ReadonlyArray<unknown>): IdempotencyClaim | undefined =>
  key === undefined ? undefined : { caller: caller === "admin" ? caller : nameOf(caller), key, request: fingerprint(JSON.stringify(request)) }

const nameOf = (owner: Owner): string => owner.kind === "guest" ? `guest:${owner.guestKey}` : `customer:${owner.customerId}`
