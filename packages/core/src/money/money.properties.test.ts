import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { allocate, type CurrencyCode, currencyDecimals, formatMoney, formatRupees, type Money, money, mulDiv, parseAmount, type Rounding, sum } from "./index.ts"

const amount = fc.oneof(fc.integer({ min: -10_000, max: 10_000 }), fc.maxSafeInteger()).map(money)
const weight = fc.oneof(fc.integer({ min: 0, max: 3 }), fc.nat(1_000_000), fc.maxSafeNat())
const weights = fc.array(weight, { minLength: 1, maxLength: 40 }).filter((all) => all.some((each) => each > 0))
const roundings: ReadonlyArray<Rounding> = ["half-up", "half-even", "half-down", "up", "down", "ceiling", "floor"]

const negated = (value: number): Money => money(0 - value)

describe("allocate, whatever the size", () => {
  it("conserves the amount", () =>
    fc.assert(fc.property(amount, weights, (whole, all) => { expect(sum(allocate(whole, all))).toBe(whole) }), { numRuns: 2000 }))

  it("mirrors the sign", () =>
    fc.assert(fc.property(amount, weights, (whole, all) => { expect(allocate(negated(whole), all)).toEqual(allocate(whole, all).map(negated)) })))

  it("gives nothing to zero weights, and no other weight more than a unit beside its exact share", () =>
    fc.assert(fc.property(amount, weights, (whole, all) => {
      const total = all.reduce((sofar, each) => sofar + BigInt(each), 0n)
      allocate(whole, all).forEach((share, i) => {
        const off = BigInt(share) * total - BigInt(whole) * BigInt(all[i]!)
        expect(off > -total && off < total).toBe(true)
        if (all[i] === 0) expect(share).toBe(0)
      })
    }), { numRuns: 1000 }))

  it("favours the larger remainder, and the earlier of equals", () =>
    fc.assert(fc.property(amount, weights, (whole, all) => {
      const total = all.reduce((sofar, each) => sofar + BigInt(each), 0n)
      const size = BigInt(Math.abs(whole))
      const floors = all.map((each) => size * BigInt(each) / total)
      const remainders = all.map((each) => size * BigInt(each) % total)
      const left = Number(size - floors.reduce((sofar, each) => sofar + each, 0n))
      const lucky = all.map((_, i) => i).sort((a, b) => (remainders[a]! > remainders[b]! ? -1 : remainders[a]! < remainders[b]! ? 1 : a - b)).slice(0, left)
      const shares = floors.map((floor, i) => Number(floor) + (lucky.includes(i) ? 1 : 0))
      expect(allocate(money(Math.abs(whole)), all)).toEqual(shares)
    }), { numRuns: 1000 }))

  it("splits evenly however many equals there are", () =>
    fc.assert(fc.property(fc.nat(100_000), fc.integer({ min: 1, max: 500 }), (whole, count) => {
      const shares = allocate(money(whole), Array.from({ length: count }, () => 7))
      expect(shares).toEqual([...shares].sort((a, b) => b - a))
      expect(shares[0]! - shares.at(-1)!).toBeLessThanOrEqual(1)
    })))
})

describe("mulDiv", () => {
  const factor = fc.oneof(fc.integer({ min: -1_000_000, max: 1_000_000 }), fc.maxSafeInteger())

  it.each(roundings)("agrees with fractions in BigInt, rounding %s", (rounding) =>
    fc.assert(fc.property(amount, factor, factor.filter((each) => each !== 0), (value, numerator, denominator) => {
      const exact = { n: BigInt(value) * BigInt(numerator), d: BigInt(denominator) }
      const negative = (exact.n < 0n) !== (exact.d < 0n)
      const n = exact.n < 0n ? -exact.n : exact.n
      const d = exact.d < 0n ? -exact.d : exact.d
      const floor = n / d
      const above: Readonly<Record<Rounding, boolean>> = {
        "half-up": 2n * (n % d) >= d,
        "half-even": 2n * (n % d) > d || (2n * (n % d) === d && floor % 2n === 1n),
        "half-down": 2n * (n % d) > d,
        up: n % d > 0n,
        down: false,
        ceiling: !negative && n % d > 0n,
        floor: negative && n % d > 0n
      }
      const rounded = Number((negative ? -1n : 1n) * (floor + (above[rounding] ? 1n : 0n)))
      if (Number.isSafeInteger(rounded)) expect(mulDiv(value, numerator, denominator, rounding)).toBe(rounded)
      else expect(() => mulDiv(value, numerator, denominator, rounding)).toThrow(RangeError)
    }), { numRuns: 2000 }))

  it("mirrors the sign, but for ceiling and floor, which mirror each other", () =>
    fc.assert(fc.property(amount, fc.nat(1_000_000), fc.integer({ min: 1, max: 1_000_000 }), fc.constantFrom(...roundings), (value, numerator, denominator, rounding) => {
      const mirrored = rounding === "ceiling" ? "floor" : rounding === "floor" ? "ceiling" : rounding
      const by = (each: Money, how: Rounding) => {
        try { return mulDiv(each, numerator, denominator, how) } catch { return undefined }
      }
      const there = by(value, rounding)
      expect(by(negated(value), mirrored)).toBe(there === undefined ? undefined : negated(there))
    })))
})

describe("an amount as text", () => {
  const currency = fc.constantFrom(...Object.keys(currencyDecimals) as ReadonlyArray<CurrencyCode>)

  it("F6: reads back as the amount in every currency and grouping", () =>
    fc.assert(fc.property(amount, currency, fc.constantFrom("indian" as const, "international" as const), (value, code, grouping) => {
      expect(parseAmount(formatMoney(value, code, grouping).replaceAll(",", ""), code)).toEqual({ ok: true, value })
    })))

  it("reads back without its last zeros, too", () =>
    fc.assert(fc.property(amount, currency, (value, code) => {
      const shortened = formatMoney(value, code, "international").replaceAll(",", "").replace(/(\.\d*?)0+$/, "$1").replace(/\.$/, "")
      expect(parseAmount(shortened, code)).toEqual({ ok: true, value })
    })))

  it("has a comma after every three digits, or after three and then every two", () =>
    fc.assert(fc.property(amount, (value) => {
      expect(formatMoney(value, "JPY", "international")).toMatch(/^-?\d{1,3}(,\d{3})*$/)
      expect(formatMoney(value, "JPY", "indian")).toMatch(/^-?(\d{1,3}|\d{1,2}(,\d{2})*,\d{3})$/)
    })))
})

it("rupees read back as the amount", () =>
  fc.assert(fc.property(amount, (value) => { expect(Number(formatRupees(value).replace(/[₹,.]/g, "")) + 0).toBe(value) })))
