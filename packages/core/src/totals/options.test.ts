// What a document may ask for beyond lines, discounts and charges: a story for each option, and for each way to ask wrongly.
import { describe, expect, it } from "vitest"
import { money } from "../money/index.ts"
import { flatVat } from "../tax/index.ts"
import { calculateTotals, type Charge, type Totals, type TotalsInput, type TotalsLine, type TotalsRefusal } from "./index.ts"

const shirt = { id: "shirt", unitPrice: money(100_000), quantity: 1, ratePpm: 50_000 } satisfies TotalsLine
const lamp = { id: "lamp", unitPrice: money(100_000), quantity: 3, ratePpm: 180_000 } satisfies TotalsLine
const local = { priceMode: "exclusive", supply: "intra" } as const

const totalsOf = (document: TotalsInput, ...provider: [] | [ReturnType<typeof flatVat>]): Totals => {
  const totals = calculateTotals(document, ...provider)
  if (!totals.ok) throw new Error(JSON.stringify(totals.error))
  return totals.value
}

describe("order discounts that are a share", () => {
  const twice = { ...local, lines: [shirt], orderDiscounts: ["first", "second"].map((id) => ({ id, amount: money(100_000), ratePpm: 100_000 })) }

  it("come to 19 % for twice 10 % in sequence, and to 20 % on the original", () => {
    expect(totalsOf(twice).orderDiscounts.map(({ amount }) => amount)).toEqual([10_000, 9_000])
    expect(totalsOf({ ...twice, discountStacking: "on_original" }).orderDiscounts.map(({ amount }) => amount)).toEqual([10_000, 10_000])
  })

  it("come to no more than their amount: 10 %, at most ₹50", () =>
    expect(totalsOf({ ...local, lines: [shirt], orderDiscounts: [{ id: "d", amount: money(5_000), ratePpm: 100_000 }] }).orderDiscounts).toEqual([{ id: "d", amount: 5_000, applied: 5_000 }]))

  it("are of the lines that they name", () =>
    expect(totalsOf({ ...local, lines: [shirt, lamp], orderDiscounts: [{ id: "d", amount: money(100_000), ratePpm: 500_000, lineIds: ["shirt"] }] }).lines.map((line) => line.net)).toEqual([50_000, 300_000]))

  it("give what a line cannot bear on the original to lines that can", () => {
    const { lines, orderDiscounts } = totalsOf({
      ...local, discountStacking: "on_original", lines: [shirt, lamp],
      orderDiscounts: [{ id: "a", amount: money(90_000), lineIds: ["shirt"] }, { id: "b", amount: money(100_000) }]
    })
    expect(lines.map((line) => line.orderDiscount)).toEqual([100_000, 90_000])
    expect(orderDiscounts[1]).toEqual({ id: "b", amount: 100_000, applied: 100_000 })
  })
})

describe("a charge", () => {
  const wrap: Charge = { id: "wrap", amount: money(10_000), taxPolicy: "proRata", lineIds: ["shirt"] }
  const chargeOf = (document: TotalsInput) => totalsOf(document).charges[0]!

  it("for some lines is taxed like them", () => {
    expect(chargeOf({ ...local, lines: [lamp, shirt], charges: [wrap] })).toMatchObject({ cgst: 250, parts: [{ ratePpm: 50_000 }] })
    expect(chargeOf({ ...local, lines: [lamp, shirt], charges: [{ ...wrap, taxPolicy: "highest" }] })).toMatchObject({ cgst: 250 })
  })

  it("goes with what is supplied in an exchange, not with what is taken back", () => {
    const exchange: TotalsInput = { ...local, lines: [shirt, { ...lamp, unitPrice: money(-100_000) }], charges: [{ id: "shipping", amount: money(10_000), taxPolicy: "proRata" }] }
    expect(chargeOf(exchange)).toMatchObject({ cgst: 250, parts: [{ ratePpm: 50_000 }] })
    expect(chargeOf({ ...exchange, charges: [{ id: "shipping", amount: money(10_000), taxPolicy: "highest" }] })).toMatchObject({ cgst: 250 })
  })

  it("is spread by magnitude where everything is taken back", () => {
    const back: TotalsInput = { ...local, lines: [shirt, lamp].map((line) => ({ ...line, unitPrice: money(-100_000) })), charges: [{ id: "pickup", amount: money(10_000), taxPolicy: "proRata" }] }
    expect(chargeOf(back)).toEqual(chargeOf({ ...back, lines: [shirt, lamp] }))
  })
})

describe("a line without tax", () => {
  it("says why, and stands beside taxed ones", () => {
    const { lines, tax } = totalsOf({ ...local, lines: [shirt, { ...lamp, ratePpm: 0, treatment: "exempt" }] })
    expect(lines.map((line) => [line.treatment, line.tax])).toEqual([[undefined, 5_000], ["exempt", 0]])
    expect("treatment" in lines[0]!).toBe(false)
    expect(tax).toBe(5_000)
  })
})

describe("goods taxed on their retail sale price", () => {
  const tobacco = { id: "tobacco", unitPrice: money(6_000), quantity: 10, ratePpm: 400_000, retailSalePrice: money(10_000) }

  it("owe the same tax at any price and discount (Rule 31D)", () => {
    for (const discount of [0, 5_000, 30_000]) {
      expect(totalsOf({ ...local, lines: [{ ...tobacco, discount: money(discount) }] })).toMatchObject({ taxable: 60_000 - discount, cgst: 14_286, sgst: 14_286 })
    }
    expect(totalsOf({ priceMode: "inclusive", supply: "inter", lines: [tobacco] })).toMatchObject({ grandTotal: 60_000, igst: 28_571, taxable: 31_429 })
  })

  it("give it back when they are taken back", () =>
    expect(totalsOf({ ...local, lines: [{ ...tobacco, unitPrice: money(-6_000) }] })).toMatchObject({ taxable: -60_000, cgst: -14_286 }))

  it("cannot be sold, tax included, for less than it", () =>
    expect(calculateTotals({ priceMode: "inclusive", supply: "inter", lines: [{ ...tobacco, discount: money(31_430) }] })).toEqual({
      ok: false,
      error: { code: "price_invalid", lineId: "tobacco", unitPrice: 6_000, retailSalePrice: 10_000 }
    }))
})

describe("reverse charge", () => {
  it("figures the tax and does not charge it, so that no price contains it", () => {
    for (const priceMode of ["exclusive", "inclusive"] as const) {
      const totals = totalsOf({ priceMode, supply: "intra", lines: [shirt], charges: [{ id: "freight", amount: money(10_000), taxPolicy: "proRata" }], taxPayableBy: "recipient" })
      expect(totals).toMatchObject({ taxable: 110_000, cgst: 2_750, tax: 5_500, grandTotal: 110_000, taxPayableBy: "recipient" })
      expect([totals.lines[0]!.total, totals.charges[0]!.total]).toEqual([100_000, 10_000])
    }
    expect("taxPayableBy" in totalsOf({ ...local, lines: [shirt], taxPayableBy: "supplier" })).toBe(false)
  })
})

describe("rounding once for the document", () => {
  const eggs = (id: string) => ({ id, unitPrice: money(760), quantity: 1, ratePpm: 120_000 })

  it("F5: carries what one line loses to the next: 7.60 and 7.60 at 12 % are 0.46 and 0.45, and not 0.46 twice", () => {
    expect(totalsOf({ ...local, lines: [eggs("a"), eggs("b")], rounding: "document" }).lines.map(({ cgst }) => cgst)).toEqual([46, 45])
    expect(totalsOf({ ...local, lines: [eggs("a"), eggs("b")] }).cgst).toBe(92)
  })

  it("goes on into charges of the same rate", () => {
    const { lines, charges, cgst } = totalsOf({ ...local, rounding: "document", lines: [eggs("a")], charges: [{ id: "c", amount: money(760), taxPolicy: "highest" }] })
    expect([lines[0]!.cgst, charges[0]!.cgst, cgst]).toEqual([46, 45, 91])
  })
})

describe("other currencies and countries", () => {
  it("round to the cash unit that they have: five centimes", () => {
    const inFrancs = (unitPrice: number) => totalsOf({ ...local, supply: "none", roundOff: { multipleOf: money(5) }, lines: [{ ...shirt, unitPrice: money(unitPrice) }] })
    expect([1_002, 1_003, -1_003].map((price) => inFrancs(price).grandTotal)).toEqual([1_000, 1_005, -1_005])
    expect(inFrancs(1_003).roundOff).toBe(2)
  })

  it("F6: have no decimals in Japan, and a tax that is rounded down", () =>
    expect(totalsOf({ priceMode: "inclusive", supply: "inter", lines: [{ id: "tea", unitPrice: money(999), quantity: 1, ratePpm: 100_000 }] }, flatVat("down")))
      .toMatchObject({ taxable: 909, igst: 90, cgst: 0, grandTotal: 999 }))

  it("F6: have three decimals in Kuwait", () =>
    expect(totalsOf({ priceMode: "exclusive", supply: "inter", lines: [{ id: "tea", unitPrice: money(1_234), quantity: 3, ratePpm: 50_000 }] }, flatVat()))
      .toMatchObject({ taxable: 3_702, igst: 185, grandTotal: 3_887 }))
})

describe("refusals", () => {
  const lines = (line: Partial<TotalsLine>): TotalsInput => ({ ...local, lines: [{ ...shirt, ...line }] })

  it.each<[TotalsInput, TotalsRefusal]>([
    [lines({ retailSalePrice: money(-1) }), { code: "price_invalid", lineId: "shirt", unitPrice: 100_000, retailSalePrice: -1 }],
    [lines({ treatment: "exempt" }), { code: "rate_out_of_range", lineId: "shirt", ratePpm: 50_000, treatment: "exempt" }],
    [lines({ treatment: "non_gst", ratePpm: 0, cessPerUnit: money(1) }), { code: "cess_out_of_range", lineId: "shirt", cessPpm: 0, cessPerUnit: 1, treatment: "non_gst" }],
    [lines({ retailSalePrice: money(2 ** 52) }), { code: "line_out_of_range", lineId: "shirt" }],
    [{ ...lines({}), orderDiscounts: [{ id: "d", amount: money(1), ratePpm: 1_000_001 }] }, { code: "order_discount_invalid", discountId: "d", amount: 1, ratePpm: 1_000_001 }],
    [{ ...lines({}), charges: [{ id: "c", amount: money(1), taxPolicy: "proRata", lineIds: ["shirt", "hat"] }] }, { code: "charge_invalid", chargeId: "c", amount: 1, lineId: "hat" }]
  ])("%# answers $1.code", (document, error) => expect(calculateTotals(document)).toEqual({ ok: false, error }))

  it.each<Partial<Record<keyof TotalsInput, unknown>>>([
    { discountStacking: "original" }, { rounding: "lines" }, { taxPayableBy: "buyer" }, { roundOff: "paisa" }, { lines: [{ ...shirt, treatment: "free" }] }
  ])("throws for %j, which the types rule out", (words) => expect(() => calculateTotals({ ...lines({}), ...words } as TotalsInput)).toThrow(TypeError))

  it.each([0, -5, 0.5, Number.NaN])("throws for a cash unit of %d", (multipleOf) =>
    expect(() => calculateTotals({ ...lines({}), roundOff: { multipleOf: multipleOf as typeof shirt.unitPrice } })).toThrow(RangeError))
})
