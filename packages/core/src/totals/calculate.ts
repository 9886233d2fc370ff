import { type Money, money, mulDiv } from "../money/index.ts"
import { ok, refuse, type Result } from "../result.ts"
import { carriesTax, exclusiveTax, inclusiveTax, type Levy } from "../tax/index.ts"
import { totalsOfCharge } from "./charge.ts"
import { firstRefusal } from "./check.ts"
import { spreadOrderDiscounts } from "./discount.ts"
import { emptyTally, tallyIn, taxOf } from "./tally.ts"
import type { LineTotals, Totals, TotalsInput, TotalsLine, TotalsRefusal } from "./totals.ts"

/**
 * Every figure of a document: discounts spread, each line taxed and rounded half-up head by head (inclusive prices by CGST
 * Rule 35), charges taxed by policy, then added up, so that lines and charges make the totals to the paisa. Refuses bad input
 * by name (`TotalsRefusal`) and never wraps, never answers a fraction of a paisa.
 */
export const calculateTotals = (input: TotalsInput): Result<Totals, TotalsRefusal> => {
  const refusal = firstRefusal(input)
  if (refusal !== undefined) return refuse(refusal)

  const discounts = spreadOrderDiscounts(input.orderDiscounts ?? [], input.lines)
  const lines: Array<LineTotals> = []
  for (let i = 0; i < input.lines.length; i++) {
    const line = input.lines[i]!
    const figures = totalsOfLine(line, discounts.shares[i]!, input)
    const cess = cessByQuantity(line)
    if (line.cessPerUnit !== undefined && isContained(line, input) && Math.abs(cess) > Math.abs(figures.net)) {
      return refuse({ code: "cess_exceeds_price", lineId: line.id, net: figures.net, cess })
    }
    lines.push(figures)
  }
  const charges = (input.charges ?? []).map((charge) => totalsOfCharge(charge, input, lines))

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
  const totalBeforeRoundOff = money(whole.taxable + taxOf(whole))
  const grandTotal = input.roundOff === "rupee" ? wholeRupees(totalBeforeRoundOff) : totalBeforeRoundOff
  return ok({
    lines,
    orderDiscounts: discounts.applied,
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
  })
}

const totalsOfLine = (line: TotalsLine, orderDiscount: Money, input: TotalsInput): LineTotals => {
  const gross = (line.unitPrice * line.quantity + 0) as Money // −0 becomes 0
  const lineDiscount = line.discount ?? nothing
  const net = (gross - lineDiscount - orderDiscount) as Money
  const { taxable, cgst, sgst, igst, cess } = (line.priceMode ?? input.priceMode) === "inclusive"
    ? inclusiveTax(net, levyOf(line), input.supply)
    : exclusiveTax(net, levyOf(line), input.supply)
  const tax = cgst + sgst + igst + cess
  return {
    id: line.id,
    gross,
    lineDiscount,
    orderDiscount,
    net,
    taxable,
    cgst,
    sgst,
    igst,
    cess,
    tax: tax as Money,
    total: (taxable + tax) as Money,
    ratePpm: line.ratePpm
  }
}

const levyOf = (line: TotalsLine): Levy => ({ ratePpm: line.ratePpm, cessPpm: line.cessPpm ?? 0, fixedCess: cessByQuantity(line) })

const cessByQuantity = ({ unitPrice, quantity, cessPerUnit = nothing }: TotalsLine): Money =>
  ((unitPrice < 0 ? -quantity : quantity) * cessPerUnit + 0) as Money

/** Whether a line's price contains its cess: of all taxes, only cess by quantity can be more than the price. */
const isContained = (line: TotalsLine, input: TotalsInput): boolean =>
  (line.priceMode ?? input.priceMode) === "inclusive" && carriesTax(input.supply)

const nothing = money(0)

/** Whole rupees, half-up on the magnitude. Custom rather than law: CGST Act s.170 rounds what is paid to the government. */
const wholeRupees = (amount: Money): Money => money(mulDiv(amount, 1, 100, "half-up") * 100)
