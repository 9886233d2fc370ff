// The figures of a document between two states of crediting it. Whatever lies between adds up, because each figure is rounded
// from the beginning of the document and not from the state before: f(0 → b) = f(0 → a) + f(a → b).
import { type Money, money, mulDiv, subtract, sum } from "../money/index.ts"
import type { ChargeTotals, LineTotals, TaxByRate } from "../totals/index.ts"
import type { Credited, CreditFigures, CreditLine, Original } from "./credit.ts"

/** Parts `from` to `to` of a whole of so many. */
interface Stretch { readonly from: number; readonly to: number; readonly whole: number }

/** The figures of what lies between two states: the first must not be beyond the second. */
export const figuresBetween = (original: Original, before: Credited, after: Credited): CreditFigures => {
  const { lines, charges } = rowsBetween(original, before, after)
  const { total: totalBeforeRoundOff, ...heads } = sumOfRows([...lines, ...charges])
  const roundOff = subtract(roundOffUpTo(original, after), roundOffUpTo(original, before))
  return {
    ...original.totals,
    lines,
    orderDiscounts: [],
    charges,
    subtotal: sum(lines.map((line) => line.gross)),
    discountTotal: sum(lines.map((line) => subtract(line.gross, line.net))),
    ...heads,
    chargesTotal: sum(charges.map((charge) => charge.amount)),
    totalBeforeRoundOff,
    roundOff,
    grandTotal: sum([totalBeforeRoundOff, roundOff])
  }
}

/** Every unit and every charge. */
export const everythingOf = (original: Original): Credited => {
  const { whole } = goodsCredited(original, {})
  return { lines: original.quantities, charges: Object.fromEntries(original.totals.charges.map(({ id }) => [id, whole])) }
}

/** So many of a line or a charge; what a record does not name has none. */
export const countOf = (counts: Readonly<Record<string, number>>, id: string): number => Object.hasOwn(counts, id) ? counts[id]! : 0

/**
 * How much of the goods has come back, by what they cost with tax, in paise; by units where all of it was free. Only the
 * proportion means anything.
 */
export const goodsCredited = ({ totals, quantities }: Original, lines: Credited["lines"]): { readonly done: number; readonly whole: number } => {
  const byValue = totals.lines.map(({ id, total }) => [Math.abs(upTo(total, countOf(lines, id), countOf(quantities, id))), Math.abs(total)] as const)
  const byUnit = totals.lines.map(({ id }) => [countOf(lines, id), countOf(quantities, id)] as const)
  for (const goods of [byValue, byUnit]) {
    const whole = goods.reduce((all, [, most]) => all + most, 0)
    if (whole > 0) return { done: goods.reduce((all, [done]) => all + done, 0), whole }
  }
  return { done: 1, whole: 1 }
}

/** Whether no unit is left. */
export const isLastUnitCredited = ({ totals, quantities }: Original, lines: Credited["lines"]): boolean =>
  totals.lines.every(({ id }) => countOf(lines, id) === countOf(quantities, id))

/** The first so many parts of a figure, half-up on the magnitude: all parts are all of it. */
const upTo = (figure: Money, parts: number, whole: number): Money => parts === whole ? figure : mulDiv(figure, parts, whole, "half-up")

const between = (figure: Money, { from, to, whole }: Stretch): Money => subtract(upTo(figure, to, whole), upTo(figure, from, whole))

interface Rows { readonly lines: ReadonlyArray<CreditLine>; readonly charges: ReadonlyArray<ChargeTotals> }

const rowsBetween = (original: Original, before: Credited, after: Credited): Rows => {
  const { totals, quantities } = original
  const { whole } = goodsCredited(original, {})
  const lines = totals.lines.flatMap((line) => {
    const stretch = { from: countOf(before.lines, line.id), to: countOf(after.lines, line.id), whole: countOf(quantities, line.id) }
    return stretch.to === stretch.from ? [] : [lineBetween(line, stretch)]
  })
  const charges = totals.charges.flatMap((charge) => {
    const stretch = { from: countOf(before.charges, charge.id), to: countOf(after.charges, charge.id), whole }
    return stretch.to === stretch.from ? [] : [chargeBetween(charge, stretch)]
  })
  return { lines, charges }
}

const lineBetween = (line: LineTotals, stretch: Stretch): CreditLine => {
  const gross = between(line.gross, stretch)
  const net = between(line.net, stretch)
  const lineDiscount = subtract(lineDiscountUpTo(line, stretch.to, stretch.whole), lineDiscountUpTo(line, stretch.from, stretch.whole))
  return {
    ...line,
    quantity: stretch.to - stretch.from,
    gross,
    lineDiscount,
    orderDiscount: money(gross - net - lineDiscount),
    net,
    ...withTotal(headsBetween(line, stretch), line)
  }
}

/** A part of all that was taken off so far, so that the two discounts and the net always make the gross. */
const lineDiscountUpTo = ({ gross, net, lineDiscount }: LineTotals, units: number, whole: number): Money =>
  gross === net ? money(0) : mulDiv(subtract(upTo(gross, units, whole), upTo(net, units, whole)), lineDiscount, subtract(gross, net), "half-up")

const chargeBetween = (charge: ChargeTotals, stretch: Stretch): ChargeTotals => {
  const parts = charge.parts.map((part): TaxByRate => ({ ...part, ...headsBetween(part, stretch) }))
  return { ...charge, amount: between(charge.amount, stretch), ...withTotal(sumOfHeads(parts), charge), parts }
}

type Heads = Pick<TaxByRate, "taxable" | "cgst" | "sgst" | "igst" | "cess" | "tax">

const headsBetween = ({ taxable, cgst, sgst, igst, cess }: Heads, stretch: Stretch): Heads => withTax({
  taxable: between(taxable, stretch),
  cgst: between(cgst, stretch),
  sgst: between(sgst, stretch),
  igst: between(igst, stretch),
  cess: between(cess, stretch)
})

const sumOfHeads = (rows: ReadonlyArray<Heads>): Heads => withTax({
  taxable: sum(rows.map((row) => row.taxable)),
  cgst: sum(rows.map((row) => row.cgst)),
  sgst: sum(rows.map((row) => row.sgst)),
  igst: sum(rows.map((row) => row.igst)),
  cess: sum(rows.map((row) => row.cess))
})

const sumOfRows = (rows: ReadonlyArray<Heads & { readonly total: Money }>) => ({ ...sumOfHeads(rows), total: sum(rows.map((row) => row.total)) })

const withTax = (heads: Omit<Heads, "tax">): Heads => ({ ...heads, tax: sum([heads.cgst, heads.sgst, heads.igst, heads.cess]) })

/** With its tax, unless the whole was without: a tax that the recipient owes was never charged. */
const withTotal = (heads: Heads, whole: Heads & { readonly total: Money }) =>
  ({ ...heads, total: whole.total === whole.taxable ? heads.taxable : sum([heads.taxable, heads.tax]) })

/**
 * The round-off that went back by then: all of it once nothing is left. Before that, none; but one that lowered the document
 * goes as soon as more would be given back than was paid.
 */
const roundOffUpTo = (original: Original, credited: Credited): Money => {
  const { roundOff, totalBeforeRoundOff, grandTotal } = original.totals
  if (roundOff === 0 || isAllCredited(original, credited)) return roundOff
  const sign = Math.sign(totalBeforeRoundOff)
  if (sign * roundOff > 0) return money(0)
  const { lines, charges } = rowsBetween(original, { lines: {}, charges: {} }, credited)
  const beyondPaid = sign * (sumOfRows([...lines, ...charges]).total - grandTotal)
  return money(-sign * Math.min(Math.abs(roundOff), Math.max(0, beyondPaid)))
}

/** Whether nothing is left. A charge of nothing holds nothing back. */
const isAllCredited = (original: Original, credited: Credited): boolean => {
  const { whole } = goodsCredited(original, {})
  return isLastUnitCredited(original, credited.lines) &&
    original.totals.charges.every(({ id, amount }) => amount === 0 || countOf(credited.charges, id) === whole)
}
