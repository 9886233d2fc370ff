import { type GuestKey, id, type Owner, sameOwner } from "@bahi/core/id"
import { Effect, Redacted } from "effect"
import { SecureRandom } from "effect/crypto"
import { createHash } from "node:crypto"
import { type Actor, type Caller, CurrentCaller, Unauthenticated } from "../ports/index.ts"

/** SHA-256 of a secret, in hexadecimal: what is stored and compared instead of the secret itself. */
export const fingerprint = (secret: string): string => createHash("sha256").update(secret).digest("hex")

/** The key under which a guest's carts and orders are found. */
export const guestKeyOf = (token: Redacted.Redacted): GuestKey => id<"guest">(fingerprint(Redacted.value(token)))

/** A new cart token: 256 random bits. It is shown once, to the guest. */
export const newCartToken = Effect.gen(function*() {
  const random = yield* SecureRandom.SecureRandom
  const token = Redacted.make(Buffer.from(yield* random.randomBytes(32)).toString("hex"))
  return { token, guestKey: guestKeyOf(token) }
})

/** The guest or customer who is calling. */
export const currentOwner = Effect.gen(function*() {
  const caller = yield* CurrentCaller
  return isOwner(caller) ? caller : yield* new Unauthenticated({ code: "cart_token_missing" })
})

export const isOwner = (caller: Caller): caller is Owner => caller.kind === "guest" || caller.kind === "customer"

/** Lets only admins pass. */
export const requireAdmin = Effect.gen(function*() {
  const caller = yield* CurrentCaller
  if (caller.kind !== "admin") return yield* new Unauthenticated({ code: "admin_key_missing" })
})

/** Whether this caller may see what belongs to that guest or customer. */
export const maySee = (caller: Caller, owner: Owner): boolean => caller.kind === "admin" || (isOwner(caller) && sameOwner(caller, owner))

/** Whose doing it is, where the owner does it. */
export const actorOf = ({ kind }: Owner): Actor => ({ kind })
export const admin: Actor = { kind: "admin" }
export const system: Actor = { kind: "system" }
