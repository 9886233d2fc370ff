import { describe, expect, it } from "vitest"
import { financialYearOf, formatNumber, invoiceSeries, orderSeries, periodOf, type Series } from "./index.ts"

const at = (text: string) => Date.parse(text)
const november = at("2026-11-20T10:00:00+05:30")

describe("the financial year", () => {
  it("runs from 1 April to 31 March in India", () => {
    expect(financialYearOf(at("2026-04-01T00:00:00+05:30"))).toEqual({ startYear: 2026, label: "2026-27" })
    expect(financialYearOf(at("2027-03-31T23:59:59.999+05:30"))).toEqual({ startYear: 2026, label: "2026-27" })
    expect(financialYearOf(at("2027-04-01T00:00:00+05:30"))).toEqual({ startYear: 2027, label: "2027-28" })
  })

  it("begins at 18:30 UTC on 31 March", () => {
    expect(financialYearOf(at("2026-03-31T18:29:59.999Z")).startYear).toBe(2025)
    expect(financialYearOf(at("2026-03-31T18:30:00.000Z")).startYear).toBe(2026)
  })

  it("keeps two digits at the turn of a century", () => expect(financialYearOf(at("2099-06-01T00:00:00Z")).label).toBe("2099-00"))

  it("throws on what is no instant", () => expect(() => financialYearOf(Number.NaN)).toThrow(RangeError))
})

describe("numbers", () => {
  it("are INV-2026-000001 and ORD-2026-000001", () => {
    expect(formatNumber(invoiceSeries, november, 1)).toEqual({ ok: true, value: "INV-2026-000001" })
    expect(formatNumber(orderSeries, november, 1)).toEqual({ ok: true, value: "ORD-2026-000001" })
  })

  it("carry the day where the series starts again every day", () =>
    expect(formatNumber({ ...orderSeries, reset: "day" }, november, 1)).toEqual({ ok: true, value: "ORD-20261120-000001" }))

  it("count by the financial year's first year, the calendar year, or the Indian day", () => {
    const newYear = at("2026-12-31T18:30:00Z")
    expect(periodOf(invoiceSeries, newYear)).toBe("2026")
    expect(periodOf(orderSeries, newYear)).toBe("2027")
    expect(periodOf({ ...orderSeries, reset: "day" }, newYear)).toBe("20270101")
  })

  it("grow past their zeros until Rule 46(b) stops a tax document at 16 characters", () => {
    expect(formatNumber(invoiceSeries, november, 9_999_999)).toEqual({ ok: true, value: "INV-2026-9999999" })
    expect(formatNumber(invoiceSeries, november, 10_000_000)).toEqual({
      ok: false,
      error: { code: "number_too_long", number: "INV-2026-10000000", maxLength: 16 }
    })
    expect(formatNumber(orderSeries, november, 10_000_000)).toEqual({ ok: true, value: "ORD-2026-10000000" })
  })

  it.each(["inv", "0A", "-A", "/A", "A B", "É", "A_B"])("refuse the prefix %j", (prefix) =>
    expect(formatNumber({ ...invoiceSeries, prefix } satisfies Series, november, 1)).toMatchObject({ error: { code: "number_malformed" } }))

  it("accept slashes inside, as many shops print them", () =>
    expect(formatNumber({ ...invoiceSeries, prefix: "MH/26", digits: 4 }, november, 7)).toEqual({ ok: true, value: "MH/26-2026-0007" }))

  it.each([0, -1, 1.5, Number.NaN, 2 ** 53])("refuse the sequence %d", (sequence) =>
    expect(formatNumber(invoiceSeries, november, sequence)).toMatchObject({ error: { code: "sequence_invalid" } }))
})
