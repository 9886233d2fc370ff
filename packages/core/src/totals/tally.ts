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

/** A tally for each GST rate. Documents have a handful, so a list is searched faster than a map. */
export type TalliesByRate = Array<Tally & { readonly ratePpm: RatePpm }>

export const tallyInByRate = (tallies: TalliesByRate, ratePpm: RatePpm, row: TaxedAmount): void => {
  for (const tally of tallies) if (tally.ratePpm === ratePpm) return tallyIn(tally, row)
  tallies.push({ ratePpm, taxable: row.taxable, cgst: row.cgst, sgst: row.sgst, igst: row.igst, cess: row.cess })
}

/** The rows of a tax table, lowest rate first. */
export const rowsByRate = (tallies: TalliesByRate): ReadonlyArray<TaxByRate> =>
  tallies
    .sort((a, b) => a.ratePpm - b.ratePpm)
    .map((tally) => ({
      ratePpm: tally.ratePpm,
      taxable: tally.taxable as Money,
      cgst: tally.cgst as Money,
      sgst: tally.sgst as Money,
      igst: tally.igst as Money,
      cess: tally.cess as Money,
      tax: taxOf(tally)
    }))

/** The tax table of a document: taxable value and heads of lines and charges by GST rate, lowest first. Its rows add up to the document. */
export const taxesByRate = ({ lines, charges }: Totals): ReadonlyArray<TaxByRate> => {
  const tallies: TalliesByRate = []
  for (const line of lines) tallyInByRate(tallies, line.ratePpm, line)
  for (const charge of charges) for (const part of charge.parts) tallyInByRate(tallies, part.ratePpm, part)
  return rowsByRate(tallies)
}
