import { Effect, Schema } from "effect"

/** How many a page shows: from 1 to 50, and 10 where nothing is said. */
export const PageLimit = Schema.FiniteFromString.check(Schema.isInt(), Schema.isBetween({ minimum: 1, maximum: 50 }, { message: "expected a limit from 1 to 50" })).pipe(Schema.withDecodingDefaultTypeKey(Effect.succeed(10)))
