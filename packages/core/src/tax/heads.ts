import { type Money, money, mulDiv } from "../money/index.ts"
import { type RatePpm, WHOLE_PPM } from "./rate.ts"
import { type StateCode, stateByCode } from "./state.ts"
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
  /**
   * The retail sale price of all the pieces, with all taxes, for goods that are taxed on it whatever they are sold for: pan masala and
   * tobacco since 1 February 2026 (CGST Rule 31D). The taxable value stays what was asked, as the portal's advisory of 23 January
   * 2026 wants it reported: net sale value and tax make the total.
   */
  readonly retailValue?: Money | undefined
}

/** Taxes an amount that does not contain its taxes. Each head is rounded half-up on its own; CGST and SGST are two taxes at half the rate. */
export const exclusiveTax = (amount: Money, levy: Levy, supply: Supply): TaxedAmount => {
  const { cgst, sgst, igst, cess } = levy.retailValue === undefined
    ? headsOn(amount, WHOLE_PPM, levy, supply)
    : headsIn(levy.retailValue, levy, supply)
  return { taxable: amount, cgst, sgst, igst, cess }
}

/**
 * Takes the taxes out of an amount that contains them: each head is rounded half-up, and the taxable value is the remainder
 * (CGST Rule 35). Cess by quantity is taken out first.
 */
export const inclusiveTax = (amount: Money, levy: Levy, supply: Supply): TaxedAmount => {
  const { cgst, sgst, igst, cess } = headsIn(levy.retailValue ?? amount, levy, supply)
  return { taxable: money(amount - cgst - sgst - igst - cess), cgst, sgst, igst, cess }
}

/** Each head of a price that contains them all. */
const headsIn = (price: Money, levy: Levy, supply: Supply): TaxHeads =>
  headsOn(money(price - (levy.fixedCess ?? 0)), WHOLE_PPM + levy.ratePpm + (levy.cessPpm ?? 0), levy, supply)

/** Each head at its rate of `base ÷ divisor`, the divisor being the base's own parts per million. */
const headsOn = (base: Money, divisor: number, { ratePpm, cessPpm = 0, fixedCess = nothing }: Levy, supply: Supply): TaxHeads => {
  const carried = headsCarried[supply]
  if (carried === "none") return { cgst: nothing, sgst: nothing, igst: nothing, cess: nothing }
  const cess = cessPpm === 0 ? fixedCess : money(mulDiv(base, cessPpm, divisor, "half-up") + fixedCess)
  if (carried === "integrated") return { cgst: nothing, sgst: nothing, igst: mulDiv(base, ratePpm, divisor, "half-up"), cess }
  const half = mulDiv(base, ratePpm, 2 * divisor, "half-up")
  return { cgst: half, sgst: half, igst: nothing, cess }
}

const nothing = money(0)

/** What the heads are called on a document: UTGST takes the place of SGST in a Union territory without legislature (CGST Act s. 2(114)). */
export const headLabels = (placeOfSupply: StateCode): Readonly<Record<keyof TaxHeads, string>> =>
  ({ cgst: "CGST", sgst: stateByCode(placeOfSupply).localTax ?? "SGST", igst: "IGST", cess: "Cess" })

/** Whether a supply carries any tax: under bond or a letter of undertaking it carries none. */
export const carriesTax = (supply: Supply): boolean => headsCarried[supply] !== "none"

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
