import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { type Money, money } from "../money/index.ts"
import { anyDocument } from "./arbitrary.ts"
import { calculateTotals, taxesByRate, type Totals, type TotalsInput } from "./index.ts"

const heads = ["taxable", "cgst", "sgst", "igst", "cess", "tax"] as const
type Row = Readonly<Record<(typeof heads)[number], Money>>

const total = (amounts: ReadonlyArray<number>): number => amounts.reduce((sum, amount) => sum + amount, 0)

/** Holds for every document that can be added up. */
const law = (name: string, holds: (totals: Totals, document: TotalsInput) => void, documents = anyDocument()): void =>
  it(name, () =>
    fc.assert(fc.property(documents, (document) => {
      const totals = calculateTotals(document)
      if (totals.ok) holds(totals.value, document)
      else expect(totals.error.code).toBe("cess_exceeds_price")
    }), { numRuns: 600 }))

describe("every document", () => {
  law("F1: has whole paise everywhere, and no negative zero", (totals) => {
    const rows = [totals, ...totals.lines, ...totals.charges, ...totals.charges.flatMap((charge) => charge.parts), ...totals.orderDiscounts]
    for (const row of rows) {
      for (const figure of Object.values(row)) {
        if (typeof figure === "number") expect(Number.isSafeInteger(figure) && !Object.is(figure, -0)).toBe(true)
      }
    }
  })

  law("F2: is the sum of its lines and charges, head by head", (totals) => {
    const rows: ReadonlyArray<Row> = [...totals.lines, ...totals.charges]
    for (const head of heads) expect(totals[head]).toBe(total(rows.map((row) => row[head])))
    for (const row of [totals, ...rows]) expect(row.tax).toBe(row.cgst + row.sgst + row.igst + row.cess)
    for (const row of [...totals.lines, ...totals.charges]) expect(row.total).toBe(row.taxable + row.tax)
    expect(totals.totalBeforeRoundOff).toBe(totals.taxable + totals.tax)
    expect(totals.subtotal).toBe(total(totals.lines.map((line) => line.gross)))
    expect(totals.chargesTotal).toBe(total(totals.charges.map((charge) => charge.amount)))
  })

  law("F34: is the sum of its tax table, and every charge of its parts", (totals) => {
    const table = taxesByRate(totals)
    for (const head of heads) {
      expect(totals[head]).toBe(total(table.map((row) => row[head])))
      for (const charge of totals.charges) expect(charge[head]).toBe(total(charge.parts.map((part) => part[head])))
    }
    expect(table.map((row) => row.ratePpm)).toEqual([...new Set(table.map((row) => row.ratePpm))].sort((a, b) => a - b))
  })

  law("F34: carries CGST equal to SGST, or IGST, or nothing", (totals, { supply }) => {
    for (const row of [totals, ...totals.lines, ...totals.charges]) {
      expect(row.cgst).toBe(row.sgst)
      if (supply === "intra") expect(row.igst).toBe(0)
      else expect(row.cgst).toBe(0)
      if (supply === "none" || supply.endsWith("without_payment")) expect(row.tax).toBe(0)
    }
  })

  law("gives inclusive prices back exactly, and taxes exclusive ones on top", (totals, document) => {
    totals.lines.forEach((line, i) => {
      const isInclusive = (document.lines[i]!.priceMode ?? document.priceMode) === "inclusive"
      expect(isInclusive ? line.total : line.taxable).toBe(line.net)
      expect(line.taxable).toBeGreaterThanOrEqual(0)
    })
    for (const charge of totals.charges) expect(document.priceMode === "inclusive" ? charge.total : charge.taxable).toBe(charge.amount)
  })

  law("F3: loses no discount, and gives none that a line does not have", (totals, document) => {
    for (const line of totals.lines) {
      expect(line.net).toBe(line.gross - line.lineDiscount - line.orderDiscount)
      expect(line.net).toBeGreaterThanOrEqual(0)
      expect(line.orderDiscount).toBeGreaterThanOrEqual(0)
    }
    expect(total(totals.lines.map((line) => line.orderDiscount))).toBe(total(totals.orderDiscounts.map((discount) => discount.applied)))
    expect(totals.discountTotal).toBe(total(totals.lines.map((line) => line.gross - line.net)))
    document.lines.forEach((line, i) => { if (line.isFreeGift) expect(totals.lines[i]!.orderDiscount).toBe(0) })
    totals.orderDiscounts.forEach(({ amount, applied }, i) => {
      expect(applied).toBeLessThanOrEqual(amount)
      // What was not applied could not be: nothing is left on the lines it was meant for.
      const { lineIds } = document.orderDiscounts![i]!
      const meant = totals.lines.filter((line, at) => !document.lines[at]!.isFreeGift && (lineIds?.includes(line.id) ?? true))
      if (applied < amount) expect(total(meant.map((line) => line.net))).toBe(0)
    })
  })

  law("is rounded off by at most half a rupee, and only when asked", ({ totalBeforeRoundOff, roundOff, grandTotal }, document) => {
    expect(grandTotal).toBe(totalBeforeRoundOff + roundOff)
    if (document.roundOff !== "rupee") return expect(roundOff).toBe(0)
    expect(grandTotal % 100).toBe(0)
    expect(roundOff > -50 && roundOff <= 50).toBe(true)
  })
})

describe("between documents", () => {
  const bare = anyDocument().map(({ priceMode, supply, lines }): TotalsInput => ({ priceMode, supply, lines }))
  const figures = (document: TotalsInput): Totals | undefined => {
    const totals = calculateTotals(document)
    return totals.ok ? totals.value : undefined
  }

  law("intra and inter differ by at most a paisa a line", (totals, document) => {
    const local = figures({ ...document, supply: "intra" })
    const integrated = figures({ ...document, supply: "inter" })
    local?.lines.forEach((line, i) => {
      const other = integrated!.lines[i]!
      expect(Math.abs(line.cgst + line.sgst - other.igst)).toBeLessThanOrEqual(1)
      expect(line.cess).toBe(other.cess)
    })
    expect(totals.lines).toHaveLength(document.lines.length)
  }, bare)

  law("a line's figures do not depend on the lines around it", (totals, document) => {
    const reversed = figures({ ...document, lines: [...document.lines].reverse() })!
    expect(reversed.lines).toEqual([...totals.lines].reverse())
    expect({ ...reversed, lines: [] }).toEqual({ ...totals, lines: [] })
  }, bare)

  law("a discount for some lines leaves the others as they were", (totals, document) => {
    const [first] = document.lines
    if (first === undefined) return
    const discounted = figures({ ...document, orderDiscounts: [{ id: "d", amount: money(500), lineIds: [first.id] }] })
    if (discounted !== undefined) expect(discounted.lines.slice(1)).toEqual(totals.lines.slice(1))
  }, bare)

  law("a document taken back mirrors the one that was sold", (totals, document) => {
    const negated = (amount: Money): Money => money(0 - amount)
    const back = figures({
      ...document,
      lines: document.lines.map((line) => ({ ...line, unitPrice: negated(line.unitPrice), ...(line.discount !== undefined && { discount: negated(line.discount) }) }))
    })!
    for (const head of heads) {
      // A price of nothing has no sign, so its cess by quantity cannot be taken back by it.
      if (document.lines.every((line) => line.unitPrice !== 0)) expect(back[head]).toBe(negated(totals[head]))
    }
  }, bare)
})

describe("bad input", () => {
  const broken = fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, 0.5, -0.01, 2 ** 53, 1e300) as fc.Arbitrary<Money>
  const places = ["unitPrice", "quantity", "discount", "ratePpm", "cessPpm", "cessPerUnit"] as const

  it("is refused by name wherever it stands in a line", () =>
    fc.assert(fc.property(anyDocument().filter((document) => document.lines.length > 0), fc.nat(), fc.constantFrom(...places), broken, (document, at, place, value) => {
      const index = at % document.lines.length
      const totals = calculateTotals({ ...document, lines: document.lines.map((line, i) => (i === index ? { ...line, [place]: value } : line)) })
      expect(totals).toMatchObject({ ok: false, error: { lineId: document.lines[index]!.id } })
    }), { numRuns: 500 }))

  it("is refused in order discounts and charges", () =>
    fc.assert(fc.property(anyDocument(), broken, (document, amount) => {
      expect(calculateTotals({ ...document, orderDiscounts: [{ id: "d", amount }] })).toMatchObject({ error: { code: "order_discount_invalid", discountId: "d" } })
      expect(calculateTotals({ ...document, charges: [{ id: "c", amount, taxPolicy: "highest" }] })).toMatchObject({ error: { code: "charge_invalid", chargeId: "c" } })
      expect(calculateTotals({ ...document, charges: [{ id: "c", amount: money(1), taxPolicy: "fixed", ratePpm: amount }] })).toMatchObject({ error: { code: "charge_rate_out_of_range" } })
    })))

  it("is refused, not wrapped, where amounts outgrow the safe range", () =>
    fc.assert(fc.property(fc.maxSafeNat(), fc.maxSafeNat(), fc.nat(1_000_000), (unitPrice, quantity, ratePpm) => {
      const totals = calculateTotals({ priceMode: "exclusive", supply: "inter", lines: [{ id: "l", unitPrice: money(unitPrice), quantity, ratePpm }] })
      const exact = BigInt(unitPrice) * BigInt(quantity)
      if (totals.ok) expect(BigInt(totals.value.subtotal)).toBe(exact)
      else expect(totals.error.code === "line_out_of_range" && exact * 2n > 2n ** 52n).toBe(true)
    }), { numRuns: 500 }))
})
