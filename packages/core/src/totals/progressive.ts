import { type Money, money } from "../money/index.ts"
import type { Levy, PriceMode, TaxedAmount, TaxProvider } from "../tax/index.ts"

/**
 * Rounds the heads of a document once for each rate, and hands every amount its part of them: what all amounts so far owe together,
 * less what those before it were given. The fraction of a paisa that one line loses is carried to the next, so that lines still add
 * up to the document (progressive rounding). Amounts of one rate, cess rate and price mode belong together.
 *
 * No amount is off by more than a paisa in a head. One that costs a single paisa with its tax may so be given two paise of tax.
 */
export const progressively = (provider: TaxProvider): TaxProvider => {
  const groups: Array<Group> = []
  return (amount, levy, priceMode, supply) => {
    const group = groups.find((each) => isOf(each, levy, priceMode)) ?? started(groups, levy, priceMode)
    const before = group.taxed
    group.amount = money(group.amount + amount)
    group.levy = {
      ...group.levy,
      fixedCess: money((group.levy.fixedCess ?? 0) + (levy.fixedCess ?? 0)),
      retailValue: levy.retailValue === undefined ? undefined : money((group.levy.retailValue ?? 0) + levy.retailValue)
    }
    group.taxed = provider(group.amount, group.levy, priceMode, supply)
    return minus(group.taxed, before)
  }
}

/** All that was taxed alike so far, and what it owes together. */
interface Group {
  readonly priceMode: PriceMode
  amount: Money
  levy: Levy
  taxed: TaxedAmount
}

const isOf = ({ levy, priceMode }: Group, { ratePpm, cessPpm = 0, retailValue }: Levy, mode: PriceMode): boolean =>
  levy.ratePpm === ratePpm && (levy.cessPpm ?? 0) === cessPpm && priceMode === mode && (levy.retailValue === undefined) === (retailValue === undefined)

const started = (groups: Array<Group>, { ratePpm, cessPpm = 0, retailValue }: Levy, priceMode: PriceMode): Group => {
  const group = { priceMode, amount: nothing, levy: { ratePpm, cessPpm, retailValue: retailValue && nothing }, taxed: { taxable: nothing, cgst: nothing, sgst: nothing, igst: nothing, cess: nothing } }
  groups.push(group)
  return group
}

const minus = (a: TaxedAmount, b: TaxedAmount): TaxedAmount => ({
  taxable: money(a.taxable - b.taxable),
  cgst: money(a.cgst - b.cgst),
  sgst: money(a.sgst - b.sgst),
  igst: money(a.igst - b.igst),
  cess: money(a.cess - b.cess)
})

const nothing = money(0)
