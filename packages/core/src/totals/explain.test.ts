import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { money, mulDiv } from "../money/index.ts"
import { anyElaborateDocument } from "./arbitrary.ts"
import { calculateTotals, explain, type Totals, type TotalsInput } from "./index.ts"

const totalsOf = (document: TotalsInput): Totals => {
  const totals = calculateTotals(document)
  if (!totals.ok) throw new Error(totals.error.code)
  return totals.value
}
const lineOf = (document: TotalsInput) => explain(document, totalsOf(document))[0]!

const lamp = { id: "lamp", unitPrice: money(10_000), quantity: 1, ratePpm: 180_000 }

describe("an explanation", () => {
  it("tells why the tax of ₹250.00 is ₹45.00", () => {
    const line = lineOf({ priceMode: "exclusive", supply: "inter", lines: [{ ...lamp, unitPrice: money(15_000), quantity: 2, discount: money(5_000) }] })
    expect(line).toEqual({
      id: "lamp", unitPrice: 15_000, quantity: 2, gross: 30_000, lineDiscount: 5_000, orderDiscount: 0, net: 25_000, taxable: 25_000, tax: 4_500, total: 29_500,
      taxableIs: "net",
      taxes: [{
        lineId: "lamp", head: "igst", amount: 4_500, base: 25_000, ratePpm: 180_000, divisorPpm: 1_000_000, fixed: 0, carried: 0,
        formula: "25000 × 18 %", rounding: "half-up", rule: "IGST Act s. 5(1)"
      }]
    })
  })

  it("cites Rule 35 for a price that contains its taxes, and halves the rate within a state", () => {
    const { taxableIs, taxable, taxes } = lineOf({ priceMode: "inclusive", supply: "intra", lines: [lamp] })
    expect({ taxableIs, taxable }).toEqual({ taxableIs: "remainder", taxable: 8_474 })
    expect(taxes.map(({ head, amount, formula, rule }) => [head, amount, formula, rule])).toEqual([
      ["cgst", 763, "10000 × 18 % ÷ 2 ÷ 118 %", "CGST Rule 35"],
      ["sgst", 763, "10000 × 18 % ÷ 2 ÷ 118 %", "CGST Rule 35"]
    ])
  })

  it("cites Rule 31D for a retail sale price, and the cess of each unit", () => {
    const retail = lineOf({ priceMode: "exclusive", supply: "inter", lines: [{ ...lamp, ratePpm: 400_000, retailSalePrice: money(14_000) }] })
    expect(retail.taxes).toMatchObject([{ amount: 4_000, base: 14_000, formula: "14000 × 40 % ÷ 140 %", rule: "CGST Rule 31D" }])
    const coal = lineOf({ priceMode: "exclusive", supply: "intra", lines: [{ ...lamp, quantity: 2, ratePpm: 50_000, cessPerUnit: money(400) }] })
    expect(coal.taxes.map(({ head, formula, rule }) => [head, formula, rule])).toEqual([
      ["cgst", "20000 × 5 % ÷ 2", "CGST Act s. 9(1)"],
      ["sgst", "20000 × 5 % ÷ 2", "SGST Act s. 9(1), or UTGST Act s. 7(1)"],
      ["cess", "20000 × 0 % + 800", "GST (Compensation to States) Act s. 8"]
    ])
  })

  it("has the sign of what is taken back", () => {
    const back = { ...lamp, unitPrice: money(-10_000), quantity: 2 }
    const retail = lineOf({ priceMode: "exclusive", supply: "inter", lines: [{ ...back, ratePpm: 400_000, retailSalePrice: money(14_000) }] })
    expect(retail.taxes).toMatchObject([{ amount: -8_000, base: -28_000, carried: 0 }])
    const coal = lineOf({ priceMode: "exclusive", supply: "inter", lines: [{ ...back, ratePpm: 0, cessPerUnit: money(400) }] })
    expect(coal.taxes).toMatchObject([{ head: "cess", amount: -800, fixed: -800, carried: 0 }])
  })

  it("shows what was carried from the lines before, where the document is rounded once: 7.60 and 7.60 at 12 %", () => {
    const document: TotalsInput = {
      priceMode: "exclusive", supply: "intra", rounding: "document",
      lines: ["a", "b"].map((id) => ({ id, unitPrice: money(760), quantity: 1, ratePpm: 120_000 }))
    }
    expect(explain(document, totalsOf(document)).map(({ taxes }) => taxes.map(({ amount, carried }) => [amount, carried]))).toEqual([[[46, 0], [46, 0]], [[45, -1], [45, -1]]])
  })

  it("cannot be given of another document's totals", () =>
    expect(() => explain({ priceMode: "inclusive", supply: "intra", lines: [lamp] }, totalsOf({ priceMode: "inclusive", supply: "intra", lines: [{ ...lamp, id: "hat" }] }))).toThrow("another document"))

  it("gives the amount when its formula is worked out, and carries a paisa at most", () =>
    fc.assert(fc.property(anyElaborateDocument(), (document) => {
      const totals = calculateTotals(document)
      if (!totals.ok) return
      explain(document, totals.value).forEach((line, i) => {
        const figures = totals.value.lines[i]!
        expect(line.taxes.reduce((sum, { amount }) => sum + amount, 0)).toBe(figures.tax)
        if (line.taxableIs === "net") expect(line.taxable).toBe(line.net)
        for (const { amount, base, ratePpm, divisorPpm, fixed, carried } of line.taxes) {
          expect(mulDiv(base, 2 * ratePpm, 2 * divisorPpm, "half-up") + fixed + carried).toBe(amount)
          expect(document.rounding === "document" ? Math.abs(carried) <= 1 : carried === 0).toBe(true)
        }
      })
    }), { numRuns: 1_000 }))
})
