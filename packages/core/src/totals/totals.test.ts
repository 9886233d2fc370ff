import { describe, expect, it } from "vitest"
import { money } from "../money/index.ts"
import { calculateTotals, taxesByRate, type Totals, type TotalsInput, type TotalsLine, type TotalsRefusal } from "./index.ts"

const shirt = { id: "shirt", unitPrice: money(100_000), quantity: 1, ratePpm: 50_000 } satisfies TotalsLine
const lamp = { id: "lamp", unitPrice: money(100_000), quantity: 3, ratePpm: 180_000 } satisfies TotalsLine
const local = { priceMode: "exclusive", supply: "intra" } as const

const totalsOf = (document: TotalsInput): Totals => {
  const totals = calculateTotals(document)
  if (!totals.ok) throw new Error(JSON.stringify(totals.error))
  return totals.value
}
const refusalOf = (document: TotalsInput): TotalsRefusal | undefined => {
  const totals = calculateTotals(document)
  return totals.ok ? undefined : totals.error
}

describe("an order discount", () => {
  it("is spread by what the lines still have, and taken before tax", () => {
    const { lines, discountTotal } = totalsOf({ ...local, lines: [shirt, lamp], orderDiscounts: [{ id: "diwali", amount: money(10_001) }] })
    expect(lines.map((line) => [line.orderDiscount, line.taxable, line.cgst])).toEqual([[2_500, 97_500, 2_438], [7_501, 292_499, 26_325]])
    expect(discountTotal).toBe(10_001)
  })

  it("takes what its lines have and no more, so that a second finds nothing", () => {
    const { grandTotal, orderDiscounts } = totalsOf({
      ...local,
      lines: [shirt],
      orderDiscounts: [{ id: "first", amount: money(150_000) }, { id: "second", amount: money(1) }]
    })
    expect(grandTotal).toBe(0)
    expect(orderDiscounts).toEqual([{ id: "first", amount: 150_000, applied: 100_000 }, { id: "second", amount: 1, applied: 0 }])
  })

  it("skips gifts and lines that it does not name", () => {
    const gift = { ...shirt, id: "gift", isFreeGift: true }
    const { lines } = totalsOf({ ...local, lines: [shirt, gift, lamp], orderDiscounts: [{ id: "d", amount: money(300), lineIds: ["gift", "lamp", "lamp"] }] })
    expect(lines.map((line) => line.orderDiscount)).toEqual([0, 0, 300])
  })

  it("leaves lines that are taken back alone", () => {
    const back = { ...shirt, id: "back", unitPrice: money(-100_000) }
    expect(totalsOf({ ...local, lines: [back, lamp], orderDiscounts: [{ id: "d", amount: money(300) }] }).lines.map((line) => line.orderDiscount)).toEqual([0, 300])
  })
})

describe("a charge", () => {
  const shipping = { id: "shipping", amount: money(10_000) }

  it("follows the goods at their rates", () => {
    const { charges } = totalsOf({ ...local, lines: [shirt, lamp], charges: [{ ...shipping, taxPolicy: "proRata" }] })
    expect(charges[0]).toMatchObject({ taxable: 10_000, cgst: 63 + 675, total: 11_476 })
    expect(charges[0]!.parts.map((part) => [part.ratePpm, part.taxable, part.cgst])).toEqual([[50_000, 2_500, 63], [180_000, 7_500, 675]])
  })

  it("follows gross values where every line is free, and the highest rate where nothing has a value", () => {
    const free = totalsOf({ ...local, lines: [{ ...shirt, discount: money(100_000) }, { ...lamp, discount: money(300_000) }], charges: [{ ...shipping, taxPolicy: "proRata" }] })
    expect(free.charges[0]!.parts.map((part) => part.taxable)).toEqual([2_500, 7_500])
    const worthless = totalsOf({ ...local, lines: [{ ...shirt, quantity: 0 }, { ...lamp, unitPrice: money(0) }], charges: [{ ...shipping, taxPolicy: "proRata" }] })
    expect(worthless.charges[0]!.parts.map((part) => part.ratePpm)).toEqual([180_000])
    expect(totalsOf({ ...local, lines: [], charges: [{ ...shipping, taxPolicy: "proRata" }] }).grandTotal).toBe(10_000)
  })

  it("takes the highest rate of the document, or its own", () => {
    const taxOf = (taxPolicy: "highest" | "fixed") =>
      totalsOf({ ...local, lines: [lamp, shirt], charges: [{ ...shipping, taxPolicy, ratePpm: 120_000 }] }).charges[0]!.tax
    expect(taxOf("highest")).toBe(1_800)
    expect(taxOf("fixed")).toBe(1_200)
  })

  it("keeps the document's price mode whatever the lines say, and carries no cess", () => {
    const { charges } = totalsOf({
      priceMode: "inclusive",
      supply: "inter",
      lines: [{ ...lamp, priceMode: "exclusive", cessPpm: 120_000 }],
      charges: [{ ...shipping, taxPolicy: "proRata" }]
    })
    expect(charges[0]).toMatchObject({ total: 10_000, igst: 1_525, cess: 0 })
  })
})

describe("the tax table", () => {
  it("has a row for every rate, lines and charges together", () => {
    const totals = totalsOf({ ...local, lines: [lamp, shirt], charges: [{ id: "cod", amount: money(5_000), taxPolicy: "fixed", ratePpm: 180_000 }] })
    expect(taxesByRate(totals).map((row) => [row.ratePpm, row.taxable, row.cgst, row.sgst])).toEqual([[50_000, 100_000, 2_500, 2_500], [180_000, 305_000, 27_450, 27_450]])
  })
})

describe("the round-off", () => {
  it("goes half-up to whole rupees, and the same way below zero", () => {
    const roundOff = (unitPrice: number) => totalsOf({ ...local, supply: "none", roundOff: "rupee", lines: [{ ...shirt, unitPrice: money(unitPrice) }] }).roundOff
    expect([1_049, 1_050, -1_049, -1_050].map(roundOff)).toEqual([-49, 50, 49, -50])
  })
})

describe("a line", () => {
  it("may have no quantity left", () => expect(totalsOf({ ...local, lines: [{ ...shirt, quantity: 0 }] }).grandTotal).toBe(0))
  it("is nothing, not a negative nothing, when none of it is taken back", () =>
    expect(totalsOf({ ...local, lines: [{ ...shirt, unitPrice: money(-1), quantity: 0 }] }).lines[0]).toMatchObject({ gross: 0, net: 0, total: 0 }))
  it("may be taken back", () => expect(totalsOf({ ...local, lines: [{ ...shirt, unitPrice: money(-100_000) }] }).grandTotal).toBe(-105_000))
})

describe("refusals", () => {
  const lines = (...each: ReadonlyArray<Partial<TotalsLine>>): TotalsInput => ({ ...local, lines: each.map((line) => ({ ...shirt, ...line })) })

  it.each<[TotalsInput, TotalsRefusal]>([
    [lines({}, {}), { code: "line_id_repeated", lineId: "shirt" }],
    [{ ...lines({}), orderDiscounts: [{ id: "d", amount: money(1) }, { id: "d", amount: money(1) }] }, { code: "order_discount_id_repeated", discountId: "d" }],
    [{ ...lines({}), charges: [{ id: "c", amount: money(1), taxPolicy: "highest" }, { id: "c", amount: money(1), taxPolicy: "highest" }] }, { code: "charge_id_repeated", chargeId: "c" }],
    [lines({ quantity: -1 }), { code: "quantity_invalid", lineId: "shirt", quantity: -1 }],
    [lines({ quantity: 1.5 }), { code: "quantity_invalid", lineId: "shirt", quantity: 1.5 }],
    [lines({ unitPrice: 0.1 as TotalsLine["unitPrice"] }), { code: "price_invalid", lineId: "shirt", unitPrice: 0.1 }],
    [lines({ ratePpm: 1_000_001 }), { code: "rate_out_of_range", lineId: "shirt", ratePpm: 1_000_001 }],
    [lines({ cessPpm: 10_000_001 }), { code: "cess_out_of_range", lineId: "shirt", cessPpm: 10_000_001, cessPerUnit: 0 }],
    [lines({ cessPerUnit: money(-1) }), { code: "cess_out_of_range", lineId: "shirt", cessPpm: 0, cessPerUnit: -1 }],
    [lines({ quantity: 2 ** 40 }), { code: "line_out_of_range", lineId: "shirt" }],
    [lines({ discount: money(100_001) }), { code: "discount_exceeds_line", lineId: "shirt", discount: 100_001, gross: money(100_000) }],
    [lines({ discount: money(-1) }), { code: "discount_exceeds_line", lineId: "shirt", discount: -1, gross: money(100_000) }],
    [{ ...lines({}), orderDiscounts: [{ id: "d", amount: money(-1) }] }, { code: "order_discount_invalid", discountId: "d", amount: -1 }],
    [{ ...lines({}), orderDiscounts: [{ id: "d", amount: money(1), lineIds: ["hat"] }] }, { code: "order_discount_line_unknown", discountId: "d", lineId: "hat" }],
    [{ ...lines({}), charges: [{ id: "c", amount: money(-1), taxPolicy: "highest" }] }, { code: "charge_invalid", chargeId: "c", amount: -1 }],
    [{ ...lines({}), charges: [{ id: "c", amount: money(1), taxPolicy: "fixed" }] }, { code: "charge_rate_out_of_range", chargeId: "c", ratePpm: null }],
    [lines({ id: "a", quantity: 2 ** 35 }, { id: "b", quantity: 2 ** 35 }), { code: "total_out_of_range" }],
    [{ ...lines({ cessPerUnit: money(100_001) }), priceMode: "inclusive" }, { code: "cess_exceeds_price", lineId: "shirt", net: money(100_000), cess: money(100_001) }]
  ])("%# answers $1.code", (document, refusal) => expect(refusalOf(document)).toEqual(refusal))

  it("throws for words that the types rule out", () => {
    expect(() => calculateTotals({ ...local, lines: [], supply: "interstate" as "inter" })).toThrow(TypeError)
    expect(() => calculateTotals({ ...local, lines: [{ ...shirt, priceMode: "gross" as "inclusive" }] })).toThrow(TypeError)
  })
})
