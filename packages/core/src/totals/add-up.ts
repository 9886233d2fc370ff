import { type Money, money, mulDiv } from "../money/index.ts"
import { emptyTally, tallyIn, taxOf } from "./tally.ts"
import type { ChargeTotals, LineTotals, OrderDiscountTotals, Totals, TotalsInput } from "./totals.ts"

/** The figures of a document from those of its rows, rounded off as it asks. */
export const addUp = (
  lines: ReadonlyArray<LineTotals>,
  orderDiscounts: ReadonlyArray<OrderDiscountTotals>,
  charges: ReadonlyArray<ChargeTotals>,
  { taxPayableBy, roundOff }: Pick<TotalsInput, "taxPayableBy" | "roundOff">
): Totals => {
  const whole = emptyTally()
  let subtotal = 0
  let discountTotal = 0
  let chargesTotal = 0
  for (const line of lines) {
    tallyIn(whole, line)
    subtotal += line.gross
    discountTotal += line.lineDiscount + line.orderDiscount
  }
  for (const charge of charges) {
    tallyIn(whole, charge)
    chargesTotal += charge.amount
  }
  const totalBeforeRoundOff = money(taxPayableBy === "recipient" ? whole.taxable : whole.taxable + taxOf(whole))
  const grandTotal = roundedOff(totalBeforeRoundOff, roundOff)
  const totals: Totals = {
    lines,
    orderDiscounts,
    charges,
    subtotal: money(subtotal),
    discountTotal: money(discountTotal),
    taxable: money(whole.taxable),
    cgst: money(whole.cgst),
    sgst: money(whole.sgst),
    igst: money(whole.igst),
    cess: money(whole.cess),
    tax: taxOf(whole),
    chargesTotal: money(chargesTotal),
    totalBeforeRoundOff,
    roundOff: money(grandTotal - totalBeforeRoundOff),
    grandTotal
  }
  return taxPayableBy === "recipient" ? { ...totals, taxPayableBy } : totals
}

/** The nearest multiple of a cash unit, half-up on the magnitude. Custom rather than law: CGST Act s. 170 rounds what is paid to the government. */
const roundedOff = (amount: Money, roundOff: TotalsInput["roundOff"] = "none"): Money => {
  if (roundOff === "none") return amount
  const unit = roundOff === "rupee" ? PAISE_IN_A_RUPEE : roundOff.multipleOf
  return money(mulDiv(amount, 1, unit, "half-up") * unit)
}

const PAISE_IN_A_RUPEE = 100
