import { createHash } from "node:crypto"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { creditNoteSeries, financialYearOf, formatNumber, invoiceSeries, irnOf, orderSeries, periodOf, type Series } from "./index.ts"

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
  it("of credit notes are a series of their own, which begins again with the financial year (CGST Rule 53(1A))", () => {
    expect(formatNumber(creditNoteSeries, november, 1)).toEqual({ ok: true, value: "CRN-2026-000001" })
    expect(formatNumber(creditNoteSeries, at("2027-03-31T12:00:00+05:30"), 999_999)).toEqual({ ok: true, value: "CRN-2026-999999" })
    expect(periodOf(creditNoteSeries, at("2027-04-01T00:00:00+05:30"))).toBe("2027")
    expect(formatNumber(creditNoteSeries, november, 100_000_000)).toMatchObject({ error: { code: "number_too_long", maxLength: 16 } })
  })

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

  it("stand as the format says", () => {
    expect(formatNumber({ ...invoiceSeries, format: "{prefix}/{financialYear}/{sequence}", digits: 3 }, november, 1)).toEqual({ ok: true, value: "INV/2026-27/001" })
    expect(formatNumber({ ...invoiceSeries, format: "{sequence}", digits: 1 }, november, 12)).toEqual({ ok: true, value: "12" })
    expect(formatNumber({ ...orderSeries, reset: "day", format: "{period}/{sequence}" }, november, 7)).toEqual({ ok: true, value: "20261120/000007" })
    expect(formatNumber({ ...orderSeries, prefix: "" }, november, 7)).toEqual({ ok: true, value: "2026-000007" })
  })

  it.each<[string, Series["reset"]]>([
    ["{prefix}-{period}", "financial_year"],
    ["{prefix}-{sequence}", "calendar_year"],
    ["{financialYear}/{sequence}", "calendar_year"],
    ["{financialYear}/{sequence}", "day"],
    ["{prefix}-{month}-{period}-{sequence}", "day"],
    ["{toString}-{sequence}", "financial_year"],
    ["", "financial_year"]
  ])("refuse the format %j for a series by %s", (format, reset) =>
    expect(formatNumber({ ...invoiceSeries, format, reset }, november, 1)).toMatchObject({ error: { code: "number_malformed" } }))

  it("never repeat, in any format that is not refused", () => {
    const parts = fc.array(fc.constantFrom("{prefix}", "{period}", "{financialYear}", "{sequence}", "-", "/"), { minLength: 1, maxLength: 7 }).map((some) => some.join(""))
    const counted = fc.record({ at: fc.integer({ min: at("2024-01-01"), max: at("2028-12-31") }), sequence: fc.integer({ min: 1, max: 30 }) })
    fc.assert(fc.property(parts, fc.constantFrom<Series["reset"]>("financial_year", "calendar_year", "day"), counted, counted, (format, reset, one, other) => {
      const series: Series = { prefix: "A", digits: 2, format, reset, rule: "none" }
      const numbers = [one, other].map(({ at, sequence }) => formatNumber(series, at, sequence))
      if (!numbers.every((number) => number.ok)) return
      const isSame = periodOf(series, one.at) === periodOf(series, other.at) && one.sequence === other.sequence
      // Rule 46(b) asks for unique numbers within a financial year.
      const isSameYear = financialYearOf(one.at).label === financialYearOf(other.at).label
      if (!isSame && (isSameYear || reset !== "financial_year")) expect(numbers[0]).not.toEqual(numbers[1])
    }), { numRuns: 3_000 })
  })

  it.each([0, -1, 1.5, Number.NaN, 2 ** 53])("refuse the sequence %d", (sequence) =>
    expect(formatNumber(invoiceSeries, november, sequence)).toMatchObject({ error: { code: "sequence_invalid" } }))
})

describe("the Invoice Reference Number", () => {
  const sha256Hex = (text: string) => createHash("sha256").update(text).digest("hex")
  const year = (startYear: number, label: string) => ({ startYear, label })

  it.each([
    // gstzen.in, a/e-invoice-reference-number.html
    ["29AAFCC9980M1ZR", year(2019, "2019-20"), "2019-20/KA/1", "23f498ee41441ecad30f72ba5b9907506c3df70a17b0e0dff46b76a786400662"],
    // resilient-tech/india-compliance, gst_india/data/test_e_invoice.json: the sandbox's answers to goods_item_with_ewaybill and service_item
    ["01AMBPG7773M002", year(2022, "2022-23"), "SINV-CFY-00067", "706daeccda0ef6f818da78f3a2a05a1288731057373002289b46c3229289a2e7"],
    ["01AMBPG7773M002", year(2022, "2022-23"), "g2qxhY", "68fb4fab44aee99fb23292478c4bd838e664837c9f1b04e3d9134ffed0b40b60"]
  ])("of %s is the published hash", (gstin, financialYear, number, irn) =>
    expect(irnOf({ gstin, financialYear, documentType: "INV", number }, sha256Hex)).toBe(irn))

  it("hashes capitals since 2025-26, and nothing stands between the parts", () => {
    const facts = { gstin: "29AAFCC9980M1ZR", documentType: "CRN", number: "cn/1a" } as const
    const text = (hashed: string) => hashed
    expect(irnOf({ ...facts, financialYear: financialYearOf(november) }, text)).toBe("29AAFCC9980M1ZR2026-27CRNCN/1A")
    expect(irnOf({ ...facts, financialYear: year(2025, "2025-26") }, text)).toBe("29AAFCC9980M1ZR2025-26CRNCN/1A")
    expect(irnOf({ ...facts, financialYear: year(2024, "2024-25") }, text)).toBe("29AAFCC9980M1ZR2024-25CRNcn/1a")
  })
})
