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

/** A number that was given to a document of this kind. */
export type UsedNumber = Pick<ReportedDocument, "type" | "number">

/** What Table 13 calls each kind. */
const natures = { invoice: 1, debit_note: 4, credit_note: 5 } as const satisfies Record<ReportedDocument["type"], number>

/**
 * Table 13: the numbers that were used, by kind and run, whether their documents stand or were `cancelled`: those are kept and
 * counted, and never given again. A number within a run that nobody names was cancelled too; one of another kind ends the run.
 * A series is what stands before its last digits.
 */
export const numbersUsed = (issued: ReadonlyArray<UsedNumber>, cancelled: ReadonlyArray<UsedNumber>): ReadonlyArray<{ readonly doc_num: number; readonly docs: ReadonlyArray<NumberRun> }> => {
  const used = [...issued.map((each) => ({ ...each, ...partsOf(each.number), stands: true })), ...cancelled.map((each) => ({ ...each, ...partsOf(each.number), stands: false }))]
  const runs = [...Map.groupBy(used, ({ prefix }) => prefix)].toSorted(([a], [b]) => (a < b ? -1 : 1)).flatMap(([, series]) => {
    const sorted = series.toSorted((a, b) => (a.count < b.count ? -1 : 1))
    const starts = sorted.flatMap(({ type }, place) => place === 0 || sorted[place - 1]!.type !== type ? [place] : [])
    return starts.map((start, place) => sorted.slice(start, starts[place + 1]))
  })
  return [...Map.groupBy(runs, (run) => natures[run[0]!.type])].toSorted(([a], [b]) => a - b).map(([nature, ofNature]) => ({
    doc_num: nature,
    docs: ofNature.map((run, i) => {
      const [first, last] = [run[0]!, run.at(-1)!]
      const total = Number(last.count - first.count) + 1
      const standing = run.filter(({ stands }) => stands).length
      return { num: i + 1, from: first.number, to: last.number, totnum: total, cancel: total - standing, net_issue: standing }
    })
  }))
}

/** "INV-2026-000042" is the 42nd of "INV-2026-". Sixteen digits are more than a number holds exactly. */
const partsOf = (number: string): { readonly prefix: string; readonly count: bigint } => {
  const digits = /\d*$/.exec(number)![0]
  return { prefix: number.slice(0, number.length - digits.length), count: BigInt(digits === "" ? 0 : digits) }
}
