import { describe, expect, it } from "vitest"
import { type Credited, nothingCredited } from "../credit/index.ts"
import { everythingOf } from "../credit/figures.ts"
import { id } from "../id.ts"
import { composeCreditNote, composeInvoice, type IssuedDocument, type IssuedNote, type IssuedSale } from "../invoice/index.ts"
import { money } from "../money/index.ts"
import { originalOf } from "../order/index.ts"
import { kurtaLine, pending } from "../testing/samples.ts"
import { bucketOf, eInvoice, gstr1, reportedCreditNote, reportedInvoice, type ReportedDocument, taxSummary } from "./index.ts"

const seller = {
  legalName: "Bahi Bazaar Private Limited", gstin: "29AAHCM7727Q1ZI", phone: "+918040001234",
  address: { name: "Bahi Bazaar", line1: "14, Avenue Road", city: "Bengaluru", stateCode: "29", pincode: "560002" }
} as const
const mysuru = { name: "Asha Rao", line1: "27, 4th Main", city: "Mysuru", stateCode: "29", pincode: "570002" } as const
const mumbai = { name: "Rohan \"RM\" Mehta", line1: "4, Hill Road\\West", city: "Mumbai", stateCode: "27", pincode: "400050" } as const
const issuedAt = Date.parse("2026-11-21T10:00:00+05:30")

/** ₹1,000 at 18 %, sold within the state to somebody. */
const sale: ReportedDocument = {
  type: "invoice", number: "INV-2026-000001", issuedAt, seller, buyer: { address: mysuru }, deliveryAddress: mysuru, destination: "domestic", supply: "intra", placeOfSupply: "29", reverseCharge: false,
  lines: [{ kind: "goods", description: "Earphones", hsnCode: "85183000", quantity: 2, unit: "NOS", ratePpm: 180_000, gross: money(100_000), discount: money(0), taxable: money(100_000), cgst: money(9_000), sgst: money(9_000), igst: money(0), cess: money(0) }],
  totals: { taxable: money(100_000), cgst: money(9_000), sgst: money(9_000), igst: money(0), cess: money(0), roundOff: money(0), grandTotal: money(118_000) }
}
const inter = (document: ReportedDocument = sale): ReportedDocument => ({
  ...document, supply: "inter", placeOfSupply: "27", deliveryAddress: mumbai, buyer: { ...document.buyer, address: mumbai },
  lines: document.lines.map((line) => ({ ...line, cgst: money(0), sgst: money(0), igst: money(line.cgst + line.sgst) })),
  totals: { ...document.totals, cgst: money(0), sgst: money(0), igst: money(document.totals.cgst + document.totals.sgst) }
})
const times = (document: ReportedDocument, n: number): ReportedDocument => {
  const by = <T extends object>(figures: T): T => Object.fromEntries(Object.entries(figures).map(([key, value]) => [key, typeof value === "number" && key !== "ratePpm" ? value * n : value])) as T
  return { ...document, lines: document.lines.map(by), totals: by(document.totals) }
}
const toCompany = (document: ReportedDocument, gstin = "29AAFCC9980M1ZR"): ReportedDocument => ({ ...document, buyer: { ...document.buyer, gstin } })
const note = (document: ReportedDocument, grandTotal = document.totals.grandTotal): ReportedDocument =>
  ({ ...document, type: "credit_note", number: "CN-2026-000001", original: { number: "INV-2026-000001", issuedAt, grandTotal } })
const abroad = (document: ReportedDocument, supply: "export_with_payment" | "export_without_payment"): ReportedDocument => ({ ...inter(document), destination: "overseas", supply })
const made = <A>(result: { readonly ok: true; readonly value: A } | { readonly ok: false; readonly error: { readonly code: string } }): A => {
  if (!result.ok) throw new Error(result.error.code)
  return result.value
}
const monthOf = (documents: ReadonlyArray<ReportedDocument>) => gstr1({ gstin: seller.gstin, period: "112026", documents })
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

describe("the e-invoice", () => {
  const invoiced = (document: ReportedDocument) => made(eInvoice(document))

  it("holds what INV-01 asks, in rupees", () =>
    expect(invoiced(toCompany(inter(), "27AAPFU0939F1ZV"))).toEqual({
      Version: "1.1",
      TranDtls: { TaxSch: "GST", SupTyp: "B2B", RegRev: "N", EcmGstin: null, IgstOnIntra: "N" },
      DocDtls: { Typ: "INV", No: "INV-2026-000001", Dt: "21/11/2026" },
      SellerDtls: { Gstin: seller.gstin, LglNm: "Bahi Bazaar Private Limited", Addr1: "14, Avenue Road", Loc: "Bengaluru", Pin: 560_002, Stcd: "29", Ph: "918040001234" },
      BuyerDtls: { Gstin: "27AAPFU0939F1ZV", LglNm: "Rohan 'RM' Mehta", Addr1: "4, Hill Road/West", Loc: "Mumbai", Pin: 400_050, Stcd: "27", Pos: "27" },
      ItemList: [{
        SlNo: "1", PrdDesc: "Earphones", IsServc: "N", HsnCd: "85183000", Qty: 2, Unit: "NOS", UnitPrice: 500, TotAmt: 1000, Discount: 0, AssAmt: 1000, GstRt: 18,
        IgstAmt: 180, CgstAmt: 0, SgstAmt: 0, CesRt: 0, CesAmt: 0, CesNonAdvlAmt: 0, TotItemVal: 1180
      }],
      ValDtls: { AssVal: 1000, CgstVal: 0, SgstVal: 0, IgstVal: 180, CesVal: 0, Discount: 0, OthChrg: 0, RndOffAmt: 0, TotInvVal: 1180 }
    }))

  it("of a note names the invoice that it corrects", () =>
    expect(invoiced(note(toCompany(sale)))).toMatchObject({ DocDtls: { Typ: "CRN", No: "CN-2026-000001" }, RefDtls: { PrecDocDtls: [{ InvNo: "INV-2026-000001", InvDt: "21/11/2026" }] } }))

  it("of an export has no buyer's state, and says whether tax was paid", () => {
    expect(invoiced(abroad(sale, "export_without_payment"))).toMatchObject({ TranDtls: { SupTyp: "EXPWOP" }, BuyerDtls: { Gstin: "URP", Pin: 999_999, Pos: "96", Stcd: "96" } })
    expect(invoiced({ ...toCompany(inter()), destination: "sez", supply: "sez_with_payment" })).toMatchObject({ TranDtls: { SupTyp: "SEZWP" } })
  })

  it("adds up where the buyer pays the tax", () => {
    const { ItemList, ValDtls } = invoiced({ ...toCompany(sale), reverseCharge: true, totals: { ...sale.totals, grandTotal: money(100_000) } })
    expect([ItemList[0]!.TotItemVal, ItemList[0]!.CgstAmt, ValDtls.TotInvVal]).toEqual([1000, 90, 1000])
  })

  it("has no pincode of ours abroad", () =>
    expect(invoiced({ ...abroad(sale, "export_with_payment"), deliveryAddress: { ...mumbai, line1: "1, rue de Rivoli", pincode: "F-75001" } }).ShipDtls).toMatchObject({ Pin: 999_999, Stcd: "96" }))

  it("names another place of delivery", () => expect(invoiced({ ...toCompany(sale), deliveryAddress: mumbai }).ShipDtls).toMatchObject({ Loc: "Mumbai", Stcd: "27", Pin: 400_050 }))

  it.each([
    ["buyer_not_registered", sale],
    ["item_count_out_of_range", { ...toCompany(sale), lines: [] }],
    ["item_count_out_of_range", { ...toCompany(sale), lines: Array.from({ length: 1001 }, () => sale.lines[0]!) }],
    ["number_not_reportable", { ...toCompany(sale), number: "0-1" }],
    ["number_not_reportable", { ...toCompany(sale), number: "INV/2026-27/0000001" }],
    ["pincode_malformed", { ...toCompany(sale), deliveryAddress: { ...mysuru, pincode: "57 0002" } }],
    ["hsn_too_short", { ...toCompany(sale), lines: [{ ...sale.lines[0]!, hsnCode: "61" }] }],
    ["item_does_not_add_up", { ...toCompany(sale), lines: [{ ...sale.lines[0]!, gross: money(118_000) }] }],
    ["item_does_not_add_up", { ...toCompany(sale), lines: [{ ...sale.lines[0]!, quantity: -1 }] }],
    ["round_off_out_of_range", { ...toCompany(sale), totals: { ...sale.totals, roundOff: money(-100_00) } }],
    ["nothing_taxable", { ...toCompany(sale), lines: [{ ...sale.lines[0]!, ratePpm: 0, treatment: "exempt" as const }] }]
  ])("is refused as %s", (code, document) => expect(eInvoice(document)).toMatchObject({ ok: false, error: { code } }))
})

describe("an invoice as it was issued", () => {
  const order = { ...pending, status: "confirmed", placedAt: issuedAt, confirmedAt: issuedAt } as const
  const issued: IssuedDocument = { ...composeInvoice(order, seller, "inclusive"), number: "INV-2026-000001", issuedAt }

  it("is reported with its own figures, its prices without tax", () => {
    const reported = reportedInvoice(issued)
    expect(reported.totals).toBe(issued.totals)
    expect(reported.lines.map(({ taxable }) => taxable)).toEqual(issued.lines.map(({ taxable }) => taxable))
    for (const { discount, gross, taxable } of reported.lines) expect(gross - discount).toBe(taxable)
    expect(taxSummary([reported]).rows.map(({ hsnCode, ratePpm, taxable }) => ({ hsnCode, ratePpm, taxable }))).toEqual(issued.taxTable.map(({ hsnCode, ratePpm, taxable }) => ({ hsnCode, ratePpm, taxable })))
  })

  it("keeps why a line is not taxed", () => {
    const exempt = { ...issued, lines: issued.lines.map((line) => ({ ...line, ratePpm: 0, treatment: "exempt" as const })) }
    expect(reportedInvoice(exempt).lines.every(({ treatment }) => treatment === "exempt")).toBe(true)
  })

  it("holds what has no rate as nil rated, unless the shop knows better", () => {
    expect(reportedInvoice(issued).lines.filter(({ ratePpm }) => ratePpm === 0).every(({ treatment }) => treatment === "nil_rated")).toBe(true)
    expect(reportedInvoice({ ...issued, lines: issued.lines.map((line) => ({ ...line, ratePpm: 0 })) }, () => "exempt").lines[0]!.treatment).toBe("exempt")
  })
})

describe("a credit note as it was issued", () => {
  const order = { ...pending, status: "confirmed", placedAt: issuedAt, confirmedAt: issuedAt } as const
  const sale: IssuedSale = { ...composeInvoice(order, seller, "inclusive"), number: "INV-2026-000001", issuedAt }
  const invoice = { status: "issued", invoiceId: id<"invoice">("invoice-1"), orderId: order.orderId, document: sale, number: sale.number, financialYear: "2026-27", issuedAt } as const
  const noteOf = (before: Credited, credited: Credited, number: string): IssuedNote => {
    const note = composeCreditNote(order, { creditId: id<"credit">(number), because: "returned", items: [], before, credited, amount: money(0), at: issuedAt }, invoice)
    return { ...note!, number, issuedAt }
  }
  const aKurta: Credited = { lines: { [kurtaLine]: 1 }, charges: {} }
  const notes = [noteOf(nothingCredited, aKurta, "CRN-2026-000001"), noteOf(aKurta, everythingOf(originalOf(order)), "CRN-2026-000002")]
  const reported = [reportedInvoice(sale), ...notes.map((note) => reportedCreditNote(note, sale))]

  it("names the invoice that it corrects, with what that came to", () =>
    expect(reported[1]).toMatchObject({ type: "credit_note", number: "CRN-2026-000001", totals: notes[0]!.totals, original: { number: "INV-2026-000001", issuedAt, grandTotal: sale.totals.grandTotal } }))

  it("leaves nothing of the invoice once all of it is taken back", () => {
    for (const { taxable, cgst, sgst, igst, cess } of taxSummary(reported).rows) expect([taxable, cgst, sgst, igst, cess]).toEqual([0, 0, 0, 0, 0])
    expect(monthOf(reported)).toMatchObject({ ok: true })
  })

  it("goes to a registered buyer under its own number, and holds as an e-invoice", () => {
    const company = reported.map((document) => toCompany(document))
    expect(company.map(bucketOf)).toEqual(["b2b", "cdnr", "cdnr"])
    expect(monthOf(company)).toMatchObject({ ok: true, value: { cdnr: [{ nt: [{ nt_num: "CRN-2026-000001" }, { nt_num: "CRN-2026-000002" }] }] } })
    for (const note of company.slice(1)) expect(eInvoice(note)).toMatchObject({ ok: true, value: { DocDtls: { Typ: "CRN" } } })
  })
})
