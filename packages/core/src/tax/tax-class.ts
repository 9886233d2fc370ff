import { type Money, money, mulDiv } from "../money/index.ts"
import { ok, refuse, type Result } from "../result.ts"
import type { PriceMode } from "./heads.ts"
import { type RatePpm, WHOLE_PPM } from "./rate.ts"

/** How a product is taxed: at one rate, or by the net price of a piece, as apparel and footwear are (up to ₹2,500 5 %, above 18 %). */
export type TaxClass =
  | { readonly kind: "flat"; readonly ratePpm: RatePpm }
  | { readonly kind: "per_piece_slab"; readonly limit: Money; readonly upToPpm: RatePpm; readonly abovePpm: RatePpm }

/** A price inclusive of tax that is too high for the lower rate and too low for the higher one. */
export interface RateRefusal {
  readonly code: "no_consistent_rate"
  /** Of a piece, after discount; rounded up where the line does not divide evenly. */
  readonly unitPrice: Money
  /** The highest price of a piece, inclusive of tax, that the lower rate allows. */
  readonly lowerRateUpTo: Money
  /** The price of a piece, inclusive of tax, that the higher rate must exceed. */
  readonly higherRateAbove: Money
}

/** What the pieces of a line cost together after discounts, each of the same price. */
export interface PricedPieces {
  readonly net: Money
  readonly quantity: number
  readonly priceMode: PriceMode
}

/**
 * The rate for pieces at their price after discount. The limit is inclusive, holds for the price of a piece without GST, and is
 * compared with the exact fraction, before anything is rounded. Refuses `no_consistent_rate` for an inclusive price (₹2,625 to
 * ₹2,950 for a limit of ₹2,500 at 5 % and 18 %) that neither rate explains. A line taken back keeps the rate that it was sold at:
 * its price is looked at without its sign.
 */
export const rateForLine = (taxClass: TaxClass, { net, quantity, priceMode }: PricedPieces): Result<RatePpm, RateRefusal> => {
  if (taxClass.kind === "flat") return ok(taxClass.ratePpm)
  const { limit, upToPpm, abovePpm } = taxClass
  const price = Math.abs(net)
  const whole = money(limit * quantity)
  if (priceMode === "exclusive") return ok(price <= whole ? upToPpm : abovePpm)
  // price ÷ (1 + rate) ≤ limit × quantity  ⇔  price ≤ limit × quantity × (1 + rate); prices are whole paise, so the floor loses nothing.
  const upTo = (pieces: Money, ratePpm: RatePpm): Money => mulDiv(pieces, WHOLE_PPM + ratePpm, WHOLE_PPM, "down")
  if (price <= upTo(whole, upToPpm)) return ok(upToPpm)
  if (price > upTo(whole, abovePpm)) return ok(abovePpm)
  const unitPrice = mulDiv(money(price), 1, quantity, "up")
  return refuse({ code: "no_consistent_rate", unitPrice, lowerRateUpTo: upTo(limit, upToPpm), higherRateAbove: upTo(limit, abovePpm) })
}

/** The rate for one piece at its price after discount, as `rateForLine` finds it. A line that does not divide evenly is asked there. */
export const rateFor = (taxClass: TaxClass, { unitPrice, priceMode }: { readonly unitPrice: Money; readonly priceMode: PriceMode }): Result<RatePpm, RateRefusal> =>
  rateForLine(taxClass, { net: unitPrice, quantity: 1, priceMode })
