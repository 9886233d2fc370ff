import fc from "fast-check"
import { money } from "../money/index.ts"
import { calculateTotals } from "../totals/index.ts"
import type { Supply } from "../tax/index.ts"
import type { Destination, ReportedDocument, ReportedLine } from "./document.ts"

const seller = {
  legalName: "Bahi Bazaar Private Limited",
  gstin: "29AAHCM7727Q1ZI",
  address: { name: "Bahi Bazaar", line1: "14, Avenue Road", city: "Bengaluru", stateCode: "29", pincode: "560002" }
} as const
const asha = { name: "Asha Rao", line1: "27, 4th Main", city: "Mysuru", stateCode: "29", pincode: "570002" } as const

const shapes: ReadonlyArray<{ readonly destination: Destination; readonly supply: Supply; readonly gstin?: string; readonly placeOfSupply: ReportedDocument["placeOfSupply"] }> = [
  { destination: "domestic", supply: "intra", placeOfSupply: "29" },
  { destination: "domestic", supply: "inter", placeOfSupply: "27" },
  { destination: "domestic", supply: "intra", placeOfSupply: "29", gstin: "29AAFCC9980M1ZR" },
  { destination: "domestic", supply: "inter", placeOfSupply: "27", gstin: "27AAPFU0939F1ZV" },
  { destination: "sez", supply: "sez_with_payment", placeOfSupply: "29", gstin: "29AAFCC9980M1ZR" },
  { destination: "sez", supply: "sez_without_payment", placeOfSupply: "27", gstin: "27AAPFU0939F1ZV" },
  { destination: "overseas", supply: "export_with_payment", placeOfSupply: "29" },
  { destination: "overseas", supply: "export_without_payment", placeOfSupply: "29" }
]

const anyLine = fc.record({
  price: fc.oneof(fc.nat(500_000), fc.constantFrom(1, 99, 249_900, 20_000_000)),
  quantity: fc.integer({ min: 1, max: 40 }),
  ratePpm: fc.constantFrom(0, 2_500, 30_000, 50_000, 180_000, 400_000),
  cessPpm: fc.constantFrom(0, 0, 0, 120_000),
  hsnCode: fc.constantFrom("610910", "85183000", "1101", "9968"),
  untaxed: fc.constantFrom("nil_rated" as const, "exempt" as const, "non_gst" as const)
})

/** Invoices and notes of every kind of buyer and supply, whose figures come from the totals calculator. */
export const anyReportedDocument: fc.Arbitrary<ReportedDocument> = fc.record({
  shape: fc.constantFrom(...shapes),
  type: fc.constantFrom("invoice" as const, "invoice" as const, "credit_note" as const, "debit_note" as const),
  lines: fc.array(anyLine, { minLength: 1, maxLength: 4 }),
  number: fc.integer({ min: 1, max: 999_999 }),
  day: fc.nat(29),
  operator: fc.constantFrom(undefined, undefined, "29AABCF8078M1C8"),
  originalTotal: fc.constantFrom(100, 5_000_000, 30_000_000)
}).map(({ shape, type, lines, number, day, operator, originalTotal }) => {
  const totals = calculateTotals({
    priceMode: "exclusive", supply: shape.supply, roundOff: "rupee",
    lines: lines.map(({ price, quantity, ratePpm, cessPpm }, i) => ({ id: `l${i}`, unitPrice: money(price), quantity, ratePpm, cessPpm: ratePpm === 0 ? 0 : cessPpm }))
  })
  if (!totals.ok) throw new Error(JSON.stringify(totals.error))
  const reported = lines.map(({ hsnCode, quantity, ratePpm, untaxed }, i): ReportedLine => {
    const { cess, cgst, gross, igst, sgst, taxable } = totals.value.lines[i]!
    return { kind: i === 3 ? "charge" : "goods", description: `Goods ${i}`, hsnCode, quantity, unit: "NOS", ratePpm, ...(ratePpm === 0 && { treatment: untaxed }), gross, discount: money(0), taxable, cgst, sgst, igst, cess }
  })
  const { cess, cgst, grandTotal, igst, roundOff, sgst, taxable } = totals.value
  const issuedAt = Date.UTC(2026, 10, 1 + day, 6)
  return {
    type, number: `${type === "invoice" ? "INV" : type === "credit_note" ? "CN" : "DN"}-2026-${String(number).padStart(6, "0")}`,
    issuedAt, seller, buyer: { address: asha, ...(shape.gstin !== undefined && { gstin: shape.gstin }) }, deliveryAddress: asha,
    destination: shape.destination, supply: shape.supply, placeOfSupply: shape.placeOfSupply, reverseCharge: false,
    ...(operator !== undefined && { operatorGstin: operator }),
    lines: reported, totals: { taxable, cgst, sgst, igst, cess, roundOff, grandTotal },
    ...(type !== "invoice" && { original: { number: "INV-2026-000001", issuedAt: issuedAt - 86_400_000, grandTotal: money(originalTotal) } })
  }
})
