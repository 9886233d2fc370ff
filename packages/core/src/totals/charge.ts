import { allocate, type Money, money } from "../money/index.ts"
import { exclusiveTax, inclusiveTax, type RatePpm } from "../tax/index.ts"
import { emptyTally, rowsByRate, type TalliesByRate, tallyIn, tallyInByRate, taxOf } from "./tally.ts"
import type { Charge, ChargeTotals, LineTotals, TotalsInput } from "./totals.ts"

/** Taxes a charge by its policy, in the document's price mode and without cess. */
export const totalsOfCharge = (charge: Charge, { priceMode, supply }: TotalsInput, lines: ReadonlyArray<LineTotals>): ChargeTotals => {
  const taxed = priceMode === "inclusive" ? inclusiveTax : exclusiveTax
  const byRate: TalliesByRate = []
  const put = (amount: Money, ratePpm: RatePpm) => tallyInByRate(byRate, ratePpm, taxed(amount, { ratePpm }, supply))

  const values = charge.taxPolicy === "proRata" ? valuesOf(lines) : undefined
  if (values !== undefined) {
    const shares = allocate(charge.amount, values)
    for (let i = 0; i < shares.length; i++) if (shares[i] !== 0) put(shares[i]!, lines[i]!.ratePpm)
  } else put(charge.amount, charge.taxPolicy === "fixed" ? charge.ratePpm ?? 0 : highestRate(lines))

  const parts = rowsByRate(byRate)
  const whole = emptyTally()
  for (const part of parts) tallyIn(whole, part)
  const tax = taxOf(whole)
  return {
    id: charge.id,
    amount: charge.amount,
    taxable: money(whole.taxable),
    cgst: money(whole.cgst),
    sgst: money(whole.sgst),
    igst: money(whole.igst),
    cess: money(whole.cess),
    tax,
    total: money(whole.taxable + tax),
    parts
  }
}

/** What a charge is spread by: net values or, where every net is zero, gross values. Where nothing has a value it takes the highest rate. */
const valuesOf = (lines: ReadonlyArray<LineTotals>): ReadonlyArray<number> | undefined => {
  if (lines.some((line) => line.net !== 0)) return lines.map((line) => Math.abs(line.net))
  if (lines.some((line) => line.gross !== 0)) return lines.map((line) => Math.abs(line.gross))
  return undefined
}

const highestRate = (lines: ReadonlyArray<LineTotals>): RatePpm => lines.reduce((highest, line) => Math.max(highest, line.ratePpm), 0)
