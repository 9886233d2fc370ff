// What the stories of GST returns are told with: what happened, and what is asked for.
import { money } from "../../money/index.ts"
import { gstr1, type ReportedDocument } from "../../gst-return/index.ts"

export const seller = {
  legalName: "Bahi Bazaar Private Limited", gstin: "29AAHCM7727Q1ZI", phone: "+918040001234",
  address: { name: "Bahi Bazaar", line1: "14, Avenue Road", city: "Bengaluru", stateCode: "29", pincode: "560002" }
} as const
export const mysuru = { name: "Asha Rao", line1: "27, 4th Main", city: "Mysuru", stateCode: "29", pincode: "570002" } as const
export const mumbai = { name: "Rohan \"RM\" Mehta", line1: "4, Hill Road\\West", city: "Mumbai", stateCode: "27", pincode: "400050" } as const
export const issuedAt = Date.parse("2026-11-21T10:00:00+05:30")

/** ₹1,000 at 18 %, sold within the state to somebody. */
export const sale: ReportedDocument = {
  type: "invoice", number: "INV-2026-000001", issuedAt, seller, buyer: { address: mysuru }, deliveryAddress: mysuru, destination: "domestic", supply: "intra", placeOfSupply: "29", reverseCharge: false,
  lines: [{ kind: "goods", description: "Earphones", hsnCode: "85183000", quantity: 2, unit: "NOS", ratePpm: 180_000, gross: money(100_000), discount: money(0), taxable: money(100_000), cgst: money(9_000), sgst: money(9_000), igst: money(0), cess: money(0) }],
  totals: { taxable: money(100_000), cgst: money(9_000), sgst: money(9_000), igst: money(0), cess: money(0), roundOff: money(0), grandTotal: money(118_000) }
}
export const inter = (document: ReportedDocument = sale): ReportedDocument => ({
  ...document, supply: "inter", placeOfSupply: "27", deliveryAddress: mumbai, buyer: { ...document.buyer, address: mumbai },
  lines: document.lines.map((line) => ({ ...line, cgst: money(0), sgst: money(0), igst: money(line.cgst + line.sgst) })),
  totals: { ...document.totals, cgst: money(0), sgst: money(0), igst: money(document.totals.cgst + document.totals.sgst) }
})
export const toCompany = (document: ReportedDocument, gstin = "29AAFCC9980M1ZR"): ReportedDocument => ({ ...document, buyer: { ...document.buyer, gstin } })
export const note = (document: ReportedDocument, grandTotal = document.totals.grandTotal): ReportedDocument =>
  ({ ...document, type: "credit_note", number: "CN-2026-000001", original: { number: "INV-2026-000001", issuedAt, grandTotal } })
export const abroad = (document: ReportedDocument, supply: "export_with_payment" | "export_without_payment"): ReportedDocument => ({ ...inter(document), destination: "overseas", supply })
export const made = <A>(result: { readonly ok: true; readonly value: A } | { readonly ok: false; readonly error: { readonly code: string } }): A => {
  if (!result.ok) throw new Error(result.error.code)
  return result.value
}
export const monthOf = (documents: ReadonlyArray<ReportedDocument>) => gstr1({ gstin: seller.gstin, period: "112026", documents })
