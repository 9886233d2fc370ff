import type { ReportedDocument } from "./document.ts"

/** A run of numbers of one kind of document, as Table 13 wants it. */
export interface NumberRun {
  readonly num: number
  readonly from: string
  readonly to: string
  readonly totnum: number
  readonly cancel: number
  readonly net_issue: number
}

/** What Table 13 calls each kind. */
const natures = { invoice: 1, debit_note: 4, credit_note: 5 } as const satisfies Record<ReportedDocument["type"], number>

/**
 * Table 13: the numbers that were used, by kind and series. A number of a run that no document bears was cancelled: it is kept
 * and counted, and never given again.
 */
export const numbersUsed = (documents: ReadonlyArray<Pick<ReportedDocument, "type" | "number">>): ReadonlyArray<{ readonly doc_num: number; readonly docs: ReadonlyArray<NumberRun> }> =>
  [...Map.groupBy(documents, ({ type }) => natures[type])].toSorted(([a], [b]) => a - b).map(([nature, ofNature]) => ({
    doc_num: nature,
    docs: [...Map.groupBy(ofNature.map(({ number }) => ({ number, ...partsOf(number) })), ({ prefix, width }) => `${prefix} ${width}`)]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([, run], i) => {
        const sorted = run.toSorted((a, b) => a.count - b.count)
        const [first, last] = [sorted[0]!, sorted.at(-1)!]
        const total = last.count - first.count + 1
        return { num: i + 1, from: first.number, to: last.number, totnum: total, cancel: total - sorted.length, net_issue: sorted.length }
      })
  }))

/** "INV-2026-000042" is the 42nd of "INV-2026-", written with six digits. */
const partsOf = (number: string): { readonly prefix: string; readonly width: number; readonly count: number } => {
  const digits = /\d*$/.exec(number)![0]
  return { prefix: number.slice(0, number.length - digits.length), width: digits.length, count: Number(digits) }
}
