import { type Money, money, mulDiv, type Rounding } from "../money/index.ts"
import { carriesTax, exclusiveTax, inclusiveTax, type Levy, type PriceMode, type TaxedAmount } from "./heads.ts"
import { WHOLE_PPM } from "./rate.ts"
import type { Supply } from "./supply.ts"

/**
 * How one amount is taxed: all that a country has to say for itself. `calculateTotals` calls it for every line and for every share of a
 * charge, so it must be pure, keep −x the mirror of x, and answer a taxable value and heads that make the price again.
 *
 * It is a function, and not an object with settings, because the adding up needs nothing else. It answers the four heads of GST
 * everywhere, because rows of figures are stored, printed and filed by them: a country of one tax carries it whole in `igst`, the
 * one head that is a single tax at its whole rate, and its documents print another name over it.
 */
export type TaxProvider = (amount: Money, levy: Levy, priceMode: PriceMode, supply: Supply) => TaxedAmount

/** India's goods and services tax: heads half-up each (CGST Rule 35 where the price contains them), CGST equal to SGST. */
export const gst: TaxProvider = (amount, levy, priceMode, supply) =>
  priceMode === "inclusive" ? inclusiveTax(amount, levy, supply) : exclusiveTax(amount, levy, supply)

/**
 * A value-added tax: one tax at the rate of the line, in `igst`, whatever state goods leave or reach, and none on exports without
 * payment. The rounding is the country's: Japan's shops round down, most others half-up. Throws on what only India levies: a cess,
 * or a tax on the retail sale price.
 */
export const flatVat = (rounding: Rounding = "half-up"): TaxProvider => (amount, { ratePpm, cessPpm = 0, fixedCess = nothing, retailValue }, priceMode, supply) => {
  if (cessPpm !== 0 || fixedCess !== 0 || retailValue !== undefined) throw new RangeError("a value-added tax has no cess and no retail sale price")
  const contained = priceMode === "inclusive" ? ratePpm : 0
  const vat = carriesTax(supply) ? mulDiv(amount, ratePpm, WHOLE_PPM + contained, rounding) : nothing
  return { taxable: priceMode === "inclusive" ? money(amount - vat) : amount, cgst: nothing, sgst: nothing, igst: vat, cess: nothing }
}

const nothing = money(0)
