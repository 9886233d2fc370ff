import { allocate, type Money, money, sum } from "../money/index.ts"
import { ok, refuse, type Result } from "../result.ts"
import { addUp } from "./add-up.ts"
import { chargeOf, weightsOf } from "./charge.ts"
import { spreadOrderDiscounts } from "./discount.ts"
import type { Charge, ChargeTotals, OrderDiscountTotals, TaxByRate, Totals, TotalsInput } from "./totals.ts"

/** One seller's part of a document. */
export interface SellerTotals {
  readonly sellerId: string
  readonly totals: Totals
}

/** A line of a marketplace's order that no seller answers for. */
export interface SellerRefusal { readonly code: "line_without_seller"; readonly lineId: string }

/**
 * A document's figures by seller, in the order of their first lines, from the figures as they are: nothing is taxed again, so the
 * sellers add up to the document in every figure. Lines keep theirs. Discounts and charges go to sellers as they went to lines, a
 * charge of one rate for all by net value; heads of a charge and the round-off by largest remainder, CGST and SGST alike. Refuses
 * a line without a seller. Throws on totals that are not of this document, and on a charge where there is no line that could bear it.
 */
export const totalsBySeller = (document: TotalsInput, totals: Totals): Result<ReadonlyArray<SellerTotals>, SellerRefusal> => {
  if (document.lines.length !== totals.lines.length) throw new Error("these are the totals of another document")
  const orphan = document.lines.find(({ sellerId }) => sellerId === undefined)
  if (orphan !== undefined) return refuse({ code: "line_without_seller", lineId: orphan.id })
  const sellerIds = [...new Set(document.lines.map(({ sellerId }) => sellerId!))]
  const sellers: Sellers = { lines: document.lines.map(({ sellerId }) => sellerIds.indexOf(sellerId!)), count: sellerIds.length }

  const discounts = discountsOf(sellers, document, totals)
  const charges = (document.charges ?? []).map((charge, i) => partsOfCharge(sellers, charge, document, totals, i))
  const { taxPayableBy = "supplier" } = document
  const unrounded = sellerIds.map((_, seller) => addUp(
    totals.lines.filter((_, i) => sellers.lines[i] === seller),
    discounts.map((parts) => parts[seller]!),
    charges.map((parts) => parts[seller]!),
    { taxPayableBy }
  ))
  const roundOffs = shareOut(totals.roundOff, unrounded.map(({ totalBeforeRoundOff }) => Math.abs(totalBeforeRoundOff)))
  return ok(sellerIds.map((sellerId, seller) => {
    const own = unrounded[seller]!
    const roundOff = roundOffs[seller]!
    return { sellerId, totals: { ...own, roundOff, grandTotal: money(own.totalBeforeRoundOff + roundOff) } }
  }))
}

/** Which seller each line has, by number. */
interface Sellers {
  readonly lines: ReadonlyArray<number>
  readonly count: number
}

const perSeller = ({ lines, count }: Sellers, ofLines: ReadonlyArray<number>): ReadonlyArray<Money> => {
  const sums = Array.from({ length: count }, () => 0)
  ofLines.forEach((value, i) => { sums[lines[i]!]! += value })
  return sums.map(money)
}

/** By weight or, where nobody has any, all to the first. */
const shareOut = (amount: Money, weights: ReadonlyArray<number>): ReadonlyArray<Money> =>
  allocate(amount, weights.some((weight) => weight > 0) ? weights : weights.map((_, i) => (i === 0 ? 1 : 0)))

const discountsOf = (sellers: Sellers, { orderDiscounts = [], lines, discountStacking }: TotalsInput, totals: Totals): ReadonlyArray<ReadonlyArray<OrderDiscountTotals>> =>
  spreadOrderDiscounts(orderDiscounts, lines, discountStacking).parts.map((parts, i) => {
    const { id, amount } = totals.orderDiscounts[i]!
    const applied = perSeller(sellers, parts)
    return shareOut(amount, applied).map((asked, seller) => ({ id, amount: asked, applied: applied[seller]! }))
  })

/** A charge by seller: its amount as it was spread over the lines, and the heads of each of its rates by those amounts. */
const partsOfCharge = (sellers: Sellers, charge: Charge, { taxPayableBy }: TotalsInput, { lines, charges }: Totals, at: number): ReadonlyArray<ChargeTotals> => {
  const weights = weightsOf(charge, lines)
  const shares = weights === undefined ? undefined : allocate(charge.amount, weights)
  const amounts = shares === undefined ? shareOut(charge.amount, Array.from({ length: sellers.count }, () => 0)) : perSeller(sellers, shares)
  const byRate = charges[at]!.parts.map((part) => {
    const isOfItsLines = charge.taxPolicy === "proRata" && shares !== undefined
    return partBySeller(part, isOfItsLines ? perSeller(sellers, shares.map((share, i) => (lines[i]!.ratePpm === part.ratePpm ? share : 0))) : amounts)
  })
  return amounts.map((amount, seller) => {
    const parts = byRate.map((part) => part[seller]!).filter(({ taxable, tax }) => taxable !== 0 || tax !== 0)
    return chargeOf({ id: charge.id, amount }, parts, taxPayableBy)
  })
}

const partBySeller = (part: TaxByRate, amounts: ReadonlyArray<Money>): ReadonlyArray<TaxByRate> => {
  const [cgst, sgst, igst, cess] = ([part.cgst, part.sgst, part.igst, part.cess] as const).map((head) => shareOut(head, amounts))
  // What the part was asked as is its taxable value, or contains its tax.
  const isTaxable = sum(amounts) === part.taxable
  return amounts.map((amount, i) => {
    const heads = { cgst: cgst![i]!, sgst: sgst![i]!, igst: igst![i]!, cess: cess![i]! }
    const tax = sum(Object.values(heads))
    return { ratePpm: part.ratePpm, taxable: isTaxable ? amount : money(amount - tax), ...heads, tax }
  })
}
