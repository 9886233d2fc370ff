import { ok, refuse, type Result } from "../result.ts"
import type { TaxClass } from "./tax-class.ts"

/** A calendar date of India as "2025-09-22". Such texts sort like the dates that they name. */
export type LocalDate = string

/** How a product has been taxed over time, in any order: each class from its date until the next one's. */
export type TaxSchedule = ReadonlyArray<{ readonly from: LocalDate; readonly taxClass: TaxClass }>

/** No class of the schedule was in force yet. `firstFrom` is null for a schedule without classes. */
export interface ScheduleRefusal {
  readonly code: "tax_class_not_in_force"
  readonly on: LocalDate
  readonly firstFrom: LocalDate | null
}

/**
 * The class in force on the date of supply. What it says is frozen onto the line: a credit note takes the rate of its invoice, never
 * today's (CGST Act s. 34). Refuses a date before the first class. Throws on a text that is no date.
 */
export const taxClassOn = (schedule: TaxSchedule, on: LocalDate): Result<TaxClass, ScheduleRefusal> => {
  const dates = [on, ...schedule.map(({ from }) => from)]
  const wrong = dates.find((date) => !/^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/.test(date))
  if (wrong !== undefined) throw new RangeError(`${wrong} is not a date such as 2025-09-22`)
  const sorted = schedule.toSorted((a, b) => (a.from < b.from ? -1 : 1))
  const inForce = sorted.findLast(({ from }) => from <= on)
  return inForce === undefined ? refuse({ code: "tax_class_not_in_force", on, firstFrom: sorted[0]?.from ?? null }) : ok(inForce.taxClass)
}
