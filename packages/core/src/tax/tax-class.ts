import { type Money, mulDiv } from "../money/index.ts"
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
  readonly unitPrice: Money
  /** The highest price of a piece, inclusive of tax, that the lower rate allows. */
  readonly lowerRateUpTo: Money
  /** The price of a piece, inclusive of tax, that the higher rate must exceed. */
  readonly higherRateAbove: Money
}

/**
 * The rate for one piece at its price after discount; round the piece price of an uneven line up, which decides as the exact
 * fraction would. The limit is inclusive and holds for the price without GST. Refuses `no_consistent_rate` for an inclusive
 * price (₹2,625 to ₹2,950 for a limit of ₹2,500 at 5 % and 18 %) that neither rate explains.
 */
export const rateFor = (taxClass: TaxClass, piece: { readonly unitPrice: Money; readonly priceMode: PriceMode }): Result<RatePpm, RateRefusal> => {
  if (taxClass.kind === "flat") return ok(taxClass.ratePpm)
  const { limit, upToPpm, abovePpm } = taxClass
  const { unitPrice, priceMode } = piece
  if (priceMode === "exclusive") return ok(unitPrice <= limit ? upToPpm : abovePpm)
  // net = price ÷ (1 + rate) ≤ limit  ⇔  price ≤ limit × (1 + rate); prices are whole paise, so the floor loses nothing.
  const lowerRateUpTo = mulDiv(limit, WHOLE_PPM + upToPpm, WHOLE_PPM, "down")
  const higherRateAbove = mulDiv(limit, WHOLE_PPM + abovePpm, WHOLE_PPM, "down")
  if (unitPrice <= lowerRateUpTo) return ok(upToPpm)
  if (unitPrice > higherRateAbove) return ok(abovePpm)
  return refuse({ code: "no_consistent_rate", unitPrice, lowerRateUpTo, higherRateAbove })
}
