import { describe, expect, it } from "vitest"
import { money } from "../money/index.ts"
import { composeInvoice } from "../invoice/index.ts"
import { refusals } from "../testing/refusals.ts"
import { pending, seller } from "../testing/samples.ts"
import { credit, lines, originalOf, sale } from "../testing/story/credit.ts"
import { type Credited, creditFor, creditNoteFigures, type CreditRefusal, type CreditRequest, mirrored, nothingCredited, type Original } from "./index.ts"

const refusalOf = (original: Original, request: CreditRequest, earlier: Credited = nothingCredited): CreditRefusal | undefined => {
  const answer = creditFor(original, earlier, request)
  return answer.ok ? undefined : answer.error
}

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
