import { type Money, money } from "../money/index.ts"
import { ok, refuse, type Result } from "../result.ts"
import { carriesTax, gst, type Levy, type TaxProvider } from "../tax/index.ts"
import { addUp } from "./add-up.ts"
import { totalsOfCharge } from "./charge.ts"
import { firstRefusal } from "./check.ts"
import { spreadOrderDiscounts } from "./discount.ts"
import { progressively } from "./progressive.ts"
import type { LineTotals, Totals, TotalsInput, TotalsLine, TotalsRefusal } from "./totals.ts"

/**
 * Every figure of a document: discounts spread, each line taxed and rounded half-up head by head (inclusive prices by CGST
 * Rule 35), charges taxed by policy, then added up, so that lines and charges make the totals to the paisa. Refuses bad input
 * by name (`TotalsRefusal`) and never wraps, never answers a fraction of a paisa. GST by default; a shop elsewhere says how its
 * country taxes an amount (`TaxProvider`).
 */
export const calculateTotals = (input: TotalsInput, provider: TaxProvider = gst): Result<Totals, TotalsRefusal> => {
  const refusal = firstRefusal(input)
  if (refusal !== undefined) return refuse(refusal)

  const discounts = spreadOrderDiscounts(input.orderDiscounts ?? [], input.lines, input.discountStacking)
  const taxed = asAsked(provider, input)
  const lines: Array<LineTotals> = []
  for (let i = 0; i < input.lines.length; i++) {
    const line = input.lines[i]!
    const figures = totalsOfLine(line, discounts.shares[i]!, input, taxed)
    const tooCheap = refusalOfPrice(line, figures, input)
    if (tooCheap !== undefined) return refuse(tooCheap)
    lines.push(figures)
  }
  const charges = (input.charges ?? []).map((charge) => totalsOfCharge(charge, input, lines, taxed))

  return ok(addUp(lines, discounts.applied, charges, input))
}

/** The provider as the document wants it: with no price that contains a tax which the recipient owes, and rounding where it says. */
const asAsked = (provider: TaxProvider, { rounding, taxPayableBy }: TotalsInput): TaxProvider => {
  const rounded = rounding === "document" ? progressively(provider) : provider
  return taxPayableBy === "recipient" ? (amount, levy, _, supply) => rounded(amount, levy, "exclusive", supply) : rounded
}

const totalsOfLine = (line: TotalsLine, orderDiscount: Money, input: TotalsInput, taxed: TaxProvider): LineTotals => {
  const gross = (line.unitPrice * line.quantity + 0) as Money // −0 becomes 0
  const lineDiscount = line.discount ?? nothing
  const net = (gross - lineDiscount - orderDiscount) as Money
  const { taxable, cgst, sgst, igst, cess } = taxed(net, levyOf(line), line.priceMode ?? input.priceMode, input.supply)
  const tax = cgst + sgst + igst + cess
  const figures: LineTotals = {
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
    total: (input.taxPayableBy === "recipient" ? taxable : taxable + tax) as Money,
    ratePpm: line.ratePpm
  }
  return line.treatment === undefined ? figures : { ...figures, treatment: line.treatment }
}

const levyOf = (line: TotalsLine): Levy => ({
  ratePpm: line.ratePpm,
  cessPpm: line.cessPpm ?? 0,
  fixedCess: forQuantity(line, line.cessPerUnit),
  retailValue: line.retailSalePrice === undefined ? undefined : forQuantity(line, line.retailSalePrice)
})

/** An amount by piece for all pieces of a line, of the sign of its price. */
const forQuantity = ({ unitPrice, quantity }: TotalsLine, perPiece: Money | undefined): Money =>
  perPiece === undefined ? nothing : ((unitPrice < 0 ? -quantity : quantity) * perPiece + 0) as Money

/** Cess by quantity and tax on a retail sale price do not follow the price: of all taxes, only they can be more than the price that contains them. */
const refusalOfPrice = (line: TotalsLine, { net, tax }: LineTotals, input: TotalsInput): TotalsRefusal | undefined => {
  const { id: lineId, unitPrice, cessPerUnit, retailSalePrice } = line
  if (cessPerUnit === undefined && retailSalePrice === undefined) return undefined
  const contains = (line.priceMode ?? input.priceMode) === "inclusive" && carriesTax(input.supply) && input.taxPayableBy !== "recipient"
  if (!contains) return undefined
  const cess = forQuantity(line, cessPerUnit)
  if (Math.abs(cess) > Math.abs(net)) return { code: "cess_exceeds_price", lineId, net, cess }
  return retailSalePrice !== undefined && Math.abs(tax) > Math.abs(net) ? { code: "price_invalid", lineId, unitPrice, retailSalePrice } : undefined
}

const nothing = money(0)
