// How the portal writes things: rupees as JSON numbers, rates in percent, dates of India.
import type { Instant } from "../id.ts"
import type { Money } from "../money/index.ts"
import { indianDateOf } from "../numbering/index.ts"
import type { RatePpm } from "../tax/index.ts"

/** Paise as rupees: the nearest number to two decimals, which is printed with two at most. */
export const rupees = (paise: Money | number): number => paise / 100

/** 18 for 180,000 parts per million. */
export const percent = (ratePpm: RatePpm): number => ratePpm / 10_000

/** The day in India, with `-` for returns ("21-11-2026") and `/` for e-invoices. */
export const dateOf = (at: Instant, separator: "-" | "/"): string => {
  const { day, month, year } = indianDateOf(at)
  return [twoDigits(day), twoDigits(month), String(year)].join(separator)
}

/** "112026" for November 2026 in India. */
export const periodOf = (at: Instant): string => {
  const { month, year } = indianDateOf(at)
  return `${twoDigits(month)}${year}`
}

const twoDigits = (n: number): string => String(n).padStart(2, "0")
