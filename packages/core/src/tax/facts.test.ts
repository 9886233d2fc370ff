// Rules that answer from facts alone: what is owed when, to whom, and what papers must show.
import { describe, expect, it } from "vitest"
import { money } from "../money/index.ts"
import {
  checkHsn, flatVat, gst, headLabels, hsnDigits, inclusiveTax, parseGstin, pincodeWarning, rateFor, rateForLine, supplyOf, taxClassOn, taxCollectedAtSource,
  type TaxClass, type TaxSchedule
} from "./index.ts"

const slab = (limit: number, upToPpm: number, abovePpm: number): TaxClass => ({ kind: "per_piece_slab", limit: money(limit), upToPpm, abovePpm })

describe("a schedule of tax classes", () => {
  const apparel: TaxSchedule = [
    { from: "2025-09-22", taxClass: slab(250_000, 50_000, 180_000) },
    { from: "2017-07-01", taxClass: slab(100_000, 50_000, 120_000) }
  ]

  it("changes on the day, whatever the order it is written in", () => {
    expect(taxClassOn(apparel, "2025-09-21")).toEqual({ ok: true, value: slab(100_000, 50_000, 120_000) })
    expect(taxClassOn(apparel, "2025-09-22")).toEqual({ ok: true, value: slab(250_000, 50_000, 180_000) })
    expect(taxClassOn(apparel, "2026-11-21")).toEqual({ ok: true, value: slab(250_000, 50_000, 180_000) })
  })

  it("refuses a day before its first class", () => {
    expect(taxClassOn(apparel, "2017-06-30")).toEqual({ ok: false, error: { code: "tax_class_not_in_force", on: "2017-06-30", firstFrom: "2017-07-01" } })
    expect(taxClassOn([], "2026-11-21")).toMatchObject({ error: { firstFrom: null } })
  })

  it.each(["2025-9-22", "22-09-2025", "2025-13-01", "2025-01-32", "2025-09-22T00:00", ""])("throws on %j, which is no date", (date) => {
    expect(() => taxClassOn(apparel, date)).toThrow(RangeError)
    expect(() => taxClassOn([{ from: date, taxClass: { kind: "flat", ratePpm: 0 } }], "2025-09-22")).toThrow(RangeError)
  })
})

describe("the rate of a discounted line", () => {
  const garment = slab(250_000, 50_000, 180_000)

  it("looks at the piece after discount: ₹3,000 less ₹599 is 5 % (CBIC FAQ 33)", () => {
    expect(rateFor(garment, { unitPrice: money(300_000), priceMode: "exclusive" })).toEqual({ ok: true, value: 180_000 })
    expect(rateForLine(garment, { net: money(240_100), quantity: 1, priceMode: "exclusive" })).toEqual({ ok: true, value: 50_000 })
  })

  it("compares the exact fraction of a piece, which rounds to the limit but exceeds it", () => {
    expect(rateForLine(garment, { net: money(750_000), quantity: 3, priceMode: "exclusive" })).toEqual({ ok: true, value: 50_000 })
    expect(rateForLine(garment, { net: money(750_001), quantity: 3, priceMode: "exclusive" })).toEqual({ ok: true, value: 180_000 })
  })

  it("does not exist between ₹2,625 and ₹2,950 with tax, to the third of a paisa", () => {
    const three = (net: number) => rateForLine(garment, { net: money(net), quantity: 3, priceMode: "inclusive" })
    expect(three(787_500)).toEqual({ ok: true, value: 50_000 })
    expect(three(787_501)).toEqual({ ok: false, error: { code: "no_consistent_rate", unitPrice: 262_501, lowerRateUpTo: 262_500, higherRateAbove: 295_000 } })
    expect(three(885_000)).toMatchObject({ error: { unitPrice: 295_000 } })
    expect(three(885_001)).toEqual({ ok: true, value: 180_000 })
  })

  it("is that of the sale where it is taken back, and the lower one for nothing", () => {
    expect(rateForLine(garment, { net: money(-885_001), quantity: 3, priceMode: "inclusive" })).toEqual({ ok: true, value: 180_000 })
    expect(rateForLine(garment, { net: money(0), quantity: 0, priceMode: "inclusive" })).toEqual({ ok: true, value: 50_000 })
    expect(rateForLine({ kind: "flat", ratePpm: 30_000 }, { net: money(1), quantity: 3, priceMode: "inclusive" })).toEqual({ ok: true, value: 30_000 })
  })
})

describe("the supply", () => {
  const facts = { supplierState: "27", placeOfSupply: "27", buyer: "consumer", payment: "under_lut" } as const

  it("stays in a state or leaves it", () => {
    expect(supplyOf(facts)).toBe("intra")
    expect(supplyOf({ ...facts, buyer: "registered", placeOfSupply: "29" })).toBe("inter")
  })

  it("is an export where the place is abroad, whoever buys", () => {
    expect(supplyOf({ ...facts, placeOfSupply: "96" })).toBe("export_without_payment")
    expect(supplyOf({ ...facts, placeOfSupply: "96", buyer: "overseas", payment: "with_payment" })).toBe("export_with_payment")
  })

  it("is none for a buyer from overseas who takes the goods in India", () => expect(supplyOf({ ...facts, buyer: "overseas" })).toBe("intra"))

  it("to a Special Economic Zone is never local", () => {
    expect(supplyOf({ ...facts, buyer: "sez", payment: "with_payment" })).toBe("sez_with_payment")
    expect(supplyOf({ ...facts, buyer: "sez", placeOfSupply: "29" })).toBe("sez_without_payment")
  })

  it("names the state's half of the tax by the state", () => {
    expect(headLabels("27")).toEqual({ cgst: "CGST", sgst: "SGST", igst: "IGST", cess: "Cess" })
    expect([headLabels("07").sgst, headLabels("04").sgst, headLabels("38").sgst, headLabels("96").sgst]).toEqual(["SGST", "UTGST", "UTGST", "SGST"])
  })
})

describe("the HSN code", () => {
  const small = money(5_00_00_000_00)
  const large = money(5_00_00_000_01)

  it("has the digits that turnover and buyer ask for, ₹5 crore being little", () => {
    expect([hsnDigits({ turnoverBefore: small, buyer: "consumer" }), hsnDigits({ turnoverBefore: small, buyer: "registered" }), hsnDigits({ turnoverBefore: small, buyer: "sez" })]).toEqual([0, 4, 4])
    expect([hsnDigits({ turnoverBefore: large, buyer: "consumer" }), hsnDigits({ turnoverBefore: large, buyer: "registered" })]).toEqual([6, 6])
    expect(hsnDigits({ turnoverBefore: small, buyer: "overseas" })).toBe(8)
  })

  it("may be longer, or left out where none is needed", () => {
    expect(checkHsn("61091000", { turnoverBefore: small, buyer: "registered" })).toEqual({ ok: true, value: "61091000" })
    expect(checkHsn("", { turnoverBefore: small, buyer: "consumer" })).toEqual({ ok: true, value: "" })
    expect(checkHsn("996812", { turnoverBefore: small, buyer: "overseas" })).toEqual({ ok: true, value: "996812" })
  })

  it("refuses a malformed one before a short one", () => {
    expect(checkHsn("610", { turnoverBefore: large, buyer: "consumer" })).toEqual({ ok: false, error: { code: "hsn_malformed", hsnCode: "610" } })
    expect(checkHsn("6109.10", { turnoverBefore: large, buyer: "consumer" })).toMatchObject({ error: { code: "hsn_malformed" } })
    expect(checkHsn("6109", { turnoverBefore: large, buyer: "consumer" })).toEqual({ ok: false, error: { code: "hsn_too_short", hsnCode: "6109", digits: 6 } })
    expect(checkHsn("9968", { turnoverBefore: small, buyer: "overseas" })).toMatchObject({ error: { code: "hsn_too_short", digits: 6 } })
  })
})

describe("a pincode", () => {
  it("is remarked on where only other states use its digits", () =>
    expect(pincodeWarning("400001", "29")).toEqual({ code: "pincode_unusual_for_state", pincode: "400001", stateCode: "29", usualStates: ["27"] }))

  it("is at home in each of the states that share its digits", () => {
    for (const [pincode, ...shared] of [["160017", "03", "04"], ["403001", "27", "30"], ["500001", "36", "37"], ["194101", "01", "38"]] as const) {
      for (const state of shared) expect(pincodeWarning(pincode, state)).toBeUndefined()
    }
    expect(pincodeWarning("160017", "06")?.usualStates).toEqual(["03", "04"])
  })

  it("is not remarked on where no list knows it, or the state", () => {
    for (const [pincode, state] of [["900056", "27"], ["999999", "96"], ["400001", "97"], ["4000", "97"], ["", "27"]] as const) expect(pincodeWarning(pincode, state)).toBeUndefined()
  })
})

describe("a GSTIN of a sandbox", () => {
  it("may have a wrong check digit, but no wrong form or state", () => {
    expect(parseGstin("01AABCE2207R1Z5", { checksum: false })).toEqual({ ok: true, value: { value: "01AABCE2207R1Z5", stateCode: "01", kind: "registered" } })
    expect(parseGstin("88AAACD8017H1ZX", { checksum: false })).toMatchObject({ error: { code: "gstin_state_unknown" } })
    expect(parseGstin("02AMBPG7773M002", { checksum: false })).toMatchObject({ error: { code: "gstin_malformed" } })
    expect(parseGstin("01AABCE2207R1Z5", { checksum: true })).toMatchObject({ error: { code: "gstin_check_digit_wrong" } })
  })
})

describe("tax collected by a marketplace", () => {
  it("is 0.25 % and 0.25 %, or 0.5 %, of what was sold less what came back", () => {
    expect(taxCollectedAtSource({ supplies: money(10_00_000), returns: money(2_00_000), supply: "intra" }))
      .toEqual({ net: 8_00_000, excessReturns: 0, cgst: 2_000, sgst: 2_000, igst: 0 })
    expect(taxCollectedAtSource({ supplies: money(10_00_100), returns: money(0), supply: "inter" }))
      .toEqual({ net: 10_00_100, excessReturns: 0, cgst: 0, sgst: 0, igst: 5_001 })
  })

  it("is nothing where more came back than was sold", () =>
    expect(taxCollectedAtSource({ supplies: money(100), returns: money(1_000), supply: "intra" })).toEqual({ net: 0, excessReturns: 900, cgst: 0, sgst: 0, igst: 0 }))

  it("throws on amounts below zero", () => {
    expect(() => taxCollectedAtSource({ supplies: money(-1), returns: money(0), supply: "intra" })).toThrow(RangeError)
    expect(() => taxCollectedAtSource({ supplies: money(0), returns: money(-1), supply: "intra" })).toThrow(RangeError)
  })
})

describe("goods taxed on their retail sale price (Rule 31D)", () => {
  const tobacco = { ratePpm: 400_000, retailValue: money(1_00_000_00) }

  it("owe 40/140 of it whatever they are sold for: the portal's example of 1,000 packs of ₹100", () => {
    expect(gst(money(60_000_00), tobacco, "exclusive", "inter")).toEqual({ taxable: 60_000_00, cgst: 0, sgst: 0, igst: 28_571_43, cess: 0 })
    expect(gst(money(90_000_00), tobacco, "inclusive", "inter")).toEqual({ taxable: 61_428_57, cgst: 0, sgst: 0, igst: 28_571_43, cess: 0 })
  })

  it("are taxed as others where they are sold at it", () =>
    expect(gst(money(1_00_000_00), tobacco, "inclusive", "intra")).toEqual(inclusiveTax(money(1_00_000_00), { ratePpm: 400_000 }, "intra")))
})

describe("a value-added tax", () => {
  it("is one tax, wherever the goods go, rounded as the country rounds", () => {
    expect(flatVat()(money(999), { ratePpm: 200_000 }, "exclusive", "intra")).toEqual({ taxable: 999, cgst: 0, sgst: 0, igst: 200, cess: 0 })
    expect(flatVat("down")(money(999), { ratePpm: 100_000 }, "inclusive", "inter")).toEqual({ taxable: 909, cgst: 0, sgst: 0, igst: 90, cess: 0 })
    expect(flatVat("up")(money(999), { ratePpm: 100_000 }, "inclusive", "inter")).toMatchObject({ taxable: 908, igst: 91 })
  })

  it("is not levied on exports without payment", () =>
    expect(flatVat()(money(999), { ratePpm: 200_000 }, "inclusive", "export_without_payment")).toEqual({ taxable: 999, cgst: 0, sgst: 0, igst: 0, cess: 0 }))

  it("throws on what only India levies", () => {
    for (const levy of [{ cessPpm: 1 }, { fixedCess: money(1) }, { retailValue: money(1) }]) {
      expect(() => flatVat()(money(1), { ratePpm: 0, ...levy }, "exclusive", "intra")).toThrow(RangeError)
    }
  })
})
