import { describe, expect, it } from "vitest"
import { money } from "../money/index.ts"
import { credit, lines, originalOf, sale } from "../testing/story/credit.ts"
import { type Credited, creditFor, type CreditRequest, exchangeDifference } from "./index.ts"

const everything = { ...lines({ shirt: 3, lamp: 1, gift: 1 }), charges: { shipping: "all" } } as const satisfies CreditRequest

it("a sale goes back in two parcels, and shipping with the second", () => {
  const shipping = "withLast" as const
  const first = credit(sale, { lines: [{ id: "shirt", quantity: 1 }], charges: { shipping } })
  expect(first.toRefund).toBe(95_214)
  expect(first.left.grandTotal).toBe(312_786)

  const rest = [{ id: "shirt", quantity: 2 }, { id: "lamp", quantity: 1 }, { id: "gift", quantity: 1 }]
  const second = credit(sale, { lines: rest, charges: { shipping } }, first.credited)
  expect(second.toRefund).toBe(312_786)
  expect(second.left.grandTotal).toBe(0)
})

describe("a line that is returned in part", () => {
  it("gives back its share of discounts and tax, and the last unit what rounding left", () => {
    const first = credit(sale, lines({ shirt: 1 }))
    const rest = credit(sale, lines({ shirt: 2 }), first.credited)
    expect(first.figures.lines).toEqual([
      { id: "shirt", quantity: 1, gross: 99_999, lineDiscount: 0, orderDiscount: 4_785, net: 95_214, taxable: 90_680, cgst: 2_267, sgst: 2_267, igst: 0, cess: 0, tax: 4_534, total: 95_214, ratePpm: 50_000 }
    ])
    expect(rest.figures.lines).toMatchObject([{ quantity: 2, orderDiscount: 9_569, cgst: 4_534, sgst: 4_534, total: 190_429 }])
    expect(first.toRefund + rest.toRefund).toBe(sale.totals.lines[0]!.total)
  })

  it("costs what it cost then: today's prices are not asked", () =>
    expect(credit(sale, everything).figures).toMatchObject({ subtotal: 417_997, discountTotal: 20_000, grandTotal: sale.totals.grandTotal }))

  it("may be a gift, which gives back nothing but itself", () =>
    expect(credit(sale, lines({ gift: 1 }))).toMatchObject({ figures: { lines: [{ id: "gift", quantity: 1, total: 0 }], grandTotal: 0 }, toRefund: 0 }))

  it("may be nothing: a request for nothing is a credit of nothing", () =>
    expect(credit(sale, {})).toMatchObject({ figures: { lines: [], charges: [], grandTotal: 0 }, toRefund: 0, left: { grandTotal: sale.totals.grandTotal } }))
})

describe("a charge", () => {
  const shipped = (policy: "none" | "proRata" | "all" | "withLast", request: CreditRequest, earlier?: Credited) =>
    credit(sale, { ...request, charges: { shipping: policy } }, earlier).figures.charges.map(({ total }) => total)

  it("stays with the shop when it is not named, or by the policy none", () => {
    expect(credit(sale, lines({ shirt: 3, lamp: 1, gift: 1 }))).toMatchObject({ figures: { charges: [], roundOff: 0 }, left: { totalBeforeRoundOff: 10_000 } })
    expect(shipped("none", everything)).toEqual([])
  })

  it("goes back at once by the policy all", () => expect(shipped("all", lines({ gift: 1 }))).toEqual([10_000]))

  it("keeps pace with the goods by what they cost, by the policy proRata", () => {
    const first = credit(sale, { ...lines({ lamp: 1 }), charges: { shipping: "proRata" } })
    expect(first.figures.charges.map(({ total, parts }) => ({ total, rates: parts.map(({ ratePpm }) => ratePpm) }))).toEqual([{ total: 2_824, rates: [50_000, 180_000] }])
    expect(shipped("proRata", lines({ shirt: 3 }), first.credited)).toEqual([7_176])
  })

  it("keeps pace by units where all goods were free", () => {
    const free = originalOf({ priceMode: "inclusive", supply: "intra", lines: [{ id: "sample", unitPrice: money(0), quantity: 4, ratePpm: 0 }], charges: [{ id: "shipping", amount: money(1_000), taxPolicy: "highest" }] })
    expect(credit(free, { ...lines({ sample: 1 }), charges: { shipping: "proRata" } }).toRefund).toBe(250)
  })

  it("has kept pace from the start where there were no goods", () => {
    const bare = originalOf({ priceMode: "inclusive", supply: "intra", lines: [], charges: [{ id: "repair", amount: money(1_000), taxPolicy: "fixed", ratePpm: 180_000 }] })
    expect(credit(bare, { charges: { repair: "proRata" } }).toRefund).toBe(1_000)
  })

  it("waits for the last unit by the policy withLast, be it a gift", () => {
    const most = credit(sale, { ...lines({ shirt: 3, lamp: 1 }), charges: { shipping: "withLast" } })
    expect(most.figures.charges).toEqual([])
    expect(shipped("withLast", lines({ gift: 1 }), most.credited)).toEqual([10_000])
  })
})

describe("the round-off", () => {
  it("goes back with the credit that leaves nothing", () => {
    expect(sale.totals.roundOff).toBe(3)
    const most = credit(sale, { ...lines({ shirt: 3, lamp: 1 }), charges: { shipping: "all" } })
    expect(most.figures.roundOff).toBe(0)
    expect(credit(sale, lines({ gift: 1 }), most.credited)).toMatchObject({ figures: { roundOff: 3, grandTotal: 3 }, toRefund: 3, left: { roundOff: 0, grandTotal: 0 } })
  })

  it("goes back earlier where more would be given back than was paid", () => {
    const priced = originalOf({ priceMode: "inclusive", supply: "none", roundOff: "rupee", lines: [{ id: "pen", unitPrice: money(1_040), quantity: 1, ratePpm: 0 }, { id: "clip", unitPrice: money(5), quantity: 1, ratePpm: 0 }] })
    const pen = credit(priced, lines({ pen: 1 }))
    expect(pen).toMatchObject({ figures: { totalBeforeRoundOff: 1_040, roundOff: -40 }, toRefund: 1_000 })
    expect(credit(priced, lines({ clip: 1 }), pen.credited)).toMatchObject({ figures: { totalBeforeRoundOff: 5, roundOff: -5 }, toRefund: 0 })
  })

  it("goes back no earlier where it raised the document, though a line taken back makes the rest worth more than the whole", () => {
    const exchange = originalOf({ priceMode: "inclusive", supply: "none", roundOff: "rupee", lines: [{ id: "new", unitPrice: money(1_060), quantity: 1, ratePpm: 0 }, { id: "old", unitPrice: money(-500), quantity: 1, ratePpm: 0 }] })
    expect(credit(exchange, lines({ new: 1 }))).toMatchObject({ figures: { totalBeforeRoundOff: 1_060, roundOff: 0 }, left: { roundOff: 40, grandTotal: -460 } })
  })

  it("waits for no charge of nothing", () => {
    const free = originalOf({ priceMode: "inclusive", supply: "none", roundOff: "rupee", lines: [{ id: "pen", unitPrice: money(1_060), quantity: 1, ratePpm: 0 }], charges: [{ id: "shipping", amount: money(0), taxPolicy: "highest" }] })
    expect(credit(free, lines({ pen: 1 })).toRefund).toBe(1_100)
  })
})

describe("the restocking fee", () => {
  it("holds the tax of the goods that come back, and leaves the credit note whole", () =>
    expect(credit(sale, { ...lines({ lamp: 1 }), restockingFee: { kind: "amount", amount: money(11_800), tax: "like_the_goods" } })).toMatchObject({
      figures: { grandTotal: 112_354 },
      fee: { amount: 11_800, parts: [{ ratePpm: 180_000, taxable: 10_000, cgst: 900, sgst: 900, tax: 1_800 }] },
      toRefund: 100_554
    }))

  it("is split by rate over the goods", () =>
    expect(credit(sale, { ...lines({ shirt: 3, lamp: 1 }), restockingFee: { kind: "share", ratePpm: 100_000, tax: "like_the_goods" } }).fee).toMatchObject({
      amount: 39_800, parts: [{ ratePpm: 50_000, taxable: 27_205 }, { ratePpm: 180_000, taxable: 9_521 }]
    }))

  it("leaves charges out of it, whatever their rate", () => {
    const apart = originalOf({ priceMode: "exclusive", supply: "inter", lines: [{ id: "atta", unitPrice: money(100), quantity: 1, ratePpm: 0 }], charges: [{ id: "shipping", amount: money(100), taxPolicy: "fixed", ratePpm: 180_000 }] })
    expect(credit(apart, { ...lines({ atta: 1 }), charges: { shipping: "all" }, restockingFee: { kind: "share", ratePpm: 500_000, tax: "like_the_goods" } }).fee)
      .toEqual({ amount: 50, parts: [{ ratePpm: 0, taxable: 50, cgst: 0, sgst: 0, igst: 0, cess: 0, tax: 0 }] })
  })

  it("of a paisa holds no more tax than there is, where rounding gives a unit back as tax alone", () => {
    const half = { unitPrice: money(1), quantity: 4, discount: money(2) }
    const [local, integrated] = [
      originalOf({ priceMode: "exclusive", supply: "intra", lines: [{ id: "clip", ...half, ratePpm: 1_000_000 }] }),
      originalOf({ priceMode: "exclusive", supply: "inter", lines: [{ id: "clip", ...half, ratePpm: 500_000, cessPpm: 500_000 }] })
    ].map((original) => credit(original, { ...lines({ clip: 1 }), restockingFee: { kind: "amount", amount: money(1), tax: "like_the_goods" } }, { lines: { clip: 1 }, charges: {} }))
    expect(local).toMatchObject({ figures: { taxable: 0, cgst: 1, sgst: 1 }, fee: { parts: [{ taxable: 1, cgst: 0, sgst: 0 }] } })
    expect(integrated).toMatchObject({ figures: { taxable: 0, igst: 1, cess: 1 }, fee: { parts: [{ taxable: 0, igst: 1, cess: 0 }] } })
  })

  it("is a deduction from the money alone where it is untaxed", () =>
    expect(credit(sale, { ...lines({ lamp: 1 }), restockingFee: { kind: "share", ratePpm: 50_000, tax: "untaxed" } })).toMatchObject({ fee: { amount: 5_618, parts: [] }, toRefund: 106_736 }))
})

describe("an exchange", () => {
  const returned = credit(sale, lines({ lamp: 1 }))

  it("asks for the difference, gives it back, or neither", () => {
    expect(exchangeDifference(returned, { grandTotal: money(150_000) })).toEqual({ kind: "to_pay", amount: 37_646 })
    expect(exchangeDifference(returned, { grandTotal: money(100_000) })).toEqual({ kind: "to_refund", amount: 12_354 })
    expect(exchangeDifference(returned, { grandTotal: money(112_354) })).toEqual({ kind: "even" })
  })
})

it("throws for a state that is not this document's", () => {
  expect(() => creditFor(sale, { lines: { shirt: 4 }, charges: {} }, {})).toThrow(RangeError)
  expect(() => creditFor(sale, { lines: {}, charges: { packing: 1 } }, {})).toThrow(RangeError)
})
