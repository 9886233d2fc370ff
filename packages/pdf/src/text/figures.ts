import { formatRupees, type Money } from "@bahi/core/money"
import type { RatePpm } from "@bahi/core/tax"

/** An amount as tables carry it, without its sign: "1,23,456.78". */
export const rupees = (amount: Money): string => formatRupees(amount).replace("₹", "")

/** A rate as a percentage; half a rate may hold half a part per million. */
export const percent = (ratePpm: RatePpm): string => `${ratePpm / 10_000}%`
