import { money, sum } from "../money/index.ts"
import type { RatePpm, TaxedAmount } from "../tax/index.ts"
import type { Totals } from "../totals/index.ts"
import type { CreditFigures, Original } from "./credit.ts"

/** A row of the tax table: everything of one HSN code at one rate, charges included. */
export interface CreditNoteRow extends TaxedAmount {
  readonly hsnCode: string
  readonly ratePpm: RatePpm
}

/**
 * What a credit note states (CGST Rule 53(1A)(h)), as an invoice states its own: positive, because the type says that it goes
 * back. `mirrored` gives the same figures as a negative document.
 */
export interface CreditNoteFigures {
  readonly type: "credit_note"
  readonly taxTable: ReadonlyArray<CreditNoteRow>
  readonly totals: TaxedAmount & Pick<Totals, "tax" | "totalBeforeRoundOff" | "roundOff" | "grandTotal">
}

/** Services of goods transport, where a charge is a supply of its own and not part of the goods. */
const TRANSPORT_SAC = "9968"

/** The figures of a credit note. A charge keeps the code that the invoice gave it: that of the most valuable goods at its rate. */
export const creditNoteFigures = (
  figures: CreditFigures,
  invoiced: Original & { readonly hsnCodes: Readonly<Record<string, string>> }
): CreditNoteFigures => {
  const coded = [
    ...figures.lines.map((line) => ({ hsnCode: codeOf(invoiced.hsnCodes, line.id), row: line })),
    ...figures.charges.flatMap(({ parts }) => parts.map((part) => ({ hsnCode: codeOfCharge(invoiced, part.ratePpm), row: part })))
  ]
  const { tax, totalBeforeRoundOff, roundOff, grandTotal } = figures
  return {
    type: "credit_note",
    taxTable: taxTableOf(coded),
    totals: { ...sumOf([figures]), tax, totalBeforeRoundOff, roundOff, grandTotal }
  }
}

type Row = TaxedAmount & { readonly ratePpm: RatePpm }

const taxTableOf = (coded: ReadonlyArray<{ readonly hsnCode: string; readonly row: Row }>): ReadonlyArray<CreditNoteRow> => {
  const rows = new Map<string, CreditNoteRow>()
  for (const { hsnCode, row } of coded) {
    const key = `${hsnCode} ${String(row.ratePpm).padStart(7, "0")}`
    rows.set(key, { hsnCode, ratePpm: row.ratePpm, ...sumOf([rows.get(key) ?? nothing, row]) })
  }
  return [...rows].sort(([a], [b]) => a < b ? -1 : 1).map(([, row]) => row)
}

const sumOf = (rows: ReadonlyArray<TaxedAmount>): TaxedAmount => ({
  taxable: sum(rows.map((row) => row.taxable)),
  cgst: sum(rows.map((row) => row.cgst)),
  sgst: sum(rows.map((row) => row.sgst)),
  igst: sum(rows.map((row) => row.igst)),
  cess: sum(rows.map((row) => row.cess))
})

const nothing: TaxedAmount = sumOf([])

const codeOf = (hsnCodes: Readonly<Record<string, string>>, lineId: string): string => {
  if (!Object.hasOwn(hsnCodes, lineId)) throw new RangeError(`line ${lineId} has no HSN code`)
  return hsnCodes[lineId]!
}

const codeOfCharge = ({ totals, hsnCodes }: Parameters<typeof creditNoteFigures>[1], ratePpm: RatePpm): string => {
  const [principal] = totals.lines.filter((line) => line.ratePpm === ratePpm).toSorted((a, b) => b.taxable - a.taxable)
  return principal === undefined ? TRANSPORT_SAC : codeOf(hsnCodes, principal.id)
}

/** A document's figures with every sign turned: taken back as it was given. Credits of a mirrored document mirror its credits. */
export const mirrored = <T extends Totals>(totals: T): T => negated(totals)

const negated = <A>(value: A): A => {
  if (Array.isArray(value)) return value.map(negated) as A
  if (typeof value !== "object" || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, each]) =>
    [key, typeof each === "number" && key !== "quantity" && key !== "ratePpm" ? money(-each) : negated(each)])) as A
}
