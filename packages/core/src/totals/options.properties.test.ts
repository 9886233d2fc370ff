// Laws of documents that ask for everything at once (anyElaborateDocument).
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { type Money, money } from "../money/index.ts"
import { flatVat, gst, type TaxProvider } from "../tax/index.ts"
import { anyElaborateDocument } from "./arbitrary.ts"
import { calculateTotals, taxesByRate, type Totals, type TotalsInput } from "./index.ts"

const heads = ["taxable", "cgst", "sgst", "igst", "cess", "tax"] as const
type Row = Readonly<Record<(typeof heads)[number] | "total", Money>>

const total = (amounts: ReadonlyArray<number>): number => amounts.reduce((sum, amount) => sum + amount, 0)
const negated = (amount: Money): Money => money(0 - amount)

const answered = (document: TotalsInput, provider: TaxProvider = gst): Totals | undefined => {
  const totals = calculateTotals(document, provider)
  if (!totals.ok) expect(["cess_exceeds_price", "price_invalid"]).toContain(totals.error.code)
  return totals.ok ? totals.value : undefined
}

/** Holds for every document that is not refused. */
const always = (name: string, holds: (document: TotalsInput, totals: Totals) => void): void =>
  it(name, () => fc.assert(fc.property(anyElaborateDocument(), (document) => {
    const totals = answered(document)
    if (totals !== undefined) holds(document, totals)
  }), { numRuns: 800 }))

const ofDocument = ({ lines: _, charges: __, ...figures }: Totals) => figures

describe("documents that ask for more", () => {
  always("add up in every figure, with CGST equal to SGST", (document, totals) => {
    const rows: ReadonlyArray<Row> = [...totals.lines, ...totals.charges]
    for (const head of heads) expect(totals[head]).toBe(total(rows.map((row) => row[head])))
    expect(totals.totalBeforeRoundOff).toBe(total(rows.map((row) => row.total)))
    for (const row of [totals, ...rows]) expect(row.cgst).toBe(row.sgst)
    for (const row of rows) expect(row.total).toBe(document.taxPayableBy === "recipient" ? row.taxable : row.taxable + row.tax)
    for (const figure of [totals, ...rows].flatMap((row) => Object.values(row))) if (typeof figure === "number") expect(Number.isSafeInteger(figure) && !Object.is(figure, -0)).toBe(true)
    const cashUnit = document.roundOff === "rupee" ? 100 : typeof document.roundOff === "object" ? document.roundOff.multipleOf : 1
    expect(totals.grandTotal % cashUnit).toBe(0)
    expect(Math.abs(2 * totals.roundOff)).toBeLessThanOrEqual(cashUnit === 1 ? 0 : cashUnit)
  })

  always("never tax a line below nothing, but for a single paisa that was given what lines before it lost", (document, totals) => {
    for (const line of totals.lines) {
      expect(line.net).toBeGreaterThanOrEqual(0)
      if (line.taxable < 0) expect([document.rounding, line.net, line.taxable]).toEqual(["document", 1, -1])
    }
  })

  always("owe the same rounded once, whatever the order of their lines", (document) => {
    const once: TotalsInput = { ...document, rounding: "document", orderDiscounts: [], charges: [] }
    const totals = calculateTotals(once)
    const reversed = calculateTotals({ ...once, lines: document.lines.toReversed() })
    if (totals.ok && reversed.ok) expect(ofDocument(reversed.value)).toEqual(ofDocument(totals.value))
  })

  always("owe what a rate's whole value owes where rounding is once, and less than a paisa a line and head beside it where it is not", (document) => {
    const plain: TotalsInput = { priceMode: "exclusive", supply: "inter", lines: document.lines.map(({ id, unitPrice, quantity, ratePpm }) => ({ id, unitPrice, quantity, ratePpm })) }
    const once = calculateTotals({ ...plain, rounding: "document" })
    const each = calculateTotals(plain)
    if (!once.ok || !each.ok) throw new Error("refused")
    for (const { ratePpm, taxable, igst } of taxesByRate(once.value)) expect(igst).toBe(Number((BigInt(taxable) * BigInt(ratePpm) * 2n + 1_000_000n) / 2_000_000n))
    once.value.lines.forEach((line, i) => expect(Math.abs(line.igst - each.value.lines[i]!.igst)).toBeLessThanOrEqual(1))
  })

  always("bear no order discount more on the original than they had, and the same where one is alone", (document, totals) => {
    const [first] = document.orderDiscounts ?? []
    const stacked = answered({ ...document, discountStacking: "on_original" })
    if (stacked !== undefined) for (const line of stacked.lines) expect(line.net >= 0 && line.orderDiscount >= 0).toBe(true)
    if (first === undefined) return
    const alone = (discountStacking: "in_sequence" | "on_original") => answered({ ...document, orderDiscounts: [first], discountStacking })
    expect(alone("on_original")).toEqual(alone("in_sequence"))
    expect(totals.orderDiscounts[0]!.amount).toBeLessThanOrEqual(first.amount)
  })

  always("mirror what was sold, rounded once or on every line, charges apart", (document) => {
    // A price of nothing has no sign that what goes by quantity could follow.
    const lines = document.lines.filter((line) => line.unitPrice !== 0)
    const sold: TotalsInput = { ...document, lines, orderDiscounts: [], charges: [] }
    const there = answered(sold)
    const back = answered({ ...sold, lines: lines.map((line) => ({ ...line, unitPrice: negated(line.unitPrice), discount: negated(line.discount ?? money(0)) })) })
    for (const head of [...heads, "totalBeforeRoundOff", "roundOff", "grandTotal"] as const) expect(back?.[head]).toBe(there && negated(there[head]))
    expect(back?.lines.map(({ total }) => total)).toEqual(there?.lines.map(({ total }) => negated(total)))
  })

  always("figure the same tax under reverse charge as on top of the same prices", (document) => {
    const exclusive: TotalsInput = { ...document, priceMode: "exclusive", lines: document.lines.map((line) => ({ ...line, priceMode: "exclusive" })) }
    const reversed = answered({ ...document, taxPayableBy: "recipient" })!
    const charged = answered({ ...exclusive, taxPayableBy: "supplier" })!
    for (const head of heads) expect(reversed[head]).toBe(charged[head])
    expect(reversed.totalBeforeRoundOff).toBe(charged.totalBeforeRoundOff - charged.tax)
  })

  always("spread charges over what is supplied as if nothing were taken back beside it", (document) => {
    const charges = (document.charges ?? []).map(({ lineIds: _, ...charge }) => charge)
    const { rounding: _, ...settled } = document
    const plain: TotalsInput = { ...settled, charges, orderDiscounts: [] }
    if (!document.lines.some((line) => line.unitPrice * line.quantity > 0)) return
    const exchanged: TotalsInput = { ...plain, lines: [...plain.lines, { id: "back", unitPrice: money(-700), quantity: 3, ratePpm: 1_000_000 }] }
    expect(answered(exchanged)?.charges).toEqual(answered(plain)?.charges)
  })

  always("are one tax in other countries, whatever the currency's decimals", (document) => {
    const lines = document.lines.map(({ id, unitPrice, quantity, ratePpm, discount = money(0) }) => ({ id, unitPrice, quantity, ratePpm, discount }))
    const totals = answered({ ...document, lines, orderDiscounts: [] }, flatVat("half-even"))!
    expect([totals.cgst, totals.sgst, totals.cess]).toEqual([0, 0, 0])
    expect(totals.tax).toBe(total([...totals.lines, ...totals.charges].map((row) => row.igst)))
  })

  it("are refused so seldom that the laws mean something", () => {
    const documents = fc.sample(anyElaborateDocument(), { numRuns: 300, seed: 1 })
    expect(documents.filter((document) => calculateTotals(document).ok).length).toBeGreaterThan(200)
  })
})
