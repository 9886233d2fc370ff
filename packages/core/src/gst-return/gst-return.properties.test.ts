import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { anyReportedDocument } from "./arbitrary.ts"
import { type ReportedDocument, signOf } from "./document.ts"
import { eInvoice, gstr1, type Gstr1, taxSummary } from "./index.ts"

interface Amounts { readonly txval: number; readonly iamt?: number; readonly camt?: number; readonly samt?: number; readonly csamt: number }

/** Rupees as paise, which every figure of a return must be, to the last digit. */
const paise = (rupees: number | undefined): number => {
  const exact = Math.round((rupees ?? 0) * 100)
  expect(exact / 100).toBe(rupees ?? 0)
  return exact
}
const totalOf = (rows: ReadonlyArray<readonly [Amounts, number]>) => rows.reduce((sum, [{ camt, csamt, iamt, samt, txval }, sign]) => ({
  taxable: sum.taxable + sign * paise(txval), cgst: sum.cgst + sign * paise(camt), sgst: sum.sgst + sign * paise(samt), igst: sum.igst + sign * paise(iamt), cess: sum.cess + sign * paise(csamt)
}), { taxable: 0, cgst: 0, sgst: 0, igst: 0, cess: 0 })

const rowsOf = ({ b2b = [], b2cl = [], b2cs = [], cdnr = [], cdnur = [], exp = [] }: Gstr1): ReadonlyArray<readonly [Amounts, number]> => [
  ...[...b2b, ...b2cl].flatMap(({ inv }) => inv.flatMap(({ itms }) => itms.map(({ itm_det }) => [itm_det, 1] as const))),
  ...b2cs.map((row) => [row, 1] as const),
  ...exp.flatMap(({ inv }) => inv.flatMap(({ itms }) => itms.map((row) => [row, 1] as const))),
  ...[...cdnr.flatMap(({ nt }) => nt), ...cdnur].flatMap(({ itms, ntty }) => itms.map(({ itm_det }) => [itm_det, ntty === "C" ? -1 : 1] as const))
]

const documents = fc.uniqueArray(anyReportedDocument, { maxLength: 12, selector: ({ number }) => number })

const filedOf = (given: ReadonlyArray<ReportedDocument>): Gstr1 => {
  const filed = gstr1({ gstin: "29AAHCM7727Q1ZI", period: "112026", documents: given })
  if (!filed.ok) throw new Error(filed.error.code)
  return filed.value
}
const heads = ["taxable", "cgst", "sgst", "igst", "cess"] as const

describe("any month", () => {
  const law = (sentence: string, holds: (given: ReadonlyArray<ReportedDocument>, filed: Gstr1) => void) =>
    it(sentence, () => fc.assert(fc.property(documents, (given) => { holds(given, filedOf(given)) }), { numRuns: 300 }))

  law("is filed to the paisa: the tables, with what is not taxed, add up to the documents", (given, filed) => {
    const tables = totalOf(rowsOf(filed))
    const untaxed = (filed.nil?.inv ?? []).reduce((sum, { expt_amt, ngsup_amt, nil_amt }) => sum + paise(nil_amt) + paise(expt_amt) + paise(ngsup_amt), 0)
    for (const head of heads) {
      const sold = given.reduce((sum, document) => sum + signOf(document) * document.totals[head], 0)
      expect(tables[head] + (head === "taxable" ? untaxed : 0)).toBe(sold)
    }
  })

  law("has a Table 12 that adds up to the documents, but for what is outside of GST", (given, { hsn = {} }) => {
    const table = totalOf([...hsn.hsn_b2b ?? [], ...hsn.hsn_b2c ?? []].map((row) => [row, 1]))
    for (const head of heads) {
      expect(table[head]).toBe(given.reduce((sum, document) => sum + signOf(document) * document.lines.reduce((of, line) => of + (line.treatment === "non_gst" ? 0 : line[head]), 0), 0))
    }
  })

  law("does not depend on the order of its documents", (given, filed) => {
    expect(filedOf(given.toReversed())).toEqual(filed)
  })

  it("has a summary by code and rate that adds up to the documents", () =>
    fc.assert(fc.property(documents, (given) => {
      const { rows, totals } = taxSummary(given)
      for (const head of heads) {
        expect(totals[head]).toBe(given.reduce((sum, document) => sum + signOf(document) * document.totals[head], 0))
        expect(rows.reduce((sum, row) => sum + row[head], 0)).toBe(totals[head])
      }
    })))
})

it("any e-invoice adds up as the portal checks it", () =>
  fc.assert(fc.property(anyReportedDocument, (document) => {
    const made = eInvoice(document)
    if (!made.ok) {
      expect(["buyer_not_registered", "nothing_taxable"]).toContain(made.error.code)
      return
    }
    const { ItemList: items, ValDtls: values } = made.value
    const sum = (of: (item: (typeof items)[number]) => number) => items.reduce((total, item) => total + paise(of(item)), 0)
    for (const item of items) {
      expect(paise(item.AssAmt)).toBe(paise(item.TotAmt) - paise(item.Discount))
      expect(paise(item.TotItemVal)).toBe(paise(item.AssAmt) + paise(item.IgstAmt) + paise(item.CgstAmt) + paise(item.SgstAmt) + paise(item.CesNonAdvlAmt))
    }
    expect(paise(values.AssVal)).toBe(sum((item) => item.AssAmt))
    expect([paise(values.CgstVal), paise(values.SgstVal), paise(values.IgstVal), paise(values.CesVal)]).toEqual([sum((item) => item.CgstAmt), sum((item) => item.SgstAmt), sum((item) => item.IgstAmt), sum((item) => item.CesNonAdvlAmt)])
    expect(paise(values.TotInvVal)).toBe(sum((item) => item.TotItemVal) + paise(values.RndOffAmt))
  }), { numRuns: 300 }))
