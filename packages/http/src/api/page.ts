import { Effect, Schema } from "effect"

/** How many a page shows: from 1 to so many, and 10 where nothing is said. */
export const pageLimit = (maximum: number) =>
  Schema.FiniteFromString.check(Schema.isInt(), Schema.isBetween({ minimum: 1, maximum }, { message: `expected a limit from 1 to ${maximum}` })).pipe(Schema.withDecodingDefaultTypeKey(Effect.succeed(10)))

/** The same, up to 50. */
export const PageLimit = pageLimit(50)
