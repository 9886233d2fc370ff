import { allocate, type Money } from "../money/index.ts"
import { exclusiveTax, inclusiveTax, type RatePpm } from "../tax/index.ts"
import { addUp, addUpByRate } from "./add-up.ts"
import type { Charge, ChargeTotals, LineTotals, TotalsInput } from "./totals.ts"

/** Taxes a charge by its policy, in the document's price mode and without cess. */
export const totalsOfCharge = (charge: Charge, input: TotalsInput, lines: ReadonlyArray<LineTotals>): ChargeTotals => {
  const taxOf = input.priceMode === "inclusive" ? inclusiveTax : exclusiveTax
  const shares = ratedSharesOf(charge, lines)
  const parts = addUpByRate(shares.map(({ amount, ratePpm }) => ({ ratePpm, ...taxOf(amount, { ratePpm }, input.supply) })))
  return { id: charge.id, amount: charge.amount, ...addUp(parts), parts }
}

interface RatedShare { readonly amount: Money; readonly ratePpm: RatePpm }

const ratedSharesOf = ({ amount, taxPolicy, ratePpm = 0 }: Charge, lines: ReadonlyArray<LineTotals>): ReadonlyArray<RatedShare> => {
  switch (taxPolicy) {
    case "fixed": return [{ amount, ratePpm }]
    case "highest": return [{ amount, ratePpm: highestRate(lines) }]
    case "proRata": {
      const values = valuesOf(lines)
      // Where nothing has a value there is nothing to follow, and the highest rate cannot be too low.
      if (values === undefined) return [{ amount, ratePpm: highestRate(lines) }]
      return allocate(amount, values).map((share, i) => ({ amount: share, ratePpm: lines[i]!.ratePpm })).filter((share) => share.amount > 0)
    }
  }
}

/** What a charge is spread by: net values or, where every net is zero, gross values. */
const valuesOf = (lines: ReadonlyArray<LineTotals>): ReadonlyArray<number> | undefined => {
  if (lines.some((line) => line.net !== 0)) return lines.map((line) => Math.abs(line.net))
  if (lines.some((line) => line.gross !== 0)) return lines.map((line) => Math.abs(line.gross))
  return undefined
}

const highestRate = (lines: ReadonlyArray<LineTotals>): RatePpm => lines.reduce((highest, line) => Math.max(highest, line.ratePpm), 0)
