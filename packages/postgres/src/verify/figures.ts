import { type InvoiceDocument, taxTableOf } from "@bahi/core/invoice"
import type { Totals } from "@bahi/core/totals"

const heads = ["taxable", "cgst", "sgst", "igst", "cess"] as const
type Heads = { readonly [head in (typeof heads)[number]]: number }

const sum = <A>(rows: ReadonlyArray<A>, of: (row: A) => number): number => rows.reduce((total, row) => total + of(row), 0)
const taxOf = ({ cgst, sgst, igst, cess }: Heads): number => cgst + sgst + igst + cess
const isSumOf = (whole: Heads, parts: ReadonlyArray<Heads>): boolean => heads.every((head) => whole[head] === sum(parts, (part) => part[head]))

/** Whether every figure is a whole number of paise, and each sum is that of its parts: figured from the parts alone, not by what made them. */
export const totalsAddUp = (totals: Totals): boolean => {
  const { charges, lines, orderDiscounts } = totals
  const taxCharged = ({ tax }: { readonly tax: number }) => (totals.taxPayableBy === "recipient" ? 0 : tax)
  return isWhole(totals)
    && lines.every((line) => line.net === line.gross - line.lineDiscount - line.orderDiscount && line.tax === taxOf(line) && line.total === line.taxable + taxCharged(line))
    && charges.every((charge) => charge.tax === taxOf(charge) && charge.total === charge.taxable + taxCharged(charge) && isSumOf(charge, charge.parts))
    && isSumOf(totals, [...lines, ...charges])
    && totals.subtotal === sum(lines, (line) => line.gross)
    && totals.discountTotal === sum(lines, (line) => line.lineDiscount + line.orderDiscount)
    && sum(orderDiscounts, ({ applied }) => applied) === sum(lines, (line) => line.orderDiscount)
    && totals.chargesTotal === sum(charges, ({ amount }) => amount)
    && totals.tax === taxOf(totals)
    && totals.totalBeforeRoundOff === totals.taxable + taxCharged(totals)
    && totals.grandTotal === totals.totalBeforeRoundOff + totals.roundOff
}

/** Whether a document's lines add up to its tax table, and to its totals. */
export const documentAddsUp = ({ lines, reverseCharge, taxTable, totals }: InvoiceDocument): boolean =>
  isWhole({ lines, taxTable, totals })
  && lines.every((line) => line.total === line.taxable + (reverseCharge ? 0 : taxOf(line)))
  && isSumOf(totals, lines)
  && JSON.stringify(sorted(taxTable)) === JSON.stringify(sorted(taxTableOf(lines)))
  && totals.tax === taxOf(totals)
  && totals.totalBeforeRoundOff === totals.taxable + (reverseCharge ? 0 : totals.tax)
  && totals.grandTotal === totals.totalBeforeRoundOff + totals.roundOff

const isWhole = (value: unknown): boolean =>
  typeof value === "number" ? Number.isSafeInteger(value) : typeof value !== "object" || value === null || Object.values(value).every(isWhole)

/** As jsonb keeps it: in an order of its own. */
const sorted = (rows: ReadonlyArray<object>) => rows.map((row) => Object.entries(row).toSorted(([a], [b]) => (a < b ? -1 : 1)))
