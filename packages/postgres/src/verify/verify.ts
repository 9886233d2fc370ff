import { Effect, Stream } from "effect"
import { cartLaws } from "./cart-laws.ts"
import { invoiceLaws } from "./invoice-laws.ts"
import type { Law } from "./law.ts"
import { moneyLaws } from "./money-laws.ts"
import { orderLaws } from "./order-laws.ts"
import { referenceLaws } from "./reference-laws.ts"
import { stockLaws } from "./stock-laws.ts"

/** Every law that the stored data obey. */
export const laws: ReadonlyArray<Law> = [...cartLaws, ...orderLaws, ...moneyLaws, ...invoiceLaws, ...stockLaws, ...referenceLaws]

/** What was found about one law. */
export interface Verdict {
  readonly name: string
  readonly sentence: string
  readonly rows: number
  readonly violations: number
  /** The first few rows that break it. */
  readonly examples: ReadonlyArray<string>
}

/** How far a law has been looked at. */
export interface Progress {
  readonly law: string
  readonly rows: number
}

const EXAMPLES = 5

/**
 * Holds every row of the database against every law of the core, one law after the other, a page of rows at a time; each page is
 * read in a transaction that sees one moment, so that the shop may stay open meanwhile. Changes nothing.
 */
export const verifyData = Effect.fn("verifyData")(function*(options: {
  readonly only?: ReadonlyArray<Law>
  readonly pageSize?: number
  readonly onProgress?: (progress: Progress) => void
} = {}) {
  return yield* Effect.forEach(options.only ?? laws, ({ check, name, sentence }) =>
    check(options.pageSize ?? 500).pipe(Stream.runFold((): Verdict => ({ name, sentence, rows: 0, violations: 0, examples: [] }), (verdict, { broken, rows }) => {
      options.onProgress?.({ law: name, rows: verdict.rows + rows })
      return { ...verdict, rows: verdict.rows + rows, violations: verdict.violations + broken.length, examples: [...verdict.examples, ...broken].slice(0, EXAMPLES) }
    })))
})
