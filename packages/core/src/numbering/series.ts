import type { Instant } from "../id.ts"
import { ok, refuse, type Result } from "../result.ts"
import { financialYearOf, indianDateOf } from "./financial-year.ts"

/** A run of numbers that starts again at 1 with every period. */
export interface Series {
  readonly prefix: string
  readonly reset: "financial_year" | "calendar_year" | "day"
  /** The sequence is padded with zeros to this many digits, and grows past them. */
  readonly digits: number
  /**
   * How the parts stand together: `{prefix}`, `{period}` (the key that `periodOf` answers), `{financialYear}` ("2026-27") and
   * `{sequence}`; "{prefix}-{period}-{sequence}" by default, and without the prefix's dash where there is none. Only a series of
   * the financial year may leave the period out: its numbers have to be unique within that year, and in others they would repeat.
   */
  readonly format?: string
  /** `cgst_46b` for tax invoices, credit notes and their like: at most 16 characters. Order numbers are under no rule. */
  readonly rule?: "cgst_46b" | "none"
}

/** Tax invoices: "INV-2026-000001", the year being that in which the financial year begins. */
export const invoiceSeries = { prefix: "INV", reset: "financial_year", digits: 6, rule: "cgst_46b" } as const satisfies Series

/** Credit notes: a series of their own, "CRN-2026-000001". */
export const creditNoteSeries = { prefix: "CRN", reset: "financial_year", digits: 6, rule: "cgst_46b" } as const satisfies Series

/** Orders: "ORD-2026-000001" by calendar year. */
export const orderSeries = { prefix: "ORD", reset: "calendar_year", digits: 6, rule: "none" } as const satisfies Series

export type NumberRefusal =
  | { readonly code: "sequence_invalid"; readonly sequence: number }
  | { readonly code: "number_malformed"; readonly number: string }
  | { readonly code: "number_too_long"; readonly number: string; readonly maxLength: number }

/** The key under which a series counts at an instant, in Indian time: "2026" for a year (a financial one by its first), "20261120" for a day. */
export const periodOf = (series: Series, at: Instant): string => {
  const { year, month, day } = indianDateOf(at)
  switch (series.reset) {
    case "financial_year": return String(financialYearOf(at).startYear)
    case "calendar_year": return String(year)
    case "day": return String(year * 10_000 + month * 100 + day)
  }
}

/**
 * The number of a document: prefix, period and padded sequence, as in "INV-2026-000001". Refuses a sequence that is not 1 or
 * more, a number that is not of A–Z, 0–9, "-" and "/" or begins with 0, "-" or "/", or whose format lacks the sequence, or the
 * period that it starts again with, and a tax document's beyond 16 characters (CGST Rule 46(b), and the e-invoice portal's reading
 * of it).
 */
export const formatNumber = (series: Series, at: Instant, sequence: number): Result<string, NumberRefusal> => {
  if (!Number.isSafeInteger(sequence) || sequence < 1) return refuse({ code: "sequence_invalid", sequence })
  const number = written(series, at, sequence)
  if (!isUnambiguous(series) || !/^[A-Z1-9][A-Z0-9/-]*$/.test(number)) return refuse({ code: "number_malformed", number })
  if (series.rule === "cgst_46b" && number.length > RULE_46B_LENGTH) return refuse({ code: "number_too_long", number, maxLength: RULE_46B_LENGTH })
  return ok(number)
}

const RULE_46B_LENGTH = 16

const written = (series: Series, at: Instant, sequence: number): string => {
  const parts: Readonly<Record<string, string>> = {
    prefix: series.prefix,
    period: periodOf(series, at),
    financialYear: financialYearOf(at).label,
    sequence: String(sequence).padStart(series.digits, "0")
  }
  const format = series.format ?? (series.prefix === "" ? "{period}-{sequence}" : "{prefix}-{period}-{sequence}")
  // A part that is not known stays in its braces, which no number may have.
  return format.replace(/\{(\w+)\}/g, (braced, name: string) => (Object.hasOwn(parts, name) ? parts[name]! : braced))
}

/** Whether two sequences, or two periods that count from 1 each, can never make one number. */
const isUnambiguous = ({ format, reset }: Series): boolean =>
  format === undefined || (format.includes("{sequence}") && (reset === "financial_year" || format.includes("{period}")))
