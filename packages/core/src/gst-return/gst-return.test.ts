import { describe, expect, it } from "vitest"
import { money } from "../money/index.ts"
import { abroad, inter, made, monthOf, mumbai, note, sale, seller, toCompany } from "../testing/story/gst-return.ts"
import { bucketOf, gstr1, type ReportedDocument } from "./index.ts"

const times = (document: ReportedDocument, n: number): ReportedDocument => {
  const by = <T extends object>(figures: T): T => Object.fromEntries(Object.entries(figures).map(([key, value]) => [key, typeof value === "number" && key !== "ratePpm" ? value * n : value])) as T
  return { ...document, lines: document.lines.map(by), totals: by(document.totals) }
}
/** The return of these documents; those of one number are given numbers of their own. */
const file = (...documents: ReadonlyArray<ReportedDocument>) => {
  const numbered = documents.map((document, i) => documents.slice(0, i).some(({ number }) => number === document.number) ? { ...document, number: document.number.replace(/\d$/, String(i + 1)) } : document)
  return made(monthOf(numbered))
}

describe("GSTR-1", () => {
  it("names registered buyers, invoice by invoice, one row a rate", () =>
    expect(file(toCompany(sale)).b2b).toEqual([{ ctin: "29AAFCC9980M1ZR", inv: [{
      inum: "INV-2026-000001", idt: "21-11-2026", val: 1180, pos: "29", rchrg: "N", inv_typ: "R",
      itms: [{ num: 1, itm_det: { rt: 18, txval: 1000, camt: 90, samt: 90, csamt: 0 } }]
    }] }]))

  it("nets what others bought by place and rate, and may come out below zero", () => {
    expect(file(sale, inter()).b2cs).toEqual([
      { sply_ty: "INTER", pos: "27", typ: "OE", rt: 18, txval: 1000, iamt: 180, csamt: 0 },
      { sply_ty: "INTRA", pos: "29", typ: "OE", rt: 18, txval: 1000, camt: 90, samt: 90, csamt: 0 }
    ])
    expect(file(sale, note(times(sale, 2))).b2cs).toEqual([{ sply_ty: "INTRA", pos: "29", typ: "OE", rt: 18, txval: -1000, camt: -90, samt: -90, csamt: 0 }])
    expect(file({ ...sale, operatorGstin: "29AABCF8078M1C8" })).toMatchObject({
      b2cs: [{ typ: "E", etin: "29AABCF8078M1C8" }], supeco: { clttx: [{ etin: "29AABCF8078M1C8", suppval: 1000, igst: 0, cgst: 90, sgst: 90, cess: 0 }] }
    })
  })

  it("names large sales to other states: more than a lakh, before August 2024 two and a half", () => {
    const large = times(inter(), 90)
    expect(large.totals.grandTotal).toBe(106_200_00)
    expect(file(large).b2cl).toEqual([{ pos: "27", inv: [{ inum: "INV-2026-000001", idt: "21-11-2026", val: 106_200, itms: [{ num: 1, itm_det: { rt: 18, txval: 90_000, iamt: 16_200, csamt: 0 } }] }] }])
    const exactly = { ...large, totals: { ...large.totals, grandTotal: money(1_00_000_00) } }
    expect(bucketOf(exactly)).toBe("b2cs")
    expect(bucketOf({ ...exactly, totals: { ...exactly.totals, grandTotal: money(1_00_000_01) } })).toBe("b2cl")
    expect(bucketOf({ ...large, issuedAt: Date.parse("2024-07-31T23:59:59+05:30") })).toBe("b2cs")
    expect(bucketOf({ ...large, issuedAt: Date.parse("2024-08-01T00:00:00+05:30") })).toBe("b2cl")
    expect(bucketOf(times(sale, 900))).toBe("b2cs")
  })

  it("keeps a small note with the large sale that it corrects", () => {
    expect(file(note(inter(), money(1_06_200_00))).cdnur).toMatchObject([{ ntty: "C", nt_num: "CN-2026-000001", nt_dt: "21-11-2026", val: 1180, typ: "B2CL", pos: "27", itms: [{ itm_det: { txval: 1000, iamt: 180 } }] }])
    expect(bucketOf(note(inter(), money(1_180_00)))).toBe("b2cs")
  })

  it("names notes to registered buyers, unsigned", () =>
    expect(file(note(toCompany(sale))).cdnr).toMatchObject([{ ctin: "29AAFCC9980M1ZR", nt: [{ ntty: "C", val: 1180, itms: [{ itm_det: { txval: 1000, camt: 90, samt: 90 } }] }] }]))

  it("tells exports and zones apart by whether tax was paid", () => {
    expect(file(abroad(sale, "export_with_payment")).exp).toEqual([{ exp_typ: "WPAY", inv: [{ inum: "INV-2026-000001", idt: "21-11-2026", val: 1180, itms: [{ rt: 18, txval: 1000, iamt: 180, csamt: 0 }] }] }])
    expect(file(abroad(sale, "export_without_payment")).exp).toMatchObject([{ exp_typ: "WOPAY" }])
    expect(file(note(abroad(sale, "export_without_payment"))).cdnur).toMatchObject([{ typ: "EXPWOP" }])
    expect(file(note(abroad(sale, "export_without_payment"))).cdnur![0]).not.toHaveProperty("pos")
    for (const [supply, type] of [["sez_with_payment", "SEWP"], ["sez_without_payment", "SEWOP"]] as const) {
      expect(file({ ...toCompany(inter()), destination: "sez", supply }).b2b).toMatchObject([{ inv: [{ inv_typ: type }] }])
    }
    expect(file({ ...toCompany(sale), destination: "deemed_export" }).b2b).toMatchObject([{ inv: [{ inv_typ: "DE" }] }])
  })

  it("tells what is not taxed apart, split from the same invoice", () => {
    const untaxed = (treatment: "nil_rated" | "exempt" | "non_gst", paise: number) => ({ ...sale.lines[0]!, treatment, ratePpm: 0, taxable: money(paise), cgst: money(0), sgst: money(0) })
    const mixed = { ...sale, lines: [...sale.lines, untaxed("nil_rated", 100), untaxed("exempt", 200), untaxed("non_gst", 300)] }
    expect(file(mixed, toCompany(mixed)).nil).toEqual({ inv: [{ sply_ty: "INTRAB2B", nil_amt: 1, expt_amt: 2, ngsup_amt: 3 }, { sply_ty: "INTRAB2C", nil_amt: 1, expt_amt: 2, ngsup_amt: 3 }] })
    expect(file(mixed).b2cs).toHaveLength(1)
    expect(file({ ...mixed, lines: mixed.lines.slice(1) })).not.toHaveProperty("b2cs")
    expect(file(note(mixed)).nil).toMatchObject({ inv: [{ nil_amt: -1 }] })
  })

  it("counts goods by code, unit and rate, for registered and other buyers apart, and services not at all", () => {
    const service = { ...sale.lines[0]!, hsnCode: "9968", description: "Carriage of goods by road, all over India" }
    expect(file(sale, sale, note({ ...sale, lines: sale.lines.map((line) => ({ ...line, quantity: 1 })) }), toCompany({ ...sale, lines: [service] })).hsn).toEqual({
      hsn_b2b: [{ num: 1, hsn_sc: "9968", desc: "Carriage of goods by road, all", uqc: "NA", qty: 0, rt: 18, txval: 1000, iamt: 0, camt: 90, samt: 90, csamt: 0 }],
      hsn_b2c: [{ num: 1, hsn_sc: "85183000", desc: "Earphones", uqc: "NOS", qty: 3, rt: 18, txval: 1000, iamt: 0, camt: 90, samt: 90, csamt: 0 }]
    })
    const half = { ...sale, lines: sale.lines.map((line) => ({ ...line, quantity: 0.1 })) }
    expect(file(half, half, half).hsn!.hsn_b2c![0]!.qty).toBe(0.3)
  })

  it("counts the numbers that were used, and those that nobody bears as cancelled", () => {
    const numbered = (...numbers: ReadonlyArray<string>) => numbers.map((number) => ({ ...sale, number }))
    expect(file(...numbered("INV-2026-000003", "INV-2026-000001", "INV-2026-000005"), note(sale)).doc_issue).toEqual({ doc_det: [
      { doc_num: 1, docs: [{ num: 1, from: "INV-2026-000001", to: "INV-2026-000005", totnum: 5, cancel: 2, net_issue: 3 }] },
      { doc_num: 5, docs: [{ num: 1, from: "CN-2026-000001", to: "CN-2026-000001", totnum: 1, cancel: 0, net_issue: 1 }] }
    ] })
    expect(file(...numbered("A-1", "B-7")).doc_issue!.doc_det[0]!.docs.map(({ from }) => from)).toEqual(["A-1", "B-7"])
  })

  it("counts what was cancelled, ends a run where another kind of document stands, and reads sixteen digits", () => {
    const numbered = (...numbers: ReadonlyArray<string>) => numbers.map((number) => ({ ...sale, number }))
    const filed = (documents: ReadonlyArray<ReportedDocument>, cancelled: ReadonlyArray<string> = []) =>
      made(gstr1({ gstin: seller.gstin, period: "112026", documents, cancelled: cancelled.map((number) => ({ type: "invoice", number })) })).doc_issue?.doc_det
    expect(filed(numbered("A-02", "A-03"), ["A-01", "A-04"])).toEqual([{ doc_num: 1, docs: [{ num: 1, from: "A-01", to: "A-04", totnum: 4, cancel: 2, net_issue: 2 }] }])
    expect(filed([...numbered("A-1", "A-2", "A-4"), { ...note(sale), number: "A-3" }])).toEqual([
      { doc_num: 1, docs: [{ num: 1, from: "A-1", to: "A-2", totnum: 2, cancel: 0, net_issue: 2 }, { num: 2, from: "A-4", to: "A-4", totnum: 1, cancel: 0, net_issue: 1 }] },
      { doc_num: 5, docs: [{ num: 1, from: "A-3", to: "A-3", totnum: 1, cancel: 0, net_issue: 1 }] }
    ])
    expect(filed(numbered("A-99", "A-101"))![0]!.docs).toMatchObject([{ totnum: 3, cancel: 1 }])
    expect(filed(numbered("9007199254740992", "9007199254740993"))![0]!.docs).toMatchObject([{ totnum: 2, cancel: 0 }])
  })

  it("has one row for goods and the charge that brought them, which counts no pieces", () => {
    const shipping = { ...sale.lines[0]!, kind: "charge" as const, description: "Shipping", quantity: 1, unit: "NA", taxable: money(5_000), cgst: money(450), sgst: money(450) }
    expect(file({ ...sale, lines: [shipping, ...sale.lines] }).hsn!.hsn_b2c).toEqual([{ num: 1, hsn_sc: "85183000", desc: "Earphones", uqc: "NOS", qty: 2, rt: 18, txval: 1050, iamt: 0, camt: 94.5, samt: 94.5, csamt: 0 }])
    expect(file({ ...sale, lines: [{ ...shipping, hsnCode: "610910" }] }).hsn!.hsn_b2c).toMatchObject([{ uqc: "OTH", qty: 0 }])
  })

  it("takes a buyer abroad for one who is not registered, in every table", () =>
    expect(file({ ...abroad(sale, "export_with_payment"), buyer: { address: mumbai, gstin: "27AAPFU0939F1ZV" } })).toMatchObject({ exp: [{}], hsn: { hsn_b2c: [{}] } }))

  it.each([
    ["document_of_another_seller", [{ ...sale, seller: { ...seller, gstin: "27AAPFU0939F1ZV" } }]],
    ["document_of_another_period", [{ ...sale, issuedAt: Date.parse("2026-10-31T23:59:59+05:30") }]],
    ["number_repeated", [sale, sale]],
    ["buyer_gstin_missing", [{ ...inter(), destination: "sez" as const, supply: "sez_with_payment" as const }]]
  ])("is refused as %s", (code, documents) => expect(monthOf(documents)).toMatchObject({ ok: false, error: { code } }))

  it("of a month without sales holds nothing", () => expect(file()).toEqual({ gstin: seller.gstin, fp: "112026" }))
})
