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

/**
 * Table 12: what was sold under each HSN code, in each unit, at each rate, credit notes taken away. A charge belongs to the goods
 * that it brought: to the row of their code and rate, without a quantity. Quantities count to three decimals.
 */
export const hsnTable = (documents: ReadonlyArray<ReportedDocument>): ReadonlyArray<HsnRow> => {
  const lines = documents.flatMap((document) => document.lines.filter(({ treatment }) => treatment !== "non_gst").map((line) => ({ line, sign: signOf(document) })))
  const codeOf = ({ hsnCode, ratePpm }: ReportedLine) => `${hsnCode} ${String(ratePpm).padStart(7, "0")}`
  const units = new Map(lines.filter(({ line }) => line.kind === "goods").map(({ line }) => [codeOf(line), unitOf(line)]))
  const sums = new Map<string, { readonly line: ReportedLine; readonly unit: string; readonly thousandths: number; readonly figures: TaxFigures }>()
  // Goods first: a row bears their description.
  for (const { line, sign } of lines.toSorted((one, other) => Number(one.line.kind === "charge") - Number(other.line.kind === "charge"))) {
    const unit = line.kind === "goods" ? unitOf(line) : units.get(codeOf(line)) ?? unitOf(line)
    const key = `${codeOf(line)} ${unit}`
    const { figures, line: first, thousandths } = sums.get(key) ?? { figures: noFigures, line, thousandths: 0 }
    sums.set(key, { line: first, unit, thousandths: thousandths + (line.kind === "goods" ? sign * thousandthsOf(line.quantity) : 0), figures: plus(figures, line, sign) })
  }
  return [...sums].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, { line, unit, thousandths, figures }], i) => ({
    num: i + 1,
    hsn_sc: line.hsnCode,
    desc: line.description.trim().slice(0, 30),
    uqc: unit,
    qty: isService(line.hsnCode) ? 0 : thousandths / 1000,
    rt: percent(line.ratePpm),
    txval: rupees(figures.taxable),
    iamt: rupees(figures.igst),
    camt: rupees(figures.cgst),
    samt: rupees(figures.sgst),
    csamt: rupees(figures.cess)
  }))
}

/** Services are not counted in pieces, and goods always are: a charge without goods of its code is other than all units. */
const unitOf = ({ hsnCode, unit }: ReportedLine): string => isService(hsnCode) ? "NA" : unit === "NA" ? "OTH" : unit

/** Halves and quarters of a kilogram add up exactly in thousandths. */
const thousandthsOf = (quantity: number): number => Math.floor(quantity * 1000 + 0.5)
