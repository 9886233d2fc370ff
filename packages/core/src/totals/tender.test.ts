import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { money } from "../money/index.ts"
import { applyTenders, type TenderRefusal } from "./index.ts"

const points = { id: "points", amount: money(20_000) }
const credit = { id: "store-credit", amount: money(50_000) }

describe("tenders", () => {
  it("pay in their order, and leave the rest due", () =>
    expect(applyTenders(money(1_00_000), [points, credit])).toEqual({
      ok: true,
      value: { tenders: [{ ...points, applied: 20_000 }, { ...credit, applied: 50_000 }], amountDue: 30_000 }
    }))

  it("pay no more than there is to pay, so that later ones keep what they have", () => {
    const paid = applyTenders(money(30_000), [credit, points])
    expect(paid).toEqual({ ok: true, value: { tenders: [{ ...credit, applied: 30_000 }, { ...points, applied: 0 }], amountDue: 0 } })
  })

  it("are not needed", () => expect(applyTenders(money(1), [])).toEqual({ ok: true, value: { tenders: [], amountDue: 1 } }))

  it.each<[number, ReadonlyArray<{ readonly id: string; readonly amount: number }>, TenderRefusal]>([
    [-1, [points, { ...points, amount: -1 }], { code: "tender_id_repeated", tenderId: "points" }],
    [-1, [{ ...points, amount: -1 }], { code: "tender_invalid", tenderId: "points", amount: -1 }],
    [1, [{ ...points, amount: 0.5 }], { code: "tender_invalid", tenderId: "points", amount: 0.5 }],
    [-1, [points], { code: "grand_total_negative", grandTotal: money(-1) }]
  ])("%# are refused: $2.code", (grandTotal, tenders, error) =>
    expect(applyTenders(money(grandTotal), tenders as ReadonlyArray<typeof points>)).toEqual({ ok: false, error }))

  it("and what is due make the grand total; something is due only where every tender is used up", () =>
    fc.assert(fc.property(fc.nat(10_000), fc.array(fc.nat(4_000)), (grandTotal, amounts) => {
      const paid = applyTenders(money(grandTotal), amounts.map((amount, i) => ({ id: `t${i}`, amount: money(amount) })))
      if (!paid.ok) throw new Error(paid.error.code)
      const { tenders, amountDue } = paid.value
      expect(tenders.reduce<number>((sum, { applied }) => sum + applied, amountDue)).toBe(grandTotal)
      expect(amountDue).toBeGreaterThanOrEqual(0)
      tenders.forEach(({ amount, applied }, i) => {
        expect(applied >= 0 && applied <= amount).toBe(true)
        if (applied < amount) expect(amountDue + tenders.slice(i + 1).reduce((sum, later) => sum + later.applied, 0)).toBe(0)
      })
    })))
})
