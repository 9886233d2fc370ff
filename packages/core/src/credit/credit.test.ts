import { describe, expect, it } from "vitest"
import { money } from "../money/index.ts"
import { composeInvoice } from "../invoice/index.ts"
import { refusals } from "../testing/refusals.ts"
import { pending, seller } from "../testing/samples.ts"
import { calculateTotals, type TotalsInput } from "../totals/index.ts"
import {
  type Credit, type Credited, creditFor, creditNoteFigures, type CreditRefusal, type CreditRequest, exchangeDifference, mirrored, nothingCredited, type Original
} from "./index.ts"

const originalOf = (document: TotalsInput): Original => {
  const totals = calculateTotals(document)
  if (!totals.ok) throw new Error(JSON.stringify(totals.error))
  return { totals: totals.value, quantities: Object.fromEntries(document.lines.map(({ id, quantity }) => [id, quantity])) }
}
const credit = (original: Original, request: CreditRequest, earlier: Credited = nothingCredited): Credit => {
  const answer = creditFor(original, earlier, request)
  if (!answer.ok) throw new Error(JSON.stringify(answer.error))
  return answer.value
}
const refusalOf = (original: Original, request: CreditRequest, earlier: Credited = nothingCredited): CreditRefusal | undefined => {
  const answer = creditFor(original, earlier, request)
  return answer.ok ? undefined : answer.error
}

/** Three shirts at ₹999.99 and a lamp, with ₹200 off, shipping, and a gift; rounded to whole rupees. */
const sale = originalOf({
  priceMode: "inclusive",
  supply: "intra",
  lines: [
    { id: "shirt", unitPrice: money(99_999), quantity: 3, ratePpm: 50_000 },
    { id: "lamp", unitPrice: money(118_000), quantity: 1, ratePpm: 180_000 },
    { id: "gift", unitPrice: money(0), quantity: 1, ratePpm: 50_000, isFreeGift: true }
  ],
  orderDiscounts: [{ id: "diwali", amount: money(20_000) }],
  charges: [{ id: "shipping", amount: money(10_000), taxPolicy: "proRata" }],
  roundOff: "rupee"
})
const lines = (quantities: Readonly<Record<string, number>>): CreditRequest => ({ lines: Object.entries(quantities).map(([id, quantity]) => ({ id, quantity })) })
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

describe("a credit note", () => {
  const order = pending
  const invoice = composeInvoice(order, seller, "inclusive")
  const invoiced = {
    totals: order.quote.totals,
    quantities: Object.fromEntries(order.lines.map(({ lineId, quantity }) => [lineId, quantity])),
    hsnCodes: Object.fromEntries(order.lines.map(({ lineId, item }) => [lineId, item.hsnCode]))
  }

  it("for everything states what the invoice states, by HSN code and rate too", () => {
    const { figures } = credit(invoiced, { ...lines(invoiced.quantities), charges: Object.fromEntries(invoiced.totals.charges.map(({ id }) => [id, "all"])) })
    expect(creditNoteFigures(figures, invoiced)).toEqual({ type: "credit_note", taxTable: invoice.taxTable, totals: invoice.totals })
  })

  it("calls a charge what the invoice called it, though its goods stay", () => {
    const { figures } = credit(sale, { charges: { shipping: "all" } })
    expect(creditNoteFigures(figures, { ...sale, hsnCodes: { shirt: "6205", lamp: "9405", gift: "6205" } }).taxTable.map(({ hsnCode, ratePpm }) => [hsnCode, ratePpm])).toEqual([["6205", 50_000], ["9405", 180_000]])
  })

  it("calls a charge like the most valuable goods at its rate", () => {
    const two = originalOf({ priceMode: "exclusive", supply: "inter", lines: [{ id: "pen", unitPrice: money(100), quantity: 1, ratePpm: 180_000 }, { id: "lamp", unitPrice: money(900), quantity: 1, ratePpm: 180_000 }], charges: [{ id: "shipping", amount: money(100), taxPolicy: "highest" }] })
    const { figures } = credit(two, { charges: { shipping: "all" } })
    expect(creditNoteFigures(figures, { ...two, hsnCodes: { pen: "9608", lamp: "9405" } }).taxTable).toMatchObject([{ hsnCode: "9405", taxable: 100, igst: 18 }])
  })

  it("calls a charge at a rate of its own transport", () => {
    const apart = originalOf({ priceMode: "exclusive", supply: "inter", lines: [{ id: "atta", unitPrice: money(100), quantity: 1, ratePpm: 0 }], charges: [{ id: "shipping", amount: money(100), taxPolicy: "fixed", ratePpm: 180_000 }] })
    const { figures } = credit(apart, { charges: { shipping: "all" } })
    expect(creditNoteFigures(figures, { ...apart, hsnCodes: { atta: "1101" } }).taxTable).toEqual([{ hsnCode: "9968", ratePpm: 180_000, taxable: 100, cgst: 0, sgst: 0, igst: 18, cess: 0 }])
  })

  it("wants a code for every line", () => {
    const { figures } = credit(sale, lines({ lamp: 1 }))
    expect(() => creditNoteFigures(figures, { ...sale, hsnCodes: {} })).toThrow(RangeError)
  })

  it("is the same as a negative document", () => {
    const { figures } = credit(sale, lines({ shirt: 1 }))
    expect(mirrored(figures)).toMatchObject({ lines: [{ id: "shirt", quantity: 1, ratePpm: 50_000, taxable: -90_680, cgst: -2_267 }], grandTotal: -95_214 })
  })
})

refusals<CreditRefusal["code"]>({
  credit_line_not_found: {
    "the document has no such line": (code) => expect(refusalOf(sale, lines({ hat: 1 }))).toEqual({ code, lineId: "hat" })
  },
  credit_line_named_twice: {
    "one line, two quantities": (code) =>
      expect(refusalOf(sale, { lines: [{ id: "shirt", quantity: 1 }, { id: "shirt", quantity: 1 }] })).toEqual({ code, lineId: "shirt" })
  },
  credit_quantity_invalid: {
    "less than none": (code) => expect(refusalOf(sale, lines({ shirt: -1 }))).toEqual({ code, lineId: "shirt", quantity: -1 }),
    "half a shirt": (code) => expect(refusalOf(sale, lines({ shirt: 0.5 }))).toEqual({ code, lineId: "shirt", quantity: 0.5 })
  },
  credit_quantity_exceeds_left: {
    "more than were sold": (code) => expect(refusalOf(sale, lines({ shirt: 4 }))).toEqual({ code, lineId: "shirt", quantity: 4, left: 3 }),
    "one more than are left": (code) =>
      expect(refusalOf(sale, lines({ shirt: 2 }), credit(sale, lines({ shirt: 2 })).credited)).toEqual({ code, lineId: "shirt", quantity: 2, left: 1 })
  },
  credit_charge_not_found: {
    "the document has no such charge": (code) => expect(refusalOf(sale, { charges: { packing: "none" } })).toEqual({ code, chargeId: "packing" })
  },
  restocking_fee_invalid: {
    "below zero": (code) => {
      const fee = { kind: "amount", amount: money(-1), tax: "untaxed" } as const
      expect(refusalOf(sale, { restockingFee: fee })).toEqual({ code, fee })
    },
    "more than the whole": (code) => {
      const fee = { kind: "share", ratePpm: 1_000_001, tax: "untaxed" } as const
      expect(refusalOf(sale, { restockingFee: fee })).toEqual({ code, fee })
    }
  },
  restocking_fee_exceeds_credit: {
    "more than the goods that come back": (code) =>
      expect(refusalOf(sale, { ...lines({ lamp: 1 }), charges: { shipping: "all" }, restockingFee: { kind: "amount", amount: money(112_355), tax: "untaxed" } })).toEqual({ code, fee: 112_355, most: 112_354 }),
    "of a negative document": (code) =>
      expect(refusalOf({ ...sale, totals: mirrored(sale.totals) }, { ...lines({ lamp: 1 }), restockingFee: { kind: "share", ratePpm: 100_000, tax: "untaxed" } })).toEqual({ code, fee: -11_235, most: 0 }),
    "more than the money that goes back": (code) => {
      const paise = originalOf({ priceMode: "inclusive", supply: "none", roundOff: "rupee", lines: [{ id: "clip", unitPrice: money(49), quantity: 1, ratePpm: 0 }] })
      expect(refusalOf(paise, { ...lines({ clip: 1 }), restockingFee: { kind: "amount", amount: money(1), tax: "untaxed" } })).toEqual({ code, fee: 1, most: 0 })
    }
  }
})

it("throws for a state that is not this document's", () => {
  expect(() => creditFor(sale, { lines: { shirt: 4 }, charges: {} }, {})).toThrow(RangeError)
  expect(() => creditFor(sale, { lines: {}, charges: { packing: 1 } }, {})).toThrow(RangeError)
})
