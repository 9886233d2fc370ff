import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { money } from "../money/index.ts"
import { calculateTotals, taxesByRate, type Totals } from "../totals/index.ts"
import { anyBites, anyOriginal, type Bite } from "./arbitrary.ts"
import { type Credit, type Credited, creditFor, type CreditFigures, creditNoteFigures, type CreditRequest, mirrored, nothingCredited, type Original, type RestockingFee } from "./index.ts"

const credit = (original: Original, earlier: Credited, request: CreditRequest): Credit => {
  const answer = creditFor(original, earlier, request)
  if (!answer.ok) throw new Error(JSON.stringify(answer.error))
  return answer.value
}

/** A bite of what is left. */
const requestOf = ({ totals, quantities }: Original, earlier: Credited, { permille, policies }: Bite): CreditRequest => ({
  lines: totals.lines.map(({ id }, i) => ({ id, quantity: Math.ceil((quantities[id]! - (earlier.lines[id] ?? 0)) * permille[i]! / 1_000) })),
  charges: Object.fromEntries(totals.charges.map(({ id }, i) => [id, policies[i]!]))
})

/** What is left, all at once. */
const restOf = ({ totals, quantities }: Original, earlier: Credited): CreditRequest => ({
  lines: totals.lines.map(({ id }) => ({ id, quantity: quantities[id]! - (earlier.lines[id] ?? 0) })),
  charges: Object.fromEntries(totals.charges.map(({ id }) => [id, "all" as const]))
})

const creditsOf = (original: Original, bites: ReadonlyArray<Bite>): ReadonlyArray<Credit> => {
  const credits: Array<Credit> = []
  const earlier = () => credits.at(-1)?.credited ?? nothingCredited
  for (const bite of bites) credits.push(credit(original, earlier(), requestOf(original, earlier(), bite)))
  credits.push(credit(original, earlier(), restOf(original, earlier())))
  return credits
}

/** Every amount of a document by where it stands, such as `lines.l1.cgst`. */
const amountsOf = ({ lines, charges, ...totals }: Totals): ReadonlyArray<readonly [string, number]> => [
  ...amountsIn("", totals),
  ...lines.flatMap((line) => amountsIn(`lines.${line.id}.`, line)),
  ...charges.flatMap((charge) => [
    ...amountsIn(`charges.${charge.id}.`, charge),
    ...charge.parts.flatMap((part) => amountsIn(`charges.${charge.id}.${part.ratePpm}.`, part))
  ])
]
const amountsIn = (where: string, figures: object): ReadonlyArray<readonly [string, number]> =>
  Object.entries(figures).filter(([key, amount]) => typeof amount === "number" && key !== "ratePpm").map(([key, amount]) => [`${where}${key}`, amount])

const added = (all: ReadonlyArray<Totals>): Readonly<Record<string, number>> => {
  const sums: Record<string, number> = {}
  for (const totals of all) for (const [where, amount] of amountsOf(totals)) sums[where] = (sums[where] ?? 0) + amount
  return Object.fromEntries(Object.entries(sums).filter(([, amount]) => amount !== 0))
}

const withQuantities = ({ totals, quantities }: Original): Totals =>
  ({ ...totals, lines: totals.lines.map((line) => ({ ...line, quantity: quantities[line.id]! })) })

/** Holds for every sequence of credits that returns everything. */
const law = (name: string, holds: (credits: ReadonlyArray<Credit>, original: Original) => void): void =>
  it(name, () => fc.assert(fc.property(anyOriginal(), anyBites, ({ original }, bites) => holds(creditsOf(original, bites), original)), { numRuns: 600 }))

describe("credits that return everything", () => {
  law("F10: add up to the original in every figure of every line and charge", (credits, original) => {
    expect(added(credits.map(({ figures }) => figures))).toEqual(added([withQuantities(original)]))
  })

  law("F10: leave at every step exactly what the steps before have not taken", (credits, original) => {
    credits.forEach(({ left }, i) => {
      const taken = credits.slice(0, i + 1).map(({ figures }) => figures)
      expect(added([...taken, left])).toEqual(added([withQuantities(original)]))
    })
    expect(credits.at(-1)!.left).toMatchObject({ lines: [], charges: [], grandTotal: 0, roundOff: 0 })
  })

  law("F12: give back no more money than was paid, and never take any", (credits, original) => {
    let paid = original.totals.grandTotal as number
    for (const { toRefund, left } of credits) {
      paid -= toRefund
      expect(toRefund).toBeGreaterThanOrEqual(0)
      expect(paid).toBe(left.grandTotal)
      expect(paid).toBeGreaterThanOrEqual(0)
    }
    expect(paid).toBe(0)
  })

  law("F11: have no figure below zero but the round-off, and no part of a paisa", (credits) => {
    for (const [where, amount] of credits.flatMap(({ figures }) => amountsOf(figures))) {
      expect(Number.isSafeInteger(amount) && !Object.is(amount, -0)).toBe(true)
      if (where !== "roundOff") expect(amount).toBeGreaterThanOrEqual(0)
    }
  })

  law("F34: carry CGST equal to SGST, and add up like the document", (credits, original) => {
    const isCharged = original.totals.totalBeforeRoundOff === original.totals.taxable + original.totals.tax
    for (const { figures } of credits) {
      const rows = [...figures.lines, ...figures.charges]
      for (const row of [figures, ...rows, ...figures.charges.flatMap(({ parts }) => parts)]) {
        expect(row.cgst).toBe(row.sgst)
        expect(row.tax).toBe(row.cgst + row.sgst + row.igst + row.cess)
      }
      for (const line of figures.lines) expect(line.gross - line.lineDiscount - line.orderDiscount).toBe(line.net)
      for (const row of rows) expect(row.total).toBe(isCharged ? row.taxable + row.tax : row.taxable)
      for (const head of ["taxable", "cgst", "igst", "cess"] as const) {
        expect(figures[head]).toBe(rows.reduce((sum, row) => sum + row[head], 0))
        expect(figures[head]).toBe(taxesByRate(figures).reduce((sum, row) => sum + row[head], 0))
      }
      expect(figures.totalBeforeRoundOff).toBe(isCharged ? figures.taxable + figures.tax : figures.taxable)
      expect(figures.grandTotal).toBe(figures.totalBeforeRoundOff + figures.roundOff)
    }
  })

  law("F10: take from each head of a line what is half-up of it up to the last unit, less what was up to the first", (credits, original) => {
    const upTo = (figure: number, units: number, of: number) => Number((2n * BigInt(figure) * BigInt(units) + BigInt(of)) / (2n * BigInt(of)))
    credits.forEach(({ figures, credited }) => {
      for (const line of figures.lines) {
        const of = original.quantities[line.id]!
        const to = credited.lines[line.id]!
        const whole = original.totals.lines.find(({ id }) => id === line.id)!
        for (const head of ["gross", "net", "taxable", "cgst", "sgst", "igst", "cess"] as const) {
          expect(line[head]).toBe(upTo(whole[head], to, of) - upTo(whole[head], to - line.quantity, of))
        }
      }
    })
  })
})

describe("between credits", () => {
  it("F10: only what was returned counts: this before that, that before this, or both at once", () =>
    fc.assert(fc.property(anyOriginal(), anyBites, ({ original }, [one, other]) => {
      if (one === undefined || other === undefined) return
      const keepingPace = { charges: Object.fromEntries(original.totals.charges.map(({ id }) => [id, "proRata" as const])) }
      const first = { ...requestOf(original, nothingCredited, one), ...keepingPace }
      const second = { ...requestOf(original, credit(original, nothingCredited, first).credited, other), ...keepingPace }
      const inTurn = (...requests: ReadonlyArray<CreditRequest>) => {
        let earlier = nothingCredited
        const figures = requests.map((request) => {
          const step = credit(original, earlier, request)
          earlier = step.credited
          return step.figures
        })
        return added(figures)
      }
      const both = { lines: first.lines!.map(({ id, quantity }, i) => ({ id, quantity: quantity + second.lines![i]!.quantity })), ...keepingPace }
      expect(inTurn(second, first)).toEqual(inTurn(first, second))
      expect(inTurn(both)).toEqual(inTurn(first, second))
    }), { numRuns: 300 }))

  it("those of a mirrored document mirror its own", () =>
    fc.assert(fc.property(anyOriginal(), anyBites, ({ original }, bites) => {
      const credits = creditsOf(original, bites)
      const mirror = creditsOf({ ...original, totals: mirrored(original.totals) }, bites)
      expect(mirror.map(({ figures }) => figures)).toEqual(credits.map(({ figures }) => mirrored(figures)))
      expect(mirror.map(({ left }) => left)).toEqual(credits.map(({ left }) => mirrored(left)))
    }), { numRuns: 300 }))

  it("F19: a document mirrored by its figures is the document of negative prices", () =>
    fc.assert(fc.property(anyOriginal(), ({ document, original }) => {
      const bare = { ...document, lines: document.lines.filter(({ unitPrice }) => unitPrice !== 0), orderDiscounts: [], charges: [] }
      const sold = calculateTotals(bare)
      if (!sold.ok) return
      const back = calculateTotals({ ...bare, lines: bare.lines.map((line) => ({ ...line, unitPrice: -line.unitPrice as never, discount: (0 - (line.discount ?? 0)) as never })) })
      expect(back).toEqual({ ok: true, value: mirrored(sold.value) })
      expect(mirrored(mirrored(original.totals))).toEqual(original.totals)
    }), { numRuns: 300 }))
})

/** Some of a few paise, where three heads rounded up could be more than the whole. */
const anyFee: fc.Arbitrary<RestockingFee> = fc.oneof(
  fc.nat(12).map((amount) => ({ kind: "amount" as const, amount: money(amount), tax: "like_the_goods" as const })),
  fc.nat(1_000_000).map((ratePpm) => ({ kind: "share" as const, ratePpm, tax: "like_the_goods" as const }))
)

describe("the restocking fee", () => {
  it("is never more than the credit, and adds up by rate with CGST equal to SGST", () =>
    fc.assert(fc.property(anyOriginal(), anyBites, anyFee, ({ original }, [bite], restockingFee) => {
      if (bite === undefined) return
      const answer = creditFor(original, nothingCredited, { ...requestOf(original, nothingCredited, bite), restockingFee })
      if (!answer.ok) {
        expect(answer.error.code).toBe("restocking_fee_exceeds_credit")
        return
      }
      const { fee, toRefund, figures } = answer.value
      expect(toRefund).toBe(figures.grandTotal - fee.amount)
      expect(toRefund).toBeGreaterThanOrEqual(0)
      if (figures.totalBeforeRoundOff === figures.taxable + figures.tax) expect(fee.parts.reduce((sum, { taxable, tax }) => sum + taxable + tax, 0)).toBe(fee.amount)
      else expect(fee.parts).toEqual([])
      for (const part of fee.parts) {
        expect(part.cgst).toBe(part.sgst)
        expect(Math.min(...Object.values(part))).toBeGreaterThanOrEqual(0)
      }
    }), { numRuns: 3_000 }))
})

it("the tax tables of all credit notes add up to the heads of the document", () =>
  fc.assert(fc.property(anyOriginal(), anyBites, ({ original }, bites) => {
    const hsnCodes = Object.fromEntries(original.totals.lines.map(({ id }, i) => [id, ["6109", "8518", "1101"][i % 3]!]))
    const note = (figures: CreditFigures) => creditNoteFigures(figures, { ...original, hsnCodes })
    const byRow = (figures: ReadonlyArray<CreditFigures>) => {
      const rows: Record<string, number> = {}
      for (const { hsnCode, ratePpm, ...heads } of figures.flatMap((each) => note(each).taxTable)) {
        for (const [head, amount] of Object.entries(heads)) rows[`${hsnCode} ${ratePpm} ${head}`] = (rows[`${hsnCode} ${ratePpm} ${head}`] ?? 0) + amount
      }
      return Object.fromEntries(Object.entries(rows).filter(([, amount]) => amount !== 0))
    }
    const whole = credit(original, nothingCredited, restOf(original, nothingCredited))
    expect(byRow(creditsOf(original, bites).map(({ figures }) => figures))).toEqual(byRow([whole.figures]))
    expect(note(whole.figures).taxTable.reduce((sum, row) => sum + row.taxable, 0)).toBe(original.totals.taxable)
  }), { numRuns: 300 }))
