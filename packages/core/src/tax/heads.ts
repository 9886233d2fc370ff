import { type Money, money, mulDiv } from "../money/index.ts"
import { type RatePpm, WHOLE_PPM } from "./rate.ts"
import type { Supply } from "./supply.ts"

/** Whether a price contains its taxes (`inclusive`, as an MRP does) or they come on top. */
export type PriceMode = "inclusive" | "exclusive"

/** The four heads of GST. `sgst` carries UTGST too, as in every government format. */
export interface TaxHeads {
  readonly cgst: Money
  readonly sgst: Money
  readonly igst: Money
  readonly cess: Money
}

/** A value without tax, and the tax on it. */
export interface TaxedAmount extends TaxHeads {
  readonly taxable: Money
}

/** What is levied on an amount: GST, cess by value, and cess by quantity as an amount already multiplied out. */
export interface Levy {
  readonly ratePpm: RatePpm
  readonly cessPpm?: RatePpm
  readonly fixedCess?: Money
}

/** Taxes an amount that does not contain its taxes. Each head is rounded half-up on its own; CGST and SGST are two taxes at half the rate. */
export const exclusiveTax = (amount: Money, levy: Levy, supply: Supply): TaxedAmount =>
  headsOf(amount, amount, WHOLE_PPM, levy, supply)

/**
 * Takes the taxes out of an amount that contains them: each head is rounded half-up, and the taxable value is the remainder
 * (CGST Rule 35). Cess by quantity is taken out first.
 */
export const inclusiveTax = (amount: Money, levy: Levy, supply: Supply): TaxedAmount => {
  const heads = headsOf(amount, money(amount - (levy.fixedCess ?? 0)), WHOLE_PPM + levy.ratePpm + (levy.cessPpm ?? 0), levy, supply)
  return { ...heads, taxable: money(amount - heads.cgst - heads.sgst - heads.igst - heads.cess) }
}

const headsOf = (taxable: Money, base: Money, divisor: number, levy: Levy, supply: Supply): TaxedAmount => {
  const nothing = money(0)
  const carried = headsCarried[supply]
  if (carried === "none") return { taxable, cgst: nothing, sgst: nothing, igst: nothing, cess: nothing }
  const cess = money(mulDiv(base, levy.cessPpm ?? 0, divisor, "half-up") + (levy.fixedCess ?? 0))
  if (carried === "integrated") {
    return { taxable, cgst: nothing, sgst: nothing, igst: mulDiv(base, levy.ratePpm, divisor, "half-up"), cess }
  }
  const half = mulDiv(base, levy.ratePpm, 2 * divisor, "half-up")
  return { taxable, cgst: half, sgst: half, igst: nothing, cess }
}

/** Which heads a supply carries: CGST with SGST or UTGST, IGST, or none. */
const headsCarried: Readonly<Record<Supply, "local" | "integrated" | "none">> = {
  intra: "local",
  inter: "integrated",
  export_with_payment: "integrated",
  export_without_payment: "none",
  sez_with_payment: "integrated",
  sez_without_payment: "none",
  none: "none"
}
