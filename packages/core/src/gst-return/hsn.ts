import type { TaxFigures } from "../invoice/index.ts"
import { type ReportedDocument, type ReportedLine, isService, signOf } from "./document.ts"
import { noFigures, plus } from "./figures.ts"
import { percent, rupees } from "./wire.ts"

/** A row of Table 12. Quantities of services are not counted. */
export interface HsnRow {
  readonly num: number
  readonly hsn_sc: string
  /** At most 30 characters. */
  readonly desc: string
  readonly uqc: string
  readonly qty: number
  readonly rt: number
  readonly txval: number
  readonly iamt: number
  readonly camt: number
  readonly samt: number
  readonly csamt: number
}

/** Table 12: what was sold under each HSN code, in each unit, at each rate, credit notes taken away. Quantities count to three decimals. */
export const hsnTable = (documents: ReadonlyArray<ReportedDocument>): ReadonlyArray<HsnRow> => {
  const sums = new Map<string, { readonly line: ReportedLine; readonly thousandths: number; readonly figures: TaxFigures }>()
  for (const document of documents) {
    const sign = signOf(document)
    for (const line of document.lines.filter(({ treatment }) => treatment !== "non_gst")) {
      const key = [line.hsnCode, unitOf(line), String(line.ratePpm).padStart(7, "0")].join(" ")
      const { figures, thousandths } = sums.get(key) ?? { figures: noFigures, thousandths: 0 }
      sums.set(key, { line: sums.get(key)?.line ?? line, thousandths: thousandths + sign * thousandthsOf(line.quantity), figures: plus(figures, line, sign) })
    }
  }
  return [...sums].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, { line, thousandths, figures }], i) => ({
    num: i + 1,
    hsn_sc: line.hsnCode,
    desc: line.description.trim().slice(0, 30),
    uqc: unitOf(line),
    qty: isService(line.hsnCode) ? 0 : thousandths / 1000,
    rt: percent(line.ratePpm),
    txval: rupees(figures.taxable),
    iamt: rupees(figures.igst),
    camt: rupees(figures.cgst),
    samt: rupees(figures.sgst),
    csamt: rupees(figures.cess)
  }))
}

const unitOf = ({ hsnCode, unit }: ReportedLine): string => isService(hsnCode) ? "NA" : unit

/** Halves and quarters of a kilogram add up exactly in thousandths. */
const thousandthsOf = (quantity: number): number => Math.floor(quantity * 1000 + 0.5)
