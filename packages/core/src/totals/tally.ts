import type { Money } from "../money/index.ts"
import type { RatePpm, TaxedAmount } from "../tax/index.ts"
import type { TaxByRate, Totals } from "./totals.ts"

/** A running sum of taxed amounts. It stays in the safe range because the document was measured before (check.ts). */
export interface Tally {
  taxable: number
  cgst: number
  sgst: number
  igst: number
  cess: number
}

export const emptyTally = (): Tally => ({ taxable: 0, cgst: 0, sgst: 0, igst: 0, cess: 0 })

export const tallyIn = (tally: Tally, row: TaxedAmount): void => {
  tally.taxable += row.taxable
  tally.cgst += row.cgst
  tally.sgst += row.sgst
  tally.igst += row.igst
  tally.cess += row.cess
}

/** The sum of all heads. */
export const taxOf = ({ cgst, sgst, igst, cess }: Tally): Money => (cgst + sgst + igst + cess) as Money

/** Tallies kept apart by GST rate. */
export type TalliesByRate = Map<RatePpm, Tally>

export const tallyInByRate = (tallies: TalliesByRate, ratePpm: RatePpm, row: TaxedAmount): void => {
  let tally = tallies.get(ratePpm)
  if (tally === undefined) tallies.set(ratePpm, tally = emptyTally())
  tallyIn(tally, row)
}

/** The rows of a tax table, lowest rate first. */
export const rowsByRate = (tallies: TalliesByRate): ReadonlyArray<TaxByRate> =>
  [...tallies]
    .sort(([rate], [other]) => rate - other)
    .map(([ratePpm, tally]) => ({
      ratePpm,
      taxable: tally.taxable as Money,
      cgst: tally.cgst as Money,
      sgst: tally.sgst as Money,
      igst: tally.igst as Money,
      cess: tally.cess as Money,
      tax: taxOf(tally)
    }))

/** The tax table of a document: taxable value and heads of lines and charges by GST rate, lowest first. Its rows add up to the document. */
export const taxesByRate = ({ lines, charges }: Totals): ReadonlyArray<TaxByRate> => {
  const tallies: TalliesByRate = new Map()
  for (const line of lines) tallyInByRate(tallies, line.ratePpm, line)
  for (const charge of charges) for (const part of charge.parts) tallyInByRate(tallies, part.ratePpm, part)
  return rowsByRate(tallies)
}
