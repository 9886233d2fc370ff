import { id, type Id } from "@bahi/core/id"
import { Effect } from "effect"
import { SecureRandom } from "effect/crypto"

/** A new UUIDv7: sorts by the time at which it was made. */
export const newId = <Kind extends string>(): Effect.Effect<Id<Kind>, never, SecureRandom.SecureRandom> =>
  Effect.flatMap(SecureRandom.SecureRandom, (random) => Effect.map(random.uuidV7(), (value) => id<Kind>(value)))
