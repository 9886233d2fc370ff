import { money, type Money } from "../money/index.ts"
import { ok, refuse, type Result } from "../result.ts"
import { isService, isTaxed, type Party, type ReportedDocument, type ReportedLine } from "./document.ts"
import { dateOf, percent, rupees } from "./wire.ts"

interface PartyDetails { readonly Gstin: string; readonly LglNm: string; readonly TrdNm?: string; readonly Addr1: string; readonly Addr2?: string; readonly Loc: string; readonly Pin: number; readonly Stcd: string; readonly Ph?: string; readonly Em?: string }

/** A line of INV-01: values without tax, in rupees. */
export interface EInvoiceItem {
  readonly SlNo: string
  readonly PrdDesc: string
  readonly IsServc: "Y" | "N"
  readonly HsnCd: string
  readonly Qty: number
  readonly Unit: string
  readonly UnitPrice: number
  readonly TotAmt: number
  readonly Discount: number
  readonly AssAmt: number
  readonly GstRt: number
  readonly IgstAmt: number
  readonly CgstAmt: number
  readonly SgstAmt: number
  readonly CesRt: number
  readonly CesAmt: number
  readonly CesNonAdvlAmt: number
  readonly TotItemVal: number
}

/** The e-invoice schema INV-01, version 1.1, as the invoice registration portal takes it. Amounts are rupees. */
export interface EInvoice {
  readonly Version: "1.1"
  readonly TranDtls: { readonly TaxSch: "GST"; readonly SupTyp: "B2B" | "SEZWP" | "SEZWOP" | "EXPWP" | "EXPWOP" | "DEXP"; readonly RegRev: "Y" | "N"; readonly EcmGstin: string | null; readonly IgstOnIntra: "N" }
  readonly DocDtls: { readonly Typ: "INV" | "CRN" | "DBN"; readonly No: string; readonly Dt: string }
  readonly SellerDtls: PartyDetails
  readonly BuyerDtls: PartyDetails & { readonly Pos: string }
  readonly ShipDtls?: Omit<PartyDetails, "Gstin" | "Ph" | "Em"> & { readonly Gstin?: string }
  readonly ItemList: ReadonlyArray<EInvoiceItem>
  readonly ValDtls: { readonly AssVal: number; readonly CgstVal: number; readonly SgstVal: number; readonly IgstVal: number; readonly CesVal: number; readonly Discount: number; readonly OthChrg: number; readonly RndOffAmt: number; readonly TotInvVal: number }
  readonly RefDtls?: { readonly PrecDocDtls: ReadonlyArray<{ readonly InvNo: string; readonly InvDt: string }> }
}

export type EInvoiceRefusal =
  /** Sales to buyers who are not registered are not reported. */
  | { readonly code: "buyer_not_registered" }
  /** From 1 to 1,000. */
  | { readonly code: "item_count_out_of_range"; readonly count: number }
  /** At most 16 of `A-Z 0-9 / -`, and not 0, / or - first. */
  | { readonly code: "number_not_reportable"; readonly number: string }
  /** A supply that is not one of goods or services under GST has a bill of supply, and no e-invoice. */
  | { readonly code: "nothing_taxable" }
  /** Not six digits, of a party within India. */
  | { readonly code: "pincode_malformed"; readonly pincode: string }
  /** At least four digits (NIC; six above a turnover of ₹5 crore, Notification 78/2020). */
  | { readonly code: "hsn_too_short"; readonly item: number; readonly hsnCode: string }
  /** Nothing on an item is below zero, and its value is what it costs less its discount (errors 5002, 2193). */
  | { readonly code: "item_does_not_add_up"; readonly item: number }
  /** Within a hundred rupees. */
  | { readonly code: "round_off_out_of_range"; readonly roundOff: Money }

/**
 * The e-invoice of a document (INV-01, CGST Rule 48(4)): registered buyers, zones and exports, credit and debit notes. Its parts
 * add up as the portal checks them: value and taxes make each item, items and round-off make the total. Prices that hold their
 * tax are given without it, and so without their discounts, which are inside; cess is given as an amount.
 */
export const eInvoice = (document: ReportedDocument): Result<EInvoice, EInvoiceRefusal> => {
  const { buyer, deliveryAddress, destination, issuedAt, lines, number, original, placeOfSupply, reverseCharge, seller, totals } = document
  const isAbroad = destination === "overseas"
  if (buyer.gstin === undefined && !isAbroad) return refuse({ code: "buyer_not_registered" })
  if (lines.length < 1 || lines.length > 1000) return refuse({ code: "item_count_out_of_range", count: lines.length })
  if (!/^[A-Z1-9][A-Z0-9/-]{0,15}$/.test(number)) return refuse({ code: "number_not_reportable", number })
  if (!isAbroad && !lines.some(isTaxed)) return refuse({ code: "nothing_taxable" })
  const home = [seller.address, ...(isAbroad ? [] : [buyer.address, deliveryAddress])].find(({ pincode }) => !/^[1-9]\d{5}$/.test(pincode))
  if (home) return refuse({ code: "pincode_malformed", pincode: home.pincode })
  for (const [place, line] of lines.entries()) {
    if (!/^\d{4,8}$/.test(line.hsnCode)) return refuse({ code: "hsn_too_short", item: place + 1, hsnCode: line.hsnCode })
    const isBelow = [line.quantity, line.gross, line.discount, line.taxable, line.cgst, line.sgst, line.igst, line.cess].some((figure) => figure < 0)
    if (isBelow || line.gross - line.discount !== line.taxable) return refuse({ code: "item_does_not_add_up", item: place + 1 })
  }
  if (Math.abs(totals.roundOff) > 99_99) return refuse({ code: "round_off_out_of_range", roundOff: totals.roundOff })
  const isElsewhere = deliveryAddress.line1 !== buyer.address.line1 || deliveryAddress.pincode !== buyer.address.pincode
  return ok({
    Version: "1.1",
    TranDtls: { TaxSch: "GST", SupTyp: supplyTypeOf(document), RegRev: reverseCharge ? "Y" : "N", EcmGstin: document.operatorGstin ?? null, IgstOnIntra: "N" },
    DocDtls: { Typ: types[document.type], No: number, Dt: dateOf(issuedAt, "/") },
    SellerDtls: { ...partyOf(seller, seller.gstin), ...(seller.phone === undefined ? {} : { Ph: digitsOf(seller.phone) }), ...(seller.email === undefined ? {} : { Em: seller.email }) },
    BuyerDtls: isAbroad
      ? { ...partyOf(buyer, "URP"), Pin: PIN_ABROAD, Stcd: ABROAD, Pos: ABROAD }
      : { ...partyOf(buyer, buyer.gstin!), Pos: placeOfSupply },
    ...(isElsewhere ? { ShipDtls: { ...withoutGstin(partyOf({ address: deliveryAddress }, "")), ...(isAbroad ? { Pin: PIN_ABROAD, Stcd: ABROAD } : {}) } } : {}),
    ItemList: lines.map((line, i) => itemOf(line, i, reverseCharge ? "paid_by_buyer" : "in_total")),
    ValDtls: {
      AssVal: rupees(totals.taxable),
      CgstVal: rupees(totals.cgst),
      SgstVal: rupees(totals.sgst),
      IgstVal: rupees(totals.igst),
      CesVal: rupees(totals.cess),
      Discount: 0,
      OthChrg: 0,
      RndOffAmt: rupees(totals.roundOff),
      TotInvVal: rupees(totals.grandTotal)
    },
    ...(original === undefined ? {} : { RefDtls: { PrecDocDtls: [{ InvNo: original.number, InvDt: dateOf(original.issuedAt, "/") }] } })
  })
}

const ABROAD = "96"
const PIN_ABROAD = 999_999
const types = { invoice: "INV", credit_note: "CRN", debit_note: "DBN" } as const

const supplyTypeOf = ({ destination, supply }: ReportedDocument): EInvoice["TranDtls"]["SupTyp"] => {
  switch (destination) {
    case "domestic":
      return "B2B"
    case "deemed_export":
      return "DEXP"
    case "sez":
      return supply === "sez_without_payment" ? "SEZWOP" : "SEZWP"
    case "overseas":
      return supply === "export_without_payment" ? "EXPWOP" : "EXPWP"
  }
}

/** Tax on reverse charge is figured, and is in no total. */
const itemOf = (line: ReportedLine, i: number, tax: "in_total" | "paid_by_buyer"): EInvoiceItem => {
  const quantity = isService(line.hsnCode) ? 1 : line.quantity
  return {
    SlNo: String(i + 1),
    PrdDesc: plain(line.description),
    IsServc: isService(line.hsnCode) ? "Y" : "N",
    HsnCd: line.hsnCode,
    Qty: quantity,
    Unit: line.unit === "NA" ? "OTH" : line.unit,
    UnitPrice: threeDecimals(line.gross, quantity),
    TotAmt: rupees(line.gross),
    Discount: rupees(line.discount),
    AssAmt: rupees(line.taxable),
    GstRt: percent(line.ratePpm),
    IgstAmt: rupees(line.igst),
    CgstAmt: rupees(line.cgst),
    SgstAmt: rupees(line.sgst),
    CesRt: 0,
    CesAmt: 0,
    CesNonAdvlAmt: rupees(line.cess),
    TotItemVal: rupees(tax === "in_total" ? money(line.taxable + line.cgst + line.sgst + line.igst + line.cess) : line.taxable)
  }
}

/** Rupees a piece to three decimals, as the schema allows. */
const threeDecimals = (gross: Money, quantity: number): number => quantity === 0 ? 0 : Math.floor(gross * 10 / quantity + 0.5) / 1000

const partyOf = ({ address, legalName, tradeName }: Party, gstin: string): PartyDetails => ({
  Gstin: gstin,
  LglNm: plain(legalName ?? address.name),
  ...(tradeName === undefined ? {} : { TrdNm: plain(tradeName) }),
  Addr1: plain(address.line1),
  ...(address.line2 === undefined ? {} : { Addr2: plain(address.line2) }),
  Loc: plain(address.city).slice(0, 50),
  Pin: Number(address.pincode),
  Stcd: address.stateCode
})

const withoutGstin = ({ Gstin: _, ...rest }: PartyDetails): Omit<PartyDetails, "Gstin"> => rest

/** Double quotes and backslashes are not allowed. */
const plain = (text: string): string => text.replaceAll("\"", "'").replaceAll("\\", "/").slice(0, 100)
const digitsOf = (phone: string): string => phone.replace(/\D/g, "").slice(-12)
