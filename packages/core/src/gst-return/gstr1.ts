import type { TaxFigures } from "../invoice/index.ts"
import { ok, refuse, type Result } from "../result.ts"
import type { StateCode } from "../tax/index.ts"
import { type Bucket, bucketOf } from "./bucket.ts"
import { isRegistered, isTaxed, type ReportedDocument, type ReportedLine } from "./document.ts"
import { byRate, netted } from "./figures.ts"
import { type HsnRow, hsnTable } from "./hsn.ts"
import { type NumberRun, numbersUsed, type UsedNumber } from "./series.ts"
import { dateOf, percent, periodOf, rupees } from "./wire.ts"

interface Amounts { readonly rt: number; readonly txval: number; readonly iamt?: number; readonly camt?: number; readonly samt?: number; readonly csamt: number }
interface Item { readonly num: number; readonly itm_det: Amounts }
interface RegisteredTo { readonly pos: string; readonly rchrg: "Y" | "N"; readonly inv_typ: "R" | "SEWP" | "SEWOP" | "DE"; readonly etin?: string; readonly itms: ReadonlyArray<Item> }
interface Invoice { readonly inum: string; readonly idt: string; readonly val: number }
interface Note { readonly ntty: "C" | "D"; readonly nt_num: string; readonly nt_dt: string; readonly val: number }

/** GSTR-1 as the portal takes it. Amounts are rupees; a table that would be empty is left out. */
export interface Gstr1 {
  readonly gstin: string
  /** Month and year, "112026". */
  readonly fp: string
  readonly b2b?: ReadonlyArray<{ readonly ctin: string; readonly inv: ReadonlyArray<Invoice & RegisteredTo> }>
  readonly b2cl?: ReadonlyArray<{ readonly pos: string; readonly inv: ReadonlyArray<Invoice & { readonly itms: ReadonlyArray<Item> }> }>
  readonly b2cs?: ReadonlyArray<Amounts & { readonly sply_ty: "INTER" | "INTRA"; readonly pos: string; readonly typ: "OE" | "E"; readonly etin?: string }>
  readonly cdnr?: ReadonlyArray<{ readonly ctin: string; readonly nt: ReadonlyArray<Note & RegisteredTo> }>
  readonly cdnur?: ReadonlyArray<Note & { readonly typ: "B2CL" | "EXPWP" | "EXPWOP"; readonly pos?: string; readonly itms: ReadonlyArray<Item> }>
  readonly exp?: ReadonlyArray<{ readonly exp_typ: "WPAY" | "WOPAY"; readonly inv: ReadonlyArray<Invoice & { readonly itms: ReadonlyArray<Amounts> }> }>
  readonly nil?: { readonly inv: ReadonlyArray<{ readonly sply_ty: "INTRB2B" | "INTRAB2B" | "INTRB2C" | "INTRAB2C"; readonly nil_amt: number; readonly expt_amt: number; readonly ngsup_amt: number }> }
  readonly hsn?: { readonly hsn_b2b?: ReadonlyArray<HsnRow>; readonly hsn_b2c?: ReadonlyArray<HsnRow> }
  readonly doc_issue?: { readonly doc_det: ReadonlyArray<{ readonly doc_num: number; readonly docs: ReadonlyArray<NumberRun> }> }
  readonly supeco?: { readonly clttx: ReadonlyArray<{ readonly etin: string; readonly suppval: number; readonly igst: number; readonly cgst: number; readonly sgst: number; readonly cess: number }> }
}

export type Gstr1Refusal =
  | { readonly code: "document_of_another_seller"; readonly number: string; readonly gstin: string }
  | { readonly code: "document_of_another_period"; readonly number: string; readonly period: string }
  /** Two documents, or one that stands and one that was cancelled, bear the same number. */
  | { readonly code: "number_repeated"; readonly number: string }
  /** Zones and deemed exports are registered. */
  | { readonly code: "buyer_gstin_missing"; readonly number: string }

/** What a month's return is made of: its documents, and the numbers whose documents were cancelled. */
export interface Gstr1Request {
  readonly gstin: string
  /** Month and year, "112026". */
  readonly period: string
  readonly documents: ReadonlyArray<ReportedDocument>
  readonly cancelled?: ReadonlyArray<UsedNumber>
}

/**
 * GSTR-1 of one GSTIN and one month, from the invoices and notes of that month: registered buyers and exports document by
 * document, other sales netted by place and rate, what is not taxed apart (8), goods by HSN code for registered and other
 * buyers (12, the shape from May 2025), the numbers used (13), and what operators collected tax on (14). The tables add up to
 * the documents.
 */
export const gstr1 = (request: Gstr1Request): Result<Gstr1, Gstr1Refusal> => {
  const refusal = firstRefusal(request)
  return refusal === undefined ? ok(filed(request)) : refuse(refusal)
}

const firstRefusal = ({ gstin, period, documents, cancelled = [] }: Gstr1Request): Gstr1Refusal | undefined => {
  const numbers = new Set<string>()
  for (const document of documents) {
    const { number } = document
    if (document.seller.gstin !== gstin) return { code: "document_of_another_seller", number, gstin: document.seller.gstin }
    if (periodOf(document.issuedAt) !== period) return { code: "document_of_another_period", number, period: periodOf(document.issuedAt) }
    if ((document.destination === "sez" || document.destination === "deemed_export") && !isRegistered(document)) return { code: "buyer_gstin_missing", number }
  }
  for (const { number } of [...documents, ...cancelled]) {
    if (numbers.has(number)) return { code: "number_repeated", number }
    numbers.add(number)
  }
  return undefined
}

const filed = ({ gstin, period, documents, cancelled = [] }: Gstr1Request): Gstr1 => {
  const all = documents.toSorted((a, b) => a.issuedAt - b.issuedAt || (a.number < b.number ? -1 : 1))
  const taxed = all.map((document) => ({ ...document, lines: document.lines.filter((line) => isTaxed(line) || document.destination !== "domestic") }))
    .filter(({ lines }) => lines.length > 0)
  const inBucket = (bucket: Bucket) => taxed.filter((document) => bucketOf(document) === bucket)
  const hsn = {
    ...unlessEmpty("hsn_b2b", hsnTable(all.filter(isRegistered))),
    ...unlessEmpty("hsn_b2c", hsnTable(all.filter((document) => !isRegistered(document))))
  }
  const untaxed = untaxedOf(all)
  const collected = collectedByOperators(taxed)
  return {
    gstin,
    fp: period,
    ...unlessEmpty("b2b", grouped(inBucket("b2b"), ({ buyer }) => buyer.gstin!, (ctin, of) => ({ ctin, inv: of.map((document) => ({ ...invoiceOf(document), ...registeredTo(document) })) }))),
    ...unlessEmpty("b2cl", grouped(inBucket("b2cl"), ({ placeOfSupply }) => placeOfSupply, (pos, of) => ({ pos, inv: of.map((document) => ({ ...invoiceOf(document), itms: itemsOf(document) })) }))),
    ...unlessEmpty("b2cs", smallSales(inBucket("b2cs"))),
    ...unlessEmpty("cdnr", grouped(inBucket("cdnr"), ({ buyer }) => buyer.gstin!, (ctin, of) => ({ ctin, nt: of.map((document) => ({ ...noteOf(document), ...registeredTo(document) })) }))),
    ...unlessEmpty("cdnur", [
      ...inBucket("cdnurLarge").map((document) => ({ ...noteOf(document), typ: "B2CL" as const, pos: document.placeOfSupply, itms: itemsOf(document) })),
      ...inBucket("cdnurExport").map((document) => ({ ...noteOf(document), typ: isPaid(document) ? "EXPWP" as const : "EXPWOP" as const, itms: itemsOf(document) }))
    ]),
    ...unlessEmpty("exp", grouped(inBucket("exp"), (document) => isPaid(document) ? "WPAY" as const : "WOPAY" as const, (exp_typ, of) =>
      ({ exp_typ, inv: of.map((document) => ({ ...invoiceOf(document), itms: byRate(document.lines).map((row) => amountsOf(row, "integrated")) })) }))),
    ...(untaxed.length === 0 ? {} : { nil: { inv: untaxed } }),
    ...(Object.keys(hsn).length === 0 ? {} : { hsn }),
    ...unlessNothing(numbersUsed(all, cancelled)),
    ...(collected.length === 0 ? {} : { supeco: { clttx: collected } })
  }
}

const unlessNothing = (doc_det: ReturnType<typeof numbersUsed>): Pick<Gstr1, "doc_issue"> => doc_det.length === 0 ? {} : { doc_issue: { doc_det } }

const unlessEmpty = <K extends string, A>(key: K, rows: ReadonlyArray<A>): { readonly [P in K]?: ReadonlyArray<A> } =>
  (rows.length === 0 ? {} : { [key]: rows }) as { readonly [P in K]?: ReadonlyArray<A> }

const grouped = <K extends string, A>(documents: ReadonlyArray<ReportedDocument>, keyOf: (document: ReportedDocument) => K, rowOf: (key: K, of: ReadonlyArray<ReportedDocument>) => A): ReadonlyArray<A> =>
  [...Map.groupBy(documents, keyOf)].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([key, of]) => rowOf(key, of))

const invoiceOf = ({ number, issuedAt, totals }: ReportedDocument): Invoice => ({ inum: number, idt: dateOf(issuedAt, "-"), val: rupees(totals.grandTotal) })
const noteOf = ({ type, number, issuedAt, totals }: ReportedDocument): Note =>
  ({ ntty: type === "credit_note" ? "C" : "D", nt_num: number, nt_dt: dateOf(issuedAt, "-"), val: rupees(totals.grandTotal) })

const registeredTo = (document: ReportedDocument): RegisteredTo => ({
  pos: document.placeOfSupply,
  rchrg: document.reverseCharge ? "Y" : "N",
  inv_typ: document.destination === "sez" ? (isPaid(document) ? "SEWP" : "SEWOP") : document.destination === "deemed_export" ? "DE" : "R",
  ...(document.operatorGstin === undefined ? {} : { etin: document.operatorGstin }),
  itms: itemsOf(document)
})

/** With tax, to be refunded; or under a letter of undertaking, without (IGST Act s.16). */
const isPaid = ({ supply }: ReportedDocument): boolean => supply !== "export_without_payment" && supply !== "sez_without_payment"

const itemsOf = (document: ReportedDocument): ReadonlyArray<Item> =>
  byRate(document.lines).map((row, i) => ({ num: i + 1, itm_det: amountsOf(row, document.supply === "intra" ? "local" : "integrated") }))

const amountsOf = ({ ratePpm, taxable, cgst, sgst, igst, cess }: TaxFigures & { readonly ratePpm: number }, carries: "local" | "integrated"): Amounts => ({
  rt: percent(ratePpm),
  txval: rupees(taxable),
  ...(carries === "local" ? { camt: rupees(cgst), samt: rupees(sgst) } : { iamt: rupees(igst) }),
  csamt: rupees(cess)
})

/** Table 7: netted by place of supply, rate and operator, and so perhaps below zero. */
const smallSales = (documents: ReadonlyArray<ReportedDocument>): NonNullable<Gstr1["b2cs"]> =>
  netted(documents.flatMap((of) => of.lines.map((figures) =>
    ({ key: [of.placeOfSupply, of.supply === "intra" ? "INTRA" : "INTER", String(figures.ratePpm).padStart(7, "0"), of.operatorGstin ?? ""].join(" "), of, figures }))))
    .map(([key, figures]) => {
      const [pos, place, ratePpm, etin] = key.split(" ") as [StateCode, "INTRA" | "INTER", string, string]
      return {
        sply_ty: place,
        pos,
        ...(etin === "" ? { typ: "OE" as const } : { typ: "E" as const, etin }),
        ...amountsOf({ ratePpm: Number(ratePpm), ...figures }, place === "INTRA" ? "local" : "integrated")
      }
    })

/** Table 8: what is nil rated, exempt or outside of GST, by kind of buyer and supply. */
const untaxedOf = (documents: ReadonlyArray<ReportedDocument>): NonNullable<Gstr1["nil"]>["inv"] => {
  const lines = documents.filter(({ destination }) => destination === "domestic").flatMap((of) =>
    of.lines.filter((line) => !isTaxed(line)).map((figures) =>
      ({ key: `${of.supply === "intra" ? "INTRA" : "INTR"}${isRegistered(of) ? "B2B" : "B2C"} ${figures.treatment}` as const, of, figures })))
  const sums = new Map<string, TaxFigures>(netted(lines))
  const amount = (place: string, treatment: ReportedLine["treatment"]) => rupees(sums.get(`${place} ${treatment}`)?.taxable ?? 0)
  return (["INTRB2B", "INTRAB2B", "INTRB2C", "INTRAB2C"] as const)
    .filter((place) => lines.some(({ key }) => key.startsWith(`${place} `)))
    .map((place) => ({ sply_ty: place, nil_amt: amount(place, "nil_rated"), expt_amt: amount(place, "exempt"), ngsup_amt: amount(place, "non_gst") }))
}

/** Table 14: what was sold through each operator who collects tax at source. */
const collectedByOperators = (documents: ReadonlyArray<ReportedDocument>) =>
  netted(documents.flatMap((of) => of.operatorGstin === undefined ? [] : of.lines.map((figures) => ({ key: of.operatorGstin!, of, figures }))))
    .map(([etin, { taxable, igst, cgst, sgst, cess }]) => ({ etin, suppval: rupees(taxable), igst: rupees(igst), cgst: rupees(cgst), sgst: rupees(sgst), cess: rupees(cess) }))
