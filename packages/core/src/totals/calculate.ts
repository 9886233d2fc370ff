import { type Money, money, mulDiv } from "../money/index.ts"
import { ok, refuse, type Result } from "../result.ts"
import { exclusiveTax, inclusiveTax } from "../tax/index.ts"
import { addUp } from "./add-up.ts"
import { totalsOfCharge } from "./charge.ts"
import { firstRefusal } from "./check.ts"
import { spreadOrderDiscounts } from "./discount.ts"
import type { LineTotals, Totals, TotalsInput, TotalsLine, TotalsRefusal } from "./totals.ts"

/**
 * Every figure of a document: discounts spread, each line taxed and rounded half-up head by head (inclusive prices by CGST
 * Rule 35), charges taxed by policy, then added up, so that lines and charges make the totals to the paisa. Refuses bad input
 * by name (`TotalsRefusal`) and never wraps, never answers a fraction of a paisa.
 */
export const calculateTotals = (input: TotalsInput): Result<Totals, TotalsRefusal> => {
  const refusal = firstRefusal(input)
  if (refusal !== undefined) return refuse(refusal)

  const nets = input.lines.map((line) => line.unitPrice * line.quantity - (line.discount ?? 0))
  const discounts = spreadOrderDiscounts(input.orderDiscounts ?? [], input.lines, nets)
  const lines: Array<LineTotals> = []
  for (let i = 0; i < input.lines.length; i++) {
    const line = input.lines[i]!
    const figures = totalsOfLine(line, discounts.shares[i]!, input)
    // Only cess by quantity can be more than a price that contains it.
    if (figures.gross < 0 ? figures.taxable > 0 : figures.taxable < 0) {
      return refuse({ code: "cess_exceeds_price", lineId: line.id, net: figures.net, cess: figures.cess })
    }
    lines.push(figures)
  }
  const charges = (input.charges ?? []).map((charge) => totalsOfCharge(charge, input, lines))

  let subtotal = 0
  let discountTotal = 0
  let chargesTotal = 0
  for (const line of lines) {
    subtotal += line.gross
    discountTotal += line.lineDiscount + line.orderDiscount
  }
  for (const charge of charges) chargesTotal += charge.amount
  const { total: totalBeforeRoundOff, ...taxes } = addUp([...lines, ...charges])
  const grandTotal = input.roundOff === "rupee" ? wholeRupees(totalBeforeRoundOff) : totalBeforeRoundOff
  return ok({
    lines,
    orderDiscounts: discounts.applied,
    charges,
    subtotal: money(subtotal),
    discountTotal: money(discountTotal),
    ...taxes,
    chargesTotal: money(chargesTotal),
    totalBeforeRoundOff,
    roundOff: money(grandTotal - totalBeforeRoundOff),
    grandTotal
  })
}

const totalsOfLine = (line: TotalsLine, orderDiscount: number, input: TotalsInput): LineTotals => {
  const gross = line.unitPrice * line.quantity
  const lineDiscount = line.discount ?? 0
  const net = money(gross - lineDiscount - orderDiscount)
  const cessByQuantity = (line.cessPerUnit ?? 0) * line.quantity
  const levy = {
    ratePpm: line.ratePpm,
    cessPpm: line.cessPpm ?? 0,
    fixedCess: money(line.unitPrice < 0 ? -cessByQuantity : cessByQuantity)
  }
  const taxed = (line.priceMode ?? input.priceMode) === "inclusive"
    ? inclusiveTax(net, levy, input.supply)
    : exclusiveTax(net, levy, input.supply)
  const tax = taxed.cgst + taxed.sgst + taxed.igst + taxed.cess
  return {
    id: line.id,
    gross: money(gross),
    lineDiscount: money(lineDiscount),
    orderDiscount: money(orderDiscount),
    net,
    taxable: taxed.taxable,
    cgst: taxed.cgst,
    sgst: taxed.sgst,
    igst: taxed.igst,
    cess: taxed.cess,
    tax: money(tax),
    total: money(taxed.taxable + tax),
    ratePpm: line.ratePpm
  }
}

/** Whole rupees, half-up on the magnitude. Custom rather than law: CGST Act s.170 rounds what is paid to the government. */
const wholeRupees = (amount: Money): Money => money(mulDiv(amount, 1, 100, "half-up") * 100)
