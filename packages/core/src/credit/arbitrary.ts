import fc from "fast-check"
import { anyDocument } from "../totals/arbitrary.ts"
import { calculateTotals, type TotalsInput } from "../totals/index.ts"
import type { ChargePolicy, Original } from "./credit.ts"

/** A document that can be added up, and its original. */
export const anyOriginal = (mostLines = 6): fc.Arbitrary<{ readonly document: TotalsInput; readonly original: Original }> =>
  anyDocument(mostLines).chain((document) => {
    const totals = calculateTotals(document)
    return totals.ok
      ? fc.constant({ document, original: { totals: totals.value, quantities: Object.fromEntries(document.lines.map(({ id, quantity }) => [id, quantity])) } })
      : anyOriginal(mostLines)
  })

/** One step of giving a document back: units in permille of what is left. */
export interface Bite {
  readonly permille: ReadonlyArray<number>
  readonly policies: ReadonlyArray<ChargePolicy>
}

const permille = fc.oneof(fc.constantFrom(0, 0, 1, 500, 1_000), fc.nat(1_000))
const policies: ReadonlyArray<ChargePolicy> = ["none", "proRata", "all", "withLast"]

/** Any way to give a document back in pieces; not necessarily all of it. */
export const anyBites: fc.Arbitrary<ReadonlyArray<Bite>> = fc.array(
  fc.record({
    permille: fc.array(permille, { minLength: 6, maxLength: 6 }),
    policies: fc.array(fc.constantFrom(...policies), { minLength: 3, maxLength: 3 })
  }),
  { maxLength: 6 }
)
