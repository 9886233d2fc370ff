import type { Instant } from "../id.ts"

/** India's financial year, 1 April to 31 March. */
export interface FinancialYear {
  /** The year in which it begins. */
  readonly startYear: number
  /** As documents write it: "2026-27". */
  readonly label: string
}

/** The financial year that an instant falls in, by the calendar of Asia/Kolkata. */
export const financialYearOf = (at: Instant): FinancialYear => {
  const { year, month } = indianDateOf(at)
  const startYear = month >= 4 ? year : year - 1
  return { startYear, label: `${startYear}-${String((startYear + 1) % 100).padStart(2, "0")}` }
}

/** The calendar date in Asia/Kolkata, which has kept +05:30 since 1945. Throws on what is no instant. */
export const indianDateOf = (at: Instant): { readonly year: number; readonly month: number; readonly day: number } => {
  const date = new Date(at + INDIAN_OFFSET_MS)
  if (Number.isNaN(date.getTime())) throw new RangeError(`${at} is not an instant`)
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() }
}

const INDIAN_OFFSET_MS = (5 * 60 + 30) * 60 * 1000
