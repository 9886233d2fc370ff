import type { Money } from "../money/index.ts"
import type { RatePpm, TaxedAmount } from "../tax/index.ts"
import type { TaxByRate, Totals } from "./totals.ts"

/** Taxable value, heads, their sum and the total of taxed rows. Sums stay safe: the document was measured before. */
export const addUp = (rows: ReadonlyArray<TaxedAmount>): TaxedAmount & { readonly tax: Money; readonly total: Money } => {
  let taxable = 0
  let cgst = 0
  let sgst = 0
  let igst = 0
  let cess = 0
  for (const row of rows) {
    taxable += row.taxable
    cgst += row.cgst
    sgst += row.sgst
    igst += row.igst
    cess += row.cess
  }
  const tax = cgst + sgst + igst + cess
  return {
    taxable: taxable as Money,
    cgst: cgst as Money,
    sgst: sgst as Money,
    igst: igst as Money,
    cess: cess as Money,
    tax: tax as Money,
    total: (taxable + tax) as Money
  }
}

/** The tax table of a document: taxable value and heads of lines and charges by GST rate, lowest first. Its rows add up to the document. */
export const taxesByRate = (totals: Totals): ReadonlyArray<TaxByRate> =>
  addUpByRate([...totals.lines, ...totals.charges.flatMap((charge) => charge.parts)])

/** Taxed rows added up by rate, lowest first. */
export const addUpByRate = (rows: ReadonlyArray<TaxedAmount & { readonly ratePpm: RatePpm }>): ReadonlyArray<TaxByRate> => {
  const byRate = new Map<RatePpm, Array<TaxedAmount>>()
  for (const row of rows) {
    const sameRate = byRate.get(row.ratePpm)
    if (sameRate === undefined) byRate.set(row.ratePpm, [row])
    else sameRate.push(row)
  }
  return [...byRate]
    .sort(([rate], [other]) => rate - other)
    .map(([ratePpm, sameRate]) => {
      const { total: _, ...figures } = addUp(sameRate)
      return { ratePpm, ...figures }
    })
}
