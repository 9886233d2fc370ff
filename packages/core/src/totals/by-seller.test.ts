import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { type Money, money } from "../money/index.ts"
import { anyElaborateDocument } from "./arbitrary.ts"
import { calculateTotals, type SellerTotals, type Totals, totalsBySeller, type TotalsInput } from "./index.ts"

const shirt = { id: "shirt", unitPrice: money(100_000), quantity: 1, ratePpm: 50_000, sellerId: "weaver" }
const lamp = { id: "lamp", unitPrice: money(100_000), quantity: 2, ratePpm: 180_000, sellerId: "smith" }
const order: TotalsInput = {
  priceMode: "exclusive",
  supply: "intra",
  lines: [shirt, lamp],
  orderDiscounts: [{ id: "diwali", amount: money(10_000) }],
  charges: [{ id: "shipping", amount: money(9_001), taxPolicy: "proRata" }],
  roundOff: "rupee"
}

const totalsOf = (document: TotalsInput): Totals => {
  const totals = calculateTotals(document)
  if (!totals.ok) throw new Error(totals.error.code)
  return totals.value
}
const sellersOf = (document: TotalsInput): ReadonlyArray<SellerTotals> => {
  const sellers = totalsBySeller(document, totalsOf(document))
  if (!sellers.ok) throw new Error(sellers.error.code)
  return sellers.value
}

describe("the sellers of an order", () => {
  it("have their lines, their part of discounts and charges, and of the round-off", () => {
    const [weaver, smith] = sellersOf(order)
    expect(weaver).toMatchObject({
      sellerId: "weaver",
      totals: {
        orderDiscounts: [{ id: "diwali", amount: 3_333, applied: 3_333 }],
        charges: [{ id: "shipping", amount: 3_000, taxable: 3_000, cgst: 75, parts: [{ ratePpm: 50_000 }] }],
        taxable: 96_667 + 3_000,
        cgst: 2_417 + 75
      }
    })
    expect(smith!.totals.charges[0]).toMatchObject({ amount: 6_001, cgst: 540, parts: [{ ratePpm: 180_000 }] })
    expect([weaver!.totals.roundOff, smith!.totals.roundOff]).toEqual([11, 24])
    expect(totalsOf(order).roundOff).toBe(35)
  })

  it("share a charge of one rate by net value, and its tax by largest remainder", () => {
    const cod: TotalsInput = { ...order, charges: [{ id: "cod", amount: money(50), taxPolicy: "fixed", ratePpm: 180_000 }] }
    expect(sellersOf(cod).map(({ totals }) => totals.charges[0])).toMatchObject([{ amount: 17, cgst: 2, sgst: 2 }, { amount: 33, cgst: 3, sgst: 3 }])
  })

  it("leave a charge to the first where nothing has a value, and one for a line to its seller", () => {
    const free: TotalsInput = { ...order, lines: [{ ...shirt, unitPrice: money(0) }, { ...lamp, unitPrice: money(0) }] }
    expect(sellersOf(free).map(({ totals }) => totals.chargesTotal)).toEqual([9_001, 0])
    const wrapped: TotalsInput = { ...order, charges: [{ id: "wrap", amount: money(5_000), taxPolicy: "proRata", lineIds: ["lamp"] }] }
    expect(sellersOf(wrapped).map(({ totals }) => totals.chargesTotal)).toEqual([0, 5_000])
  })

  it("are none of a line that names none", () =>
    expect(totalsBySeller({ ...order, lines: [shirt, { id: "gift", unitPrice: money(0), quantity: 1, ratePpm: 0 }] }, totalsOf(order)))
      .toEqual({ ok: false, error: { code: "line_without_seller", lineId: "gift" } }))

  it("are none of an empty document, and nobody then bears its charge", () => {
    const empty: TotalsInput = { priceMode: "exclusive", supply: "intra", lines: [] }
    expect(sellersOf(empty)).toEqual([])
    expect(() => sellersOf({ ...empty, charges: [{ id: "c", amount: money(1), taxPolicy: "proRata" }] })).toThrow(RangeError)
  })

  it("cannot be asked of another document's totals", () => expect(() => totalsBySeller({ ...order, lines: [shirt] }, totalsOf(order))).toThrow("another document"))

  it("F35: add up to the order in every figure, and each is whole in itself", () =>
    fc.assert(fc.property(anyElaborateDocument(), (document) => {
      const answer = calculateTotals(document)
      if (!answer.ok || document.lines.length === 0) return
      const whole = answer.value
      const sellers = sellersOf(document).map(({ totals }) => totals)
      const figures = ["subtotal", "discountTotal", "taxable", "cgst", "sgst", "igst", "cess", "tax", "chargesTotal", "totalBeforeRoundOff", "roundOff", "grandTotal"] as const
      const same = (all: Totals | { readonly [k: string]: unknown }, parts: ReadonlyArray<object>, names: ReadonlyArray<string>) => {
        for (const name of names) expect(parts.reduce((sum, part) => sum + (part as Record<string, Money>)[name]!, 0)).toBe((all as Record<string, Money>)[name])
      }
      same(whole, sellers, figures)
      whole.orderDiscounts.forEach((discount, i) => same({ ...discount }, sellers.map((seller) => seller.orderDiscounts[i]!), ["amount", "applied"]))
      whole.charges.forEach((charge, i) => {
        same({ ...charge }, sellers.map((seller) => seller.charges[i]!), ["amount", "taxable", "cgst", "sgst", "igst", "tax", "total"])
        for (const part of charge.parts) same({ ...part }, sellers.flatMap((seller) => seller.charges[i]!.parts.filter(({ ratePpm }) => ratePpm === part.ratePpm)), ["taxable", "cgst", "igst"])
      })
      expect(sellers.flatMap(({ lines }) => lines).toSorted((a, b) => (a.id < b.id ? -1 : 1))).toEqual(whole.lines.toSorted((a, b) => (a.id < b.id ? -1 : 1)))
      for (const seller of sellers) {
        expect(seller.cgst).toBe(seller.sgst)
        expect(seller.grandTotal).toBe(seller.totalBeforeRoundOff + seller.roundOff)
        expect(seller.totalBeforeRoundOff).toBe(document.taxPayableBy === "recipient" ? seller.taxable : seller.taxable + seller.tax)
        if (document.priceMode === "inclusive" && document.taxPayableBy !== "recipient") for (const charge of seller.charges) expect(charge.total).toBe(charge.amount)
      }
    }), { numRuns: 1_500 }))
})
