import { describe, expect, it } from "vitest"
import { money } from "../money/index.ts"
import { abroad, inter, made, mumbai, mysuru, note, sale, seller, toCompany } from "../testing/story/gst-return.ts"
import { eInvoice, type ReportedDocument } from "./index.ts"

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
