import { allocate, type Money, money } from "../money/index.ts"
import type { Levy, RatePpm, TaxProvider } from "../tax/index.ts"
import { emptyTally, rowsByRate, type TalliesByRate, tallyIn, tallyInByRate, taxOf } from "./tally.ts"
import type { Charge, ChargeTotals, LineTotals, TaxByRate, TotalsInput } from "./totals.ts"

/** Taxes a charge by its policy, in the document's price mode and without cess. */
export const totalsOfCharge = (charge: Charge, { priceMode, supply, taxPayableBy }: TotalsInput, lines: ReadonlyArray<LineTotals>, taxed: TaxProvider): ChargeTotals => {
  const byRate: TalliesByRate = []
  const put = (amount: Money, ratePpm: RatePpm) => tallyInByRate(byRate, ratePpm, taxed(amount, levyAt(ratePpm), priceMode, supply))

  const weights = charge.taxPolicy === "proRata" ? weightsOf(charge, lines) : undefined
  if (weights !== undefined) {
    const shares = allocate(charge.amount, weights)
    for (let i = 0; i < shares.length; i++) if (shares[i] !== 0) put(shares[i]!, lines[i]!.ratePpm)
  } else put(charge.amount, charge.taxPolicy === "fixed" ? charge.ratePpm ?? 0 : highestRate(bearersOf(charge, lines)))

  return chargeOf(charge, rowsByRate(byRate), taxPayableBy)
}

/** With every field that a line's has: objects of one shape are read faster. */
const levyAt = (ratePpm: RatePpm): Levy => ({ ratePpm, cessPpm: 0, fixedCess: money(0), retailValue: undefined })

/** A charge from its parts by rate. */
export const chargeOf = ({ id, amount }: Pick<Charge, "id" | "amount">, parts: ReadonlyArray<TaxByRate>, taxPayableBy: TotalsInput["taxPayableBy"]): ChargeTotals => {
  const whole = emptyTally()
  for (const part of parts) tallyIn(whole, part)
  const tax = taxOf(whole)
  return {
    id,
    amount,
    taxable: money(whole.taxable),
    cgst: money(whole.cgst),
    sgst: money(whole.sgst),
    igst: money(whole.igst),
    cess: money(whole.cess),
    tax,
    total: money(taxPayableBy === "recipient" ? whole.taxable : whole.taxable + tax),
    parts
  }
}

/**
 * What each line weighs where a charge is spread: its net value or, where every net is zero, its gross value; nothing if it does not
 * bear the charge. Undefined where nothing has a value.
 */
export const weightsOf = (charge: Pick<Charge, "lineIds">, lines: ReadonlyArray<LineTotals>): ReadonlyArray<number> | undefined => {
  const bearers = bearersOf(charge, lines)
  const bears = bearers === lines ? undefined : new Set(bearers)
  const figure = bearers.some((line) => line.net !== 0) ? "net" : "gross"
  if (figure === "gross" && bearers.every((line) => line.gross === 0)) return undefined
  return lines.map((line) => (bears === undefined || bears.has(line) ? Math.abs(line[figure]) : 0))
}

/** The lines that a charge is for. It goes with what is supplied, so lines taken back bear it only among themselves. */
const bearersOf = ({ lineIds }: Pick<Charge, "lineIds">, lines: ReadonlyArray<LineTotals>): ReadonlyArray<LineTotals> => {
  const ids = lineIds && new Set(lineIds)
  const named = ids === undefined ? lines : lines.filter((line) => ids.has(line.id))
  return named.some((line) => line.gross < 0) && named.some((line) => line.gross > 0) ? named.filter((line) => line.gross >= 0) : named
}

const highestRate = (lines: ReadonlyArray<LineTotals>): RatePpm => lines.reduce((highest, line) => Math.max(highest, line.ratePpm), 0)
