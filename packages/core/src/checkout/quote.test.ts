import { describe, expect, it } from "vitest"
import { money } from "../money/index.ts"
import { asha, atta, earphones, kurta, pricing, rohan, rohansGstin } from "../testing/samples.ts"
import { destinationOf, type PricingPolicy, quote, type QuoteRequest } from "./index.ts"

const oneOf = (item: typeof kurta, quantity = 1) => ({ lineId: item.sku, item, quantity })
const lines = [oneOf(kurta)]

const price = (request: Partial<QuoteRequest>, policy: Partial<PricingPolicy> = {}) => {
  const quoted = quote({ ...pricing, ...policy }, { lines, codFee: "not_charged", ...request })
  if (!quoted.ok) throw new Error(quoted.error.code)
  return quoted.value
}

describe("the place of supply", () => {
  it("is the shop's own state, as an estimate, before there is an address", () =>
    expect(price({})).toMatchObject({ estimated: true, supplierState: "29", placeOfSupply: "29", supply: "intra", totals: { cgst: 2_500, sgst: 2_500, igst: 0 } }))

  it("is the consumer's state: CGST and SGST at home", () =>
    expect(price({ destination: destinationOf(asha, { deliveredTo: "buyer" }) }))
      .toMatchObject({ estimated: false, placeOfSupply: "29", supply: "intra", totals: { taxable: 100_000, cgst: 2_500, sgst: 2_500, igst: 0, grandTotal: 105_000 } }))

  it("is the consumer's state: IGST in another, of the same total", () =>
    expect(price({ destination: destinationOf(rohan, { deliveredTo: "buyer" }) }))
      .toMatchObject({ estimated: false, placeOfSupply: "27", supply: "inter", totals: { taxable: 100_000, cgst: 0, sgst: 0, igst: 5_000, grandTotal: 105_000 } }))

  it("F37: makes no difference to prices as they were entered: a parcel that goes to another state, and home again after all, costs what it cost", () => {
    const [home, away, again] = [asha, rohan, asha].map((to) => price({ lines: [oneOf({ ...kurta, unitPrice: money(19_999) }, 3)], destination: destinationOf(to, { deliveredTo: "buyer" }), shippingRate: money(5_000) }))
    expect(again).toEqual(home)
    expect([home, away].map((quoted) => quoted!.totals.totalBeforeRoundOff)).toEqual([64_997, 64_997])
  })

  it("is where a registered buyer takes the goods", () =>
    expect(price({ destination: destinationOf(asha, { gstin: rohansGstin, deliveredTo: "buyer" }) })).toMatchObject({ placeOfSupply: "29", supply: "intra" }))

  it("is the registered buyer's own state when another takes them on the buyer's order", () =>
    expect(price({ destination: destinationOf(asha, { gstin: rohansGstin, deliveredTo: "another" }) })).toMatchObject({ placeOfSupply: "27", supply: "inter", totals: { igst: 5_000 } }))

  it("is the delivery's when a consumer sends a gift to another", () =>
    expect(price({ destination: destinationOf(rohan, { deliveredTo: "another" }) })).toMatchObject({ placeOfSupply: "27", supply: "inter" }))

  it("is at home inside a Union territory, whose tax is carried where a state's is", () =>
    expect(price({ destination: destinationOf({ ...asha, stateCode: "04" }, { deliveredTo: "buyer" }) }, { supplierState: "04" }))
      .toMatchObject({ placeOfSupply: "04", supply: "intra", totals: { cgst: 2_500, sgst: 2_500, igst: 0 } }))
})

describe("the goods", () => {
  it("cost what they cost, at prices with tax", () =>
    expect(price({ lines: [oneOf(kurta, 2), oneOf(atta)] }).totals).toMatchObject({ grandTotal: 237_500, lines: [{ id: "kurta", ratePpm: 50_000, total: 210_000 }, { id: "atta", ratePpm: 0, tax: 0 }] }))

  it("cost their tax on top, at prices without", () =>
    expect(price({}, { priceMode: "exclusive" }).totals).toMatchObject({ taxable: 105_000, cgst: 2_625, sgst: 2_625, grandTotal: 110_300, roundOff: 50 }))

  it("are taxed by the price of a piece, whatever the quantity", () => {
    const dear = { ...kurta, unitPrice: money(295_001) }
    expect(price({ lines: [oneOf(kurta, 100), { ...oneOf(dear), lineId: "dear" }] }).totals.lines).toMatchObject([{ ratePpm: 50_000 }, { ratePpm: 180_000 }])
  })

  it("say why they are not taxed, where that is more than a rate of 0 %", () => {
    const { lines } = price({ lines: [oneOf({ ...atta, treatment: "exempt" }), oneOf(kurta)] }).totals
    expect(lines.map(({ treatment }) => treatment)).toEqual(["exempt", undefined])
  })

  it("are refused where a price fits neither rate, and the line is named", () =>
    expect(quote(pricing, { lines: [oneOf(atta), oneOf({ ...kurta, unitPrice: money(280_000) })], codFee: "not_charged" })).toEqual({
      ok: false, error: { code: "no_consistent_rate", lineId: "kurta", unitPrice: 280_000, lowerRateUpTo: 262_500, higherRateAbove: 295_000 }
    }))

  it("are refused as totals refuse them", () =>
    expect(quote(pricing, { lines: [oneOf(kurta, 0.5)], codFee: "not_charged" })).toMatchObject({ ok: false, error: { code: "quantity_invalid", lineId: "kurta" } }))

  it("may be none", () => expect(price({ lines: [] }).totals).toMatchObject({ grandTotal: 0, lines: [], charges: [] }))
})

describe("what comes on top", () => {
  it("is shipping, taxed with the goods in proportion", () => {
    const { charges, grandTotal } = price({ lines: [oneOf(kurta), oneOf({ ...earphones, unitPrice: money(105_000) })], shippingRate: money(5_000) }).totals
    expect(charges).toMatchObject([{ id: "shipping", amount: 5_000, total: 5_000, parts: [{ ratePpm: 50_000 }, { ratePpm: 180_000 }] }])
    expect(grandTotal).toBe(215_000)
  })

  it("is nothing for free shipping, which is still named", () => {
    const { charges, grandTotal } = price({ shippingRate: money(0) }).totals
    expect(charges).toMatchObject([{ id: "shipping", amount: 0, tax: 0 }])
    expect(grandTotal).toBe(105_000)
  })

  it("is no shipping before a method was chosen", () => expect(price({}).totals.charges).toEqual([]))

  it("is the fee for cash at the door, taxed like the goods", () =>
    expect(price({ codFee: "charged" }).totals).toMatchObject({ grandTotal: 109_900, charges: [{ id: "cod_fee", amount: 4_900, parts: [{ ratePpm: 50_000 }] }] }))

  it("is no fee where the shop asks none", () => expect(price({ codFee: "charged" }, { codFee: money(0) }).totals.charges).toEqual([]))

  it("is taxed by a rate of its own where the shop says so", () =>
    expect(price({ shippingRate: money(11_800) }, { chargeTax: { taxPolicy: "fixed", ratePpm: 180_000 } }).totals.charges).toMatchObject([{ taxable: 10_000, cgst: 900, sgst: 900 }]))

  it("is rounded to whole rupees, or not, as the shop says", () => {
    const odd = [oneOf({ ...atta, unitPrice: money(27_549) })]
    expect(price({ lines: odd }).totals).toMatchObject({ roundOff: -49, grandTotal: 27_500 })
    expect(price({ lines: odd }, { roundOff: "none" }).totals).toMatchObject({ roundOff: 0, grandTotal: 27_549 })
  })
})
