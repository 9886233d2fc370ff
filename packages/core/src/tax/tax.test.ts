import { describe, expect, it } from "vitest"
import { money } from "../money/index.ts"
import {
  exclusiveTax, formatPercent, inclusiveTax, isStateCode, parseGstin, parsePercent, placeOfSupply, rateFor, stateByCode, states, supplyBetween,
  type TaxClass
} from "./index.ts"

describe("rates", () => {
  it.each([["18", 180_000], ["0.25", 2_500], ["0.125", 1_250], ["0", 0], ["40.0", 400_000], ["290", 2_900_000], ["0.0001", 1]])("reads %s %", (text, ratePpm) =>
    expect(parsePercent(text)).toEqual({ ok: true, value: ratePpm }))

  it.each(["", " 18", "18%", "+18", "-5", ".5", "18.", "1e1", "018", "0.00001", "١٨", "NaN"])("refuses %j", (text) =>
    expect(parsePercent(text)).toEqual({ ok: false, error: { code: "percent_malformed", text } }))

  it("writes what it reads", () => {
    for (const text of ["0", "0.25", "0.125", "1.5", "18", "0.0001"]) {
      const rate = parsePercent(text)
      expect(rate.ok && formatPercent(rate.value)).toBe(text)
    }
    expect(() => formatPercent(0.5)).toThrow(RangeError)
  })
})

describe("states", () => {
  it("has every code once, in order", () => {
    const codes = states.map((state) => state.code)
    expect(codes).toEqual([...new Set(codes)].sort())
    expect(codes).toHaveLength(41)
  })

  it("levies UTGST in Union territories without legislature only", () =>
    expect(states.filter((state) => state.localTax === "UTGST" && state.validPlaceOfSupply).map((state) => state.code)).toEqual(["04", "26", "31", "35", "38", "97"]))

  it("knows abroad as a place of supply and retired codes as none", () => {
    expect(stateByCode("96").validPlaceOfSupply).toBe(true)
    expect(stateByCode("25").validPlaceOfSupply).toBe(false)
    expect(isStateCode("00")).toBe(false)
  })
})

describe("GSTIN", () => {
  it.each([
    ["27AAPFU0939F1ZV", "27", "registered"],
    ["27AAECG3736E1C2", "27", "tax_collector"],
    ["27AAFT56212B1DO", "27", "tax_deductor"],
    ["0717UNO00154UNU", "07", "un_body_or_embassy"]
  ])("reads %s", (value, stateCode, kind) => expect(parseGstin(value)).toEqual({ ok: true, value: { value, stateCode, kind } }))

  it("has a check digit of 0 where the sum is a multiple of 36", () => expect(parseGstin("27AAPFU1049F1Z0").ok).toBe(true))

  it("refuses the form before the state, and the state before the check digit", () => {
    expect(parseGstin("27aapfu0939f1zv")).toMatchObject({ error: { code: "gstin_malformed" } })
    expect(parseGstin("27AAPFU0939F1ZV\n")).toMatchObject({ error: { code: "gstin_malformed" } })
    expect(parseGstin("00AABCE2207R1Z5")).toMatchObject({ error: { code: "gstin_state_unknown", stateCode: "00" } })
    expect(parseGstin("96AAPFU0939F1ZV")).toMatchObject({ error: { code: "gstin_state_unknown", stateCode: "96" } })
    expect(parseGstin("27AAPFU0939F1ZW")).toEqual({ ok: false, error: { code: "gstin_check_digit_wrong", found: "W", expected: "V" } })
  })
})

describe("place of supply", () => {
  it("is where a consumer's goods are delivered", () => expect(placeOfSupply({ deliveryState: "29" })).toBe("29"))
  it("is where a registered buyer takes them", () =>
    expect(placeOfSupply({ deliveryState: "29", buyer: { gstinState: "27", deliveredTo: "buyer" } })).toBe("29"))
  it("is the buyer's state when they go to another on the buyer's order", () =>
    expect(placeOfSupply({ deliveryState: "29", buyer: { gstinState: "27", deliveredTo: "another" } })).toBe("27"))
  it("decides between CGST with SGST and IGST", () => {
    expect(supplyBetween("27", "27")).toBe("intra")
    expect(supplyBetween("27", "29")).toBe("inter")
  })
})

describe("the rate of a garment", () => {
  const garment: TaxClass = { kind: "per_piece_slab", limit: money(250_000), upToPpm: 50_000, abovePpm: 180_000 }
  const rate = (unitPrice: number, priceMode: "inclusive" | "exclusive") => rateFor(garment, { unitPrice: money(unitPrice), priceMode })

  it("is 5 % up to ₹2,500 exactly, and 18 % from the next paisa", () => {
    expect(rate(250_000, "exclusive")).toEqual({ ok: true, value: 50_000 })
    expect(rate(250_001, "exclusive")).toEqual({ ok: true, value: 180_000 })
  })

  it("looks at the price without GST where GST is included", () => {
    expect(rate(262_500, "inclusive")).toEqual({ ok: true, value: 50_000 })
    expect(rate(295_001, "inclusive")).toEqual({ ok: true, value: 180_000 })
  })

  it("does not exist for an inclusive price above ₹2,625 and up to ₹2,950", () => {
    for (const unitPrice of [262_501, 280_000, 295_000]) {
      expect(rate(unitPrice, "inclusive")).toEqual({
        ok: false,
        error: { code: "no_consistent_rate", unitPrice, lowerRateUpTo: 262_500, higherRateAbove: 295_000 }
      })
    }
  })

  it("tests the net price before it is rounded", () => {
    const odd: TaxClass = { kind: "per_piece_slab", limit: money(99), upToPpm: 50_000, abovePpm: 50_000 }
    // 104 ÷ 1.05 = 99.047…, which rounds to the limit but exceeds it.
    expect(rateFor(odd, { unitPrice: money(103), priceMode: "inclusive" })).toMatchObject({ ok: true })
    expect(rateFor({ ...odd, abovePpm: 60_000 }, { unitPrice: money(104), priceMode: "inclusive" })).toMatchObject({ error: { code: "no_consistent_rate" } })
  })

  it("is the only one of a flat class", () =>
    expect(rateFor({ kind: "flat", ratePpm: 180_000 }, { unitPrice: money(1), priceMode: "inclusive" })).toEqual({ ok: true, value: 180_000 }))
})

describe("tax heads", () => {
  it("leave the taxable value as the remainder of an inclusive price (Rule 35)", () => {
    expect(inclusiveTax(money(10_000), { ratePpm: 180_000 }, "intra")).toEqual({ taxable: 8_474, cgst: 763, sgst: 763, igst: 0, cess: 0 })
    expect(inclusiveTax(money(10_000), { ratePpm: 180_000 }, "inter")).toEqual({ taxable: 8_475, cgst: 0, sgst: 0, igst: 1_525, cess: 0 })
  })

  it("may differ by a paisa between intra and inter: ₹999 at 5 %", () => {
    expect(inclusiveTax(money(99_900), { ratePpm: 50_000 }, "intra").taxable).toBe(95_142)
    expect(inclusiveTax(money(99_900), { ratePpm: 50_000 }, "inter").taxable).toBe(95_143)
  })

  it("take cess by quantity out of an inclusive price first", () =>
    expect(inclusiveTax(money(500_000), { ratePpm: 140_000, fixedCess: money(50_000) }, "inter")).toEqual({ taxable: 394_737, cgst: 0, sgst: 0, igst: 55_263, cess: 50_000 }))

  it("are none without payment of tax, not even cess", () => {
    const levy = { ratePpm: 180_000, cessPpm: 20_000, fixedCess: money(100) }
    for (const supply of ["export_without_payment", "sez_without_payment", "none"] as const) {
      expect(inclusiveTax(money(1_000), levy, supply)).toEqual({ taxable: 1_000, cgst: 0, sgst: 0, igst: 0, cess: 0 })
      expect(exclusiveTax(money(1_000), levy, supply)).toEqual({ taxable: 1_000, cgst: 0, sgst: 0, igst: 0, cess: 0 })
    }
  })

  it("halve the rate, not the tax, down to half of 0.25 %", () =>
    expect(exclusiveTax(money(40_000), { ratePpm: 2_500 }, "intra")).toMatchObject({ cgst: 50, sgst: 50 }))
})
