import { type Money, money, mulDiv } from "../money/index.ts"
import { formatPercent, type RatePpm, type TaxHeads } from "../tax/index.ts"
import { WHOLE_PPM } from "../tax/rate.ts"
import type { LineTotals, Totals, TotalsInput, TotalsLine } from "./totals.ts"

/** Why one head of one line is what it is: `amount` is `base × ratePpm ÷ divisorPpm` half-up, plus what is `fixed` and what is `carried`. */
export interface TaxStep {
  readonly lineId: string
  readonly head: keyof TaxHeads
  readonly amount: Money
  /** What the head is figured on: the net of the line, or its retail sale price; without cess by quantity where it contains it. */
  readonly base: Money
  /** Of this head: CGST and SGST have half the rate of the line, which may be half a part per million. */
  readonly ratePpm: RatePpm
  /** 1,000,000 where tax comes on top; that and all rates together where the base contains it. */
  readonly divisorPpm: number
  /** Cess by quantity. */
  readonly fixed: Money
  /** What rounding once for the document carried here from the lines before: never more than a paisa. */
  readonly carried: Money
  /** In words, percentages and minor units: "10000 × 18 % ÷ 2 ÷ 118 %". */
  readonly formula: string
  readonly rounding: "half-up"
  /** Where it is written. */
  readonly rule: string
}

/** How the net of a line and its total came about, and each of its taxes. All figures as in the totals. */
export interface LineExplanation extends Pick<LineTotals, "id" | "gross" | "lineDiscount" | "orderDiscount" | "net" | "taxable" | "tax" | "total"> {
  readonly unitPrice: Money
  readonly quantity: number
  /** `net`: tax comes on top. `remainder`: what the taxes leave of the net (Rule 35). */
  readonly taxableIs: "net" | "remainder"
  readonly taxes: ReadonlyArray<TaxStep>
}

/**
 * Why GST came to what it did, line by line, for whoever is asked about it: read from figures that stand, so that nothing pays for it
 * that does not ask. Only heads that are not nothing are explained. Throws on totals that are not of this document.
 */
export const explain = (document: TotalsInput, totals: Totals): ReadonlyArray<LineExplanation> =>
  document.lines.map((line, i) => {
    const figures = totals.lines[i]
    if (figures?.id !== line.id) throw new Error("these are the totals of another document")
    const { id, gross, lineDiscount, orderDiscount, net, taxable, tax, total } = figures
    const isContained = (line.priceMode ?? document.priceMode) === "inclusive" && document.taxPayableBy !== "recipient"
    const taxes = heads.filter((head) => figures[head] !== 0).map((head) => stepOf(line, figures, head, isContained))
    return { id, unitPrice: line.unitPrice, quantity: line.quantity, gross, lineDiscount, orderDiscount, net, taxable, tax, total, taxableIs: isContained ? "remainder" : "net", taxes }
  })

const heads = ["cgst", "sgst", "igst", "cess"] as const

const stepOf = (line: TotalsLine, figures: LineTotals, head: keyof TaxHeads, isContained: boolean): TaxStep => {
  const { id: lineId, ratePpm, cessPpm = 0, cessPerUnit = 0, quantity, unitPrice, retailSalePrice } = line
  const signedQuantity = unitPrice < 0 ? -quantity : quantity
  const byQuantity = money(cessPerUnit * signedQuantity)
  const price = retailSalePrice === undefined ? figures.net : money(retailSalePrice * signedQuantity)
  const contains = isContained || retailSalePrice !== undefined
  const base = contains ? money(price - byQuantity) : price
  const divisorPpm = contains ? WHOLE_PPM + ratePpm + cessPpm : WHOLE_PPM
  const halves = head === "cgst" || head === "sgst" ? 2 : 1
  const ownRatePpm = head === "cess" ? cessPpm : ratePpm
  const fixed = head === "cess" ? byQuantity : money(0)
  const alone = money(mulDiv(base, ownRatePpm, halves * divisorPpm, "half-up") + fixed)
  return {
    lineId,
    head,
    amount: figures[head],
    base,
    ratePpm: ownRatePpm / halves,
    divisorPpm,
    fixed,
    carried: money(figures[head] - alone),
    formula: `${base} × ${formatPercent(ownRatePpm)} %${halves === 2 ? " ÷ 2" : ""}${contains ? ` ÷ ${formatPercent(divisorPpm)} %` : ""}${fixed === 0 ? "" : ` + ${fixed}`}`,
    rounding: "half-up",
    rule: ruleOf(head, contains, retailSalePrice !== undefined)
  }
}

const ruleOf = (head: keyof TaxHeads, isContained: boolean, isOnRetailPrice: boolean): string => {
  if (isOnRetailPrice) return "CGST Rule 31D"
  if (isContained) return "CGST Rule 35"
  switch (head) {
    case "cgst": return "CGST Act s. 9(1)"
    case "sgst": return "SGST Act s. 9(1), or UTGST Act s. 7(1)"
    case "igst": return "IGST Act s. 5(1)"
    case "cess": return "GST (Compensation to States) Act s. 8"
  }
}
