import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { type Money, money, type Rounding } from "../money/index.ts"
import { flatVat, gst, type Levy, rateForLine, supplies, taxCollectedAtSource } from "./index.ts"

const paise = fc.oneof(fc.nat(1_000), fc.nat(10_000_000_000)).map(money)
const ratePpm = fc.constantFrom(0, 1_000, 2_500, 50_000, 180_000, 400_000)
const priceMode = fc.constantFrom("inclusive" as const, "exclusive" as const)
const negated = (amount: Money): Money => money(0 - amount)

/** Half-up of a positive fraction. */
const halfUp = (n: bigint, d: bigint): number => Number((2n * n + d) / (2n * d))

describe("a slab", () => {
  it("is the one that the exact price of a piece falls in", () =>
    fc.assert(fc.property(fc.nat(300_000), fc.constantFrom(50_000, 120_000), fc.integer({ min: 1, max: 9_999 }), fc.nat(400_000), fc.nat(9_999), priceMode, (limit, upToPpm, quantity, unit, odd, mode) => {
      const net = unit * quantity + odd % quantity
      const rate = rateForLine({ kind: "per_piece_slab", limit: money(limit), upToPpm, abovePpm: 180_000 }, { net: money(net), quantity, priceMode: mode })
      // net ÷ quantity ÷ (1 + rate) ≤ limit, in whole numbers.
      const isWithin = (ppm: number) => BigInt(net) * 1_000_000n <= BigInt(limit) * BigInt(quantity) * (mode === "inclusive" ? 1_000_000n + BigInt(ppm) : 1_000_000n)
      if (isWithin(upToPpm)) expect(rate).toEqual({ ok: true, value: upToPpm })
      else if (!isWithin(180_000)) expect(rate).toEqual({ ok: true, value: 180_000 })
      else expect(rate).toMatchObject({ ok: false, error: { code: "no_consistent_rate" } })
    }), { numRuns: 2_000 }))
})

describe("every provider", () => {
  const levies: fc.Arbitrary<Levy> = fc.record({ ratePpm, retailValue: fc.option(paise, { nil: undefined }) })

  it("makes the price again, and mirrors it", () =>
    fc.assert(fc.property(paise, levies, priceMode, fc.constantFrom(...supplies), fc.constantFrom<Rounding>("half-up", "half-even", "half-down", "up", "down"), (amount, levy, mode, supply, rounding) => {
      for (const provider of [gst, flatVat(rounding)]) {
        const retailValue = provider === gst ? levy.retailValue : undefined
        const asked = { ratePpm: levy.ratePpm, retailValue }
        const taxed = provider(amount, asked, mode, supply)
        expect(mode === "inclusive" ? taxed.taxable + taxed.cgst + taxed.sgst + taxed.igst + taxed.cess : taxed.taxable).toBe(amount)
        const back = provider(negated(amount), { ...asked, retailValue: retailValue && negated(retailValue) }, mode, supply)
        expect(back).toEqual({ taxable: negated(taxed.taxable), cgst: negated(taxed.cgst), sgst: negated(taxed.sgst), igst: negated(taxed.igst), cess: 0 })
      }
    }), { numRuns: 1_000 }))

  it("taxes a retail sale price by its exact fraction, half-up, and halves the rate within a state", () =>
    fc.assert(fc.property(paise, paise, ratePpm, priceMode, (amount, retailValue, rate, mode) => {
      const whole = 1_000_000n + BigInt(rate)
      const levy = { ratePpm: rate, retailValue }
      expect(gst(amount, levy, mode, "inter").igst).toBe(halfUp(BigInt(retailValue) * BigInt(rate), whole))
      const half = halfUp(BigInt(retailValue) * BigInt(rate), 2n * whole)
      expect(gst(amount, levy, mode, "intra")).toMatchObject({ cgst: half, sgst: half })
    })))
})

it("a marketplace keeps back equal halves, and within a state as much as between two, but for a paisa", () =>
  fc.assert(fc.property(paise, paise, (sold, back) => {
    const local = taxCollectedAtSource({ supplies: sold, returns: back, supply: "intra" })
    const { net, excessReturns, igst } = taxCollectedAtSource({ supplies: sold, returns: back, supply: "inter" })
    expect(local.cgst).toBe(local.sgst)
    expect(Math.abs(local.cgst + local.sgst - igst)).toBeLessThanOrEqual(1)
    expect(igst).toBe(halfUp(BigInt(net) * 5n, 1_000n))
    expect(net - excessReturns).toBe(sold - back)
    expect(Math.min(net, excessReturns)).toBe(0)
  })))
