import { describe, expect, it } from "vitest"
import { add, allocate, amountInWords, currencyDecimals, formatMoney, formatRupees, isCurrencyCode, money, mulDiv, parseAmount, subtract, sum } from "./index.ts"

const largest = money(Number.MAX_SAFE_INTEGER)

describe("money", () => {
  it("is whole minor units, and a negative zero is zero", () => {
    expect(() => money(0.1)).toThrow(RangeError)
    expect(() => money(2 ** 53)).toThrow(RangeError)
    expect(money(-0)).toBe(0)
  })

  it("adds and subtracts inside the safe range, and throws outside", () => {
    expect(add(money(10), money(20), money(-5))).toBe(25)
    expect(subtract(money(10), money(20))).toBe(-10)
    expect(sum([])).toBe(0)
    expect(() => add(largest, money(1))).toThrow(RangeError)
    expect(() => subtract(money(-Number.MAX_SAFE_INTEGER), money(1))).toThrow(RangeError)
  })
})

describe("mulDiv", () => {
  it.each([
    ["half-up", 3, -3, 1],
    ["half-even", 2, -2, 0],
    ["half-down", 2, -2, 0],
    ["down", 2, -2, 0],
    ["up", 3, -3, 1],
    ["ceiling", 3, -2, 1],
    ["floor", 2, -3, 0]
  ] as const)("settles halves %s", (rounding, plus, minus, half) => {
    expect(mulDiv(money(5), 1, 2, rounding)).toBe(plus)
    expect(mulDiv(money(-5), 1, 2, rounding)).toBe(minus)
    expect(mulDiv(money(1), 1, 2, rounding)).toBe(half)
  })

  it("keeps the last paisa of a product beyond 2^53", () => {
    expect(mulDiv(largest, largest, largest, "down")).toBe(largest)
    expect(mulDiv(money(9_007_199_254_740_881), 999_979, 999_983, "down")).toBe(9_007_163_225_331_362)
  })

  it("answers no negative zero", () => expect(mulDiv(money(-1), 1, 1000, "half-up")).toBe(0))

  it("throws for a zero or fractional factor, and for a result out of range", () => {
    expect(() => mulDiv(money(1), 1, 0, "down")).toThrow(RangeError)
    expect(() => mulDiv(money(2), 0.5, 1, "down")).toThrow(RangeError)
    expect(() => mulDiv(money(1), Number.NaN, 1, "down")).toThrow(RangeError)
    expect(() => mulDiv(largest, 2, 1, "down")).toThrow(RangeError)
  })
})

describe("allocate", () => {
  it("F4: splits 1.03 into 0.52 and 0.51", () => expect(allocate(money(103), [1, 1])).toEqual([52, 51]))

  it("mirrors a negative amount", () => expect(allocate(money(-5), [1, 1])).toEqual([-3, -2]))

  it("splits nothing without weights, and never answers a negative zero", () => {
    expect(allocate(money(0), [])).toEqual([])
    expect(allocate(money(0), [0, 0])).toEqual([0, 0])
    expect(allocate(money(-1), [1, 2])).toEqual([0, -1])
  })

  it("is exact where products pass 2^53", () => {
    const shares = allocate(largest, [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER, 1])
    expect(shares).toEqual([4_503_599_627_370_495, 4_503_599_627_370_495, 1])
  })

  it("throws where nobody can take the amount, and for impossible weights", () => {
    expect(() => allocate(money(1), [])).toThrow(RangeError)
    expect(() => allocate(money(1), [0])).toThrow(RangeError)
    expect(() => allocate(money(1), [1, -1])).toThrow(RangeError)
    expect(() => allocate(money(1), [0.5])).toThrow(RangeError)
    expect(() => allocate(money(1), [2 ** 53])).toThrow(RangeError)
  })
})

describe("currencies", () => {
  it("F6: have no decimals, two, three, or four", () => {
    expect([currencyDecimals.JPY, currencyDecimals.INR, currencyDecimals.KWD, currencyDecimals.CLF]).toEqual([0, 2, 3, 4])
    expect(isCurrencyCode("INR")).toBe(true)
    expect(["inr", "XAU", "toString", ""].filter(isCurrencyCode)).toEqual([])
  })

  it.each([
    [123_456_789, "INR", "12,34,567.89", "1,234,567.89"],
    [-123_456_789, "KWD", "-1,23,456.789", "-123,456.789"],
    [1_234_567, "JPY", "12,34,567", "1,234,567"],
    [5, "CLF", "0.0005", "0.0005"],
    [0, "JPY", "0", "0"],
    [99_999, "INR", "999.99", "999.99"]
  ] as const)("write %i minor units of %s", (amount, currency, indian, international) => {
    expect(formatMoney(money(amount), currency, "indian")).toBe(indian)
    expect(formatMoney(money(amount), currency, "international")).toBe(international)
  })
})

describe("an amount typed in", () => {
  it.each([["1234.5", "INR", 123_450], ["-0.01", "INR", -1], ["-0", "INR", 0], ["7", "JPY", 7], ["0.001", "BHD", 1], ["90071992547409.91", "INR", Number.MAX_SAFE_INTEGER]] as const)(
    "reads %s %s",
    (text, currency, value) => expect(parseAmount(text, currency)).toEqual({ ok: true, value })
  )

  it.each(["", " 1", "1,000", ".5", "5.", "05", "+1", "--1", "1e3", "0x1", "₹5", "१", "NaN", "1.2.3"])("refuses %j as malformed", (text) =>
    expect(parseAmount(text, "INR")).toEqual({ ok: false, error: { code: "amount_malformed", text } }))

  it("refuses more decimals than the currency has, zeros too", () => {
    expect(parseAmount("1.500", "INR")).toEqual({ ok: false, error: { code: "amount_too_many_decimals", text: "1.500", most: 2 } })
    expect(parseAmount("1.0", "JPY")).toEqual({ ok: false, error: { code: "amount_too_many_decimals", text: "1.0", most: 0 } })
  })

  it("refuses what leaves the safe range", () => {
    for (const text of ["90071992547409.92", "-90071992547409.93", "9".repeat(400)]) {
      expect(parseAmount(text, "INR")).toEqual({ ok: false, error: { code: "amount_out_of_range", text } })
    }
  })
})

describe("rupees as text", () => {
  it.each([
    [0, "₹0.00", "Rupees Zero Only"],
    [1, "₹0.01", "One Paisa Only"],
    [50, "₹0.50", "Fifty Paise Only"],
    [100, "₹1.00", "Rupee One Only"],
    [-500, "-₹5.00", "Minus Rupees Five Only"],
    [100_000, "₹1,000.00", "Rupees One Thousand Only"],
    [12_345_678, "₹1,23,456.78", "Rupees One Lakh Twenty-Three Thousand Four Hundred Fifty-Six and Seventy-Eight Paise Only"],
    [1_000_000_000, "₹1,00,00,000.00", "Rupees One Crore Only"],
    [12_34_56_789_00, "₹12,34,56,789.00", "Rupees Twelve Crore Thirty-Four Lakh Fifty-Six Thousand Seven Hundred Eighty-Nine Only"],
    [largest, "₹9,00,71,99,25,47,409.91", "Rupees Ninety Lakh Seven Thousand One Hundred Ninety-Nine Crore Twenty-Five Lakh Forty-Seven Thousand Four Hundred Nine and Ninety-One Paise Only"]
  ])("%i paise", (paise, digits, words) => {
    expect(formatRupees(money(paise))).toBe(digits)
    expect(amountInWords(money(paise))).toBe(words)
  })
})
