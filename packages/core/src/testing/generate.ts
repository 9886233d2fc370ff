import fc from "fast-check"
import { id, type Id, type Instant } from "../id.ts"
import { MINUTE } from "./samples.ts"

/** Ids from a pool so small that generated commands meet each other: "cart-1", "cart-2" … */
export const anyId = <Kind extends string>(kind: Kind, poolSize = 2): fc.Arbitrary<Id<Kind>> =>
  fc.integer({ min: 1, max: poolSize }).map((n) => id<Kind>(`${kind}-${n}`))

/** Instants of forty minutes, so that windows of half an hour close now and then. */
export const anyInstant: fc.Arbitrary<Instant> = fc.nat(40 * MINUTE)

/** A command of this type with generated facts; when it happened is added. */
export const command = <Type extends string, Facts extends object>(type: Type, facts: { readonly [K in keyof Facts]: fc.Arbitrary<Facts[K]> }): fc.Arbitrary<NoInfer<Facts> & { readonly type: Type; readonly at: Instant }> =>
  fc.tuple(fc.record(facts as { [K in keyof Facts]: fc.Arbitrary<Facts[K]> }), anyInstant).map(([some, at]) => ({ ...(some as Facts), type, at }))
