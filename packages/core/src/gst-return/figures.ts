import { type Money, money } from "../money/index.ts"
import type { RatePpm } from "../tax/index.ts"
import type { TaxFigures } from "../invoice/index.ts"
import { type ReportedDocument, type ReportedLine, signOf } from "./document.ts"

const heads = ["taxable", "cgst", "sgst", "igst", "cess"] as const

export const noFigures: TaxFigures = { taxable: money(0), cgst: money(0), sgst: money(0), igst: money(0), cess: money(0) }

/** Adds figures head by head, or takes them away. */
export const plus = (one: TaxFigures, other: TaxFigures, sign: 1 | -1 = 1): TaxFigures => {
  const sum = (head: (typeof heads)[number]): Money => money(one[head] + sign * other[head])
  return { taxable: sum("taxable"), cgst: sum("cgst"), sgst: sum("sgst"), igst: sum("igst"), cess: sum("cess") }
}

/** What lines come to. */
export const figuresOf = (lines: ReadonlyArray<TaxFigures>): TaxFigures => lines.reduce((sum, line) => plus(sum, line), noFigures)

/** One row for each rate, lowest first: a blended rate cannot be filed. */
export const byRate = (lines: ReadonlyArray<ReportedLine>): ReadonlyArray<TaxFigures & { readonly ratePpm: RatePpm }> =>
  [...Map.groupBy(lines, ({ ratePpm }) => ratePpm)].toSorted(([a], [b]) => a - b).map(([ratePpm, ofRate]) => ({ ratePpm, ...figuresOf(ofRate) }))

/** Adds up by a key, credit notes taken away, in the order of the keys. */
export const netted = <K extends string>(rows: ReadonlyArray<{ readonly key: K; readonly of: ReportedDocument; readonly figures: TaxFigures }>): ReadonlyArray<readonly [K, TaxFigures]> => {
  const sums = new Map<K, TaxFigures>()
  for (const { key, of, figures } of rows) sums.set(key, plus(sums.get(key) ?? noFigures, figures, signOf(of)))
  return [...sums].toSorted(([a], [b]) => (a < b ? -1 : 1))
}
