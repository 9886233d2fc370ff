import fc from "fast-check"
import { describe, expect, it } from "vitest"
import type { PricingPolicy } from "../checkout/index.ts"
import { id } from "../id.ts"
import { orderMachine, type PlacedOrder } from "../order/index.ts"
import { asha, atta, express, placement, rohan, rohansGstin, seller } from "../testing/samples.ts"
import { anyInvoiced } from "./arbitrary.ts"
import { composeInvoice, type InvoiceDocument } from "./index.ts"

const heads = ["taxable", "cgst", "sgst", "igst", "cess"] as const
const total = (amounts: ReadonlyArray<number>) => amounts.reduce((sum, amount) => sum + amount, 0)

const law = (sentence: string, holds: (document: InvoiceDocument, order: PlacedOrder, pricing: PricingPolicy) => void) =>
  it(sentence, () => fc.assert(fc.property(anyInvoiced, ({ document, order, pricing }) => { holds(document, order, pricing) }), { numRuns: 300 }))

describe("the invoice of any order", () => {
  law("adds up: its lines make its totals in every head, and to the last paisa", ({ lines, totals }) => {
    for (const head of heads) expect(total(lines.map((line) => line[head]))).toBe(totals[head])
    for (const line of lines) expect(line.total).toBe(total(heads.map((head) => line[head])))
    expect(totals.tax).toBe(totals.cgst + totals.sgst + totals.igst + totals.cess)
    expect(total(lines.map((line) => line.total))).toBe(totals.totalBeforeRoundOff)
    expect(totals.totalBeforeRoundOff + totals.roundOff).toBe(totals.grandTotal)
  })

  law("has the order's own figures", ({ totals, placeOfSupply, supply, due }, { quote, paidAmount }) => {
    for (const head of heads) expect(totals[head]).toBe(quote.totals[head])
    expect({ placeOfSupply, supply, grandTotal: totals.grandTotal }).toEqual({ placeOfSupply: quote.placeOfSupply, supply: quote.supply, grandTotal: quote.totals.grandTotal })
    expect(due).toBe(totals.grandTotal - paidAmount)
  })

  law("has a tax table that makes its totals, a row for each code at each rate, in order", ({ lines, taxTable, totals }) => {
    for (const head of heads) expect(total(taxTable.map((row) => row[head]))).toBe(totals[head])
    const keys = taxTable.map(({ hsnCode, ratePpm }) => ({ hsnCode, ratePpm }))
    expect(new Set(keys.map((key) => JSON.stringify(key))).size).toBe(keys.length)
    expect(keys).toEqual(keys.toSorted((a, b) => a.hsnCode === b.hsnCode ? a.ratePpm - b.ratePpm : a.hsnCode < b.hsnCode ? -1 : 1))
    for (const row of taxTable) {
      const taxed = lines.filter((line) => line.hsnCode === row.hsnCode && line.ratePpm === row.ratePpm)
      expect(taxed.length).toBeGreaterThan(0)
      for (const head of heads) expect(row[head]).toBe(total(taxed.map((line) => line[head])))
    }
  })

  law("prices every line in its own mode: quantity times price less discount", ({ lines, priceMode }) => {
    for (const line of lines) {
      expect(line.gross).toBe(line.unitPrice * line.quantity)
      expect(line.gross - line.discount).toBe(priceMode === "inclusive" ? line.total : line.taxable)
    }
  })

  law("carries each charge under a code of the goods that it brings, taxed at its rate", ({ lines }, order, { chargeTax }) => {
    const goods = lines.filter((line) => line.kind === "goods")
    for (const charge of lines.filter((line) => line.kind === "charge")) {
      const alike = goods.filter((line) => line.ratePpm === charge.ratePpm)
      if (chargeTax.taxPolicy !== "fixed") expect(alike.length).toBeGreaterThan(0)
      if (alike.length === 0) expect(charge.hsnCode).toBe("9968")
      else expect(alike.filter((line) => line.hsnCode === charge.hsnCode).map((line) => line.taxable)).toContain(Math.max(...alike.map((line) => line.taxable)))
    }
    expect(goods.length).toBe(order.lines.length)
    expect(total(lines.filter((line) => line.kind === "charge").map((line) => line.gross))).toBe(order.quote.totals.chargesTotal)
  })

  law("says its grand total in words", ({ amountInWords, totals }) => expect(paiseOf(amountInWords)).toBe(totals.grandTotal))

  law("is plain data: JSON gives it back as it was", (document) => expect(JSON.parse(JSON.stringify(document))).toStrictEqual(document))
})

describe("an invoice", () => {
  const composed = (details: Partial<typeof placement> = {}) =>
    composeInvoice(orderMachine().evolve({ status: "unplaced" }, { type: "OrderPlaced", ...placement, ...details, expiresAt: 9, at: 7 }) as PlacedOrder, seller, "inclusive")

  it("names who sold, who is billed, and where it went", () =>
    expect(composed({ billing: { address: rohan, gstin: rohansGstin, deliveredTo: "another" } })).toMatchObject({
      type: "sale", orderNumber: "ORD-2026-000001", orderedAt: 7, seller, reverseCharge: false, paymentMethod: "upi",
      buyer: { address: rohan, gstin: rohansGstin, email: "asha@example.in", phone: "+919845012345" }, deliveryAddress: asha
    }))

  it("is called what the law calls it: by what is taxed on it, and who buys", () => {
    const business = { billing: { address: rohan, gstin: rohansGstin, deliveredTo: "buyer" as const } }
    const atRate = (isTaxed: boolean) => (ratePpm: number) => ratePpm > 0 === isTaxed
    const supplied = (goods: (ratePpm: number) => boolean, charges: (ratePpm: number) => boolean): Partial<typeof placement> => {
      const { totals } = placement.quote
      const ids = totals.lines.filter(({ ratePpm }) => goods(ratePpm)).map((line) => line.id)
      const kept = totals.charges.map((charge) => ({ ...charge, parts: charge.parts.filter(({ ratePpm }) => charges(ratePpm)) }))
      return { lines: placement.lines.filter(({ lineId }) => ids.includes(lineId)), quote: { ...placement.quote, totals: { ...totals, charges: kept } } }
    }
    const untaxed = supplied(atRate(false), atRate(false))
    const carried = supplied(atRate(false), atRate(true))
    const taxed = supplied(atRate(true), atRate(true))
    const titles = [{}, untaxed, carried, taxed].flatMap((sold) => [composed(sold), composed({ ...sold, ...business })]).map(({ title }) => title)
    expect(titles).toEqual(["invoice_cum_bill_of_supply", "tax_invoice", "bill_of_supply", "bill_of_supply", "invoice_cum_bill_of_supply", "tax_invoice", "tax_invoice", "tax_invoice"])
  })

  it("of a consumer names no GSTIN", () => expect(composed().buyer).toStrictEqual({ address: asha, email: "asha@example.in", phone: "+919845012345" }))

  it("describes goods with their variant, and shipping by its name", () => {
    const [{ item: first, ...line }, ...others] = placement.lines as [typeof placement.lines[0] & {}, ...typeof placement.lines]
    expect(composed({ lines: [{ ...line, item: { ...first, variantName: "M" } }, ...others] }).lines).toMatchObject([
      { kind: "goods", description: "Cotton kurta, M", sku: "kurta", hsnCode: "610910", quantity: 2, unit: "NOS", unitPrice: 105_000 },
      { kind: "goods", description: "Atta, loose", hsnCode: atta.hsnCode },
      { kind: "charge", description: "Shipping", quantity: 1, unit: "NA", hsnCode: "1101" },
      { kind: "charge", description: "Shipping", hsnCode: "610910" }
    ])
  })

  it("throws on an order whose figures miss a line: nobody can have meant it", () =>
    expect(() => composed({ lines: placement.lines.map((line) => ({ ...line, lineId: id<"order_line">("lost") })), shippingMethod: express })).toThrow("The order's totals have no line lost"))
})

/** Reads an amount in words back, by adding up what each word is worth. */
const paiseOf = (words: string): number => {
  const [rupees = "", paise = ""] = words.replace(/ Only$/, "").replace(/^(\S+ Pais[ae])$/, "Rupees Zero and $1").split(" and ")
  const worth = (text: string): number => {
    let sum = 0
    let group = 0
    for (const word of text.split(/[ -]/)) {
      const scale = { Hundred: 100, Thousand: 1_000, Lakh: 100_000, Crore: 10_000_000 }[word]
      if (scale === 100) group *= 100
      else if (scale) { sum += group * scale; group = 0 }
      else group += ones.indexOf(word) > 0 ? ones.indexOf(word) : 10 * (tens.indexOf(word) + 1)
    }
    return sum + group
  }
  return 100 * worth(rupees.replace(/^Rupees? /, "")) + (paise ? worth(paise.replace(/ Pais[ae]$/, "")) : 0)
}
const ones = "Zero One Two Three Four Five Six Seven Eight Nine Ten Eleven Twelve Thirteen Fourteen Fifteen Sixteen Seventeen Eighteen Nineteen".split(" ")
const tens = "Ten Twenty Thirty Forty Fifty Sixty Seventy Eighty Ninety".split(" ")
