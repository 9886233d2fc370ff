// A second calculator, the simplest that can be written on exact fractions, sharing nothing with the first but the vocabulary.
import fc from "fast-check"
import { expect, it } from "vitest"
import type { Rounding } from "../money/index.ts"
import { flatVat } from "../tax/index.ts"
import { anyDocument, anyElaborateDocument } from "./arbitrary.ts"
import { calculateTotals, type Charge, type TotalsInput, type TotalsLine } from "./index.ts"

it("agrees with a naive calculator on exact fractions, figure by figure", () =>
  fc.assert(fc.property(anyDocument(), (document) => agrees(document)), { numRuns: 2_000 }))

it("agrees on everything that a document can ask for", () =>
  fc.assert(fc.property(anyElaborateDocument(), (document) => agrees(document)), { numRuns: 3_000 }))

it("agrees on documents of hundreds of lines", () =>
  fc.assert(fc.property(anyElaborateDocument(300), (document) => agrees(document)), { numRuns: 20 }))

it("agrees where another country taxes", () =>
  fc.assert(fc.property(anyElaborateDocument(), fc.constantFrom<Rounding>("half-up", "down"), (document, rounding) => {
    const lines = document.lines.map(({ cessPpm: _, cessPerUnit: __, retailSalePrice: ___, ...line }) => line)
    agrees({ ...document, lines }, rounding)
  }), { numRuns: 1_000 }))

const agrees = (document: TotalsInput, vat?: Rounding): void => {
  const answer = calculateTotals(document, vat && flatVat(vat))
  const expected = naive(document, vat)
  if (typeof expected === "string") {
    expect(answer).toMatchObject({ ok: false, error: { code: expected } })
    return
  }
  if (!answer.ok) throw new Error(JSON.stringify(answer.error))
  const { lines, charges, ...whole } = expected
  expect(answer.value).toMatchObject(whole)
  expect(answer.value.lines).toMatchObject(lines)
  expect(answer.value.charges).toMatchObject(charges)
}

interface Heads { readonly taxable: number; readonly cgst: number; readonly sgst: number; readonly igst: number; readonly cess: number }

const roundHalfUp = (n: bigint, d: bigint): bigint => (n < 0n ? -((-2n * n + d) / (2n * d)) : (2n * n + d) / (2n * d))

const naive = (document: TotalsInput, vat?: Rounding) => {
  const isReversed = document.taxPayableBy === "recipient"
  const modeOf = (line: Partial<TotalsLine>) => (isReversed ? "exclusive" : line.priceMode ?? document.priceMode)
  const hasTax = !/without_payment|none/.test(document.supply)
  const heads = vat === undefined ? (amount: Amount) => headsOf(document.supply, amount) : (amount: Amount) => vatOf(hasTax, amount, vat)
  const alike: Array<Amount> = []
  /** The heads of this amount alone, or of all alike so far less those of all before it. */
  const taxed = (amount: Amount): Heads => {
    if (document.rounding !== "document") return heads(amount)
    const before = alike.filter((each) => each.rate === amount.rate && each.cess === amount.cess && each.mode === amount.mode && (each.retail === undefined) === (amount.retail === undefined))
    alike.push(amount)
    return before.length === 0 ? heads(amount) : difference(heads(together([...before, amount])), heads(together(before)))
  }

  const original = document.lines.map((line) => line.unitPrice * line.quantity - (line.discount ?? 0))
  const left = [...original]
  const orderDiscounts = (document.orderDiscounts ?? []).map((discount) => {
    const bears = document.lines.map((line) => !line.isFreeGift && (discount.lineIds ?? [line.id]).includes(line.id))
    const having = (values: ReadonlyArray<number>) => values.map((value, i) => (bears[i] ? value : 0))
    const base = total(having(document.discountStacking === "on_original" ? original : left))
    const share = discount.ratePpm === undefined ? discount.amount : Number(roundHalfUp(BigInt(base) * BigInt(discount.ratePpm), 1_000_000n))
    const asked = Math.min(discount.amount, share)
    const amount = Math.min(asked, total(having(left)))
    let shares = largestRemainder(amount, having(document.discountStacking === "on_original" ? original : left))
    const kept = shares.map((each, i) => Math.min(each, left[i]!))
    shares = largestRemainder(amount - total(kept), having(left.map((value, i) => value - kept[i]!))).map((more, i) => kept[i]! + more)
    shares.forEach((each, i) => { left[i] = left[i]! - each })
    return { id: discount.id, amount: asked, applied: amount }
  })

  const lines = document.lines.map((line, i) => {
    const net = left[i]!
    const gross = line.unitPrice * line.quantity
    const lineDiscount = line.discount ?? 0
    const amount = {
      of: net, rate: line.ratePpm, cess: line.cessPpm ?? 0, byQuantity: (line.cessPerUnit ?? 0) * line.quantity, mode: modeOf(line),
      retail: line.retailSalePrice === undefined ? undefined : line.retailSalePrice * line.quantity
    }
    return { id: line.id, gross, lineDiscount, orderDiscount: gross - lineDiscount - net, net, ...withSums(taxed(amount), isReversed), ratePpm: line.ratePpm }
  })
  for (const [i, line] of document.lines.entries()) {
    if (modeOf(line) !== "inclusive" || !hasTax) continue
    if ((line.cessPerUnit ?? 0) * line.quantity > lines[i]!.net) return "cess_exceeds_price"
    if (line.retailSalePrice !== undefined && lines[i]!.tax > lines[i]!.net) return "price_invalid"
  }

  const charges = (document.charges ?? []).map(({ id, amount, taxPolicy, ratePpm, lineIds }: Charge) => {
    const bears = lines.map((line) => (lineIds ?? [line.id]).includes(line.id))
    const part = (of: number, rate: number): Heads => taxed({ of, rate, cess: 0, byQuantity: 0, mode: modeOf({}), retail: undefined })
    const worth = (figure: "net" | "gross") => lines.map((line, i) => (bears[i] ? line[figure] : 0))
    const values = total(worth("net")) > 0 ? worth("net") : worth("gross")
    const whole = (rate: number) => ({ id, amount, ...withSums(part(amount, rate), isReversed) })
    if (taxPolicy === "fixed") return whole(ratePpm!)
    if (taxPolicy === "highest" || total(values) === 0) return whole(Math.max(0, ...lines.filter((_, i) => bears[i]).map((line) => line.ratePpm)))
    const shares = largestRemainder(amount, values).map((of, i) => ({ of, rate: lines[i]!.ratePpm })).filter(({ of }) => of !== 0)
    return { id, amount, ...withSums(addUp(shares.map(({ of, rate }) => part(of, rate))), isReversed) }
  })

  const { total: totalBeforeRoundOff, ...sums } = withSums(addUp([...lines, ...charges]), isReversed)
  const unit = BigInt(document.roundOff === "rupee" ? 100 : typeof document.roundOff === "object" ? document.roundOff.multipleOf : 1)
  const grandTotal = Number(roundHalfUp(BigInt(totalBeforeRoundOff), unit) * unit)
  return {
    lines,
    charges,
    orderDiscounts,
    subtotal: total(lines.map((line) => line.gross)),
    discountTotal: total(lines.map((line) => line.lineDiscount + line.orderDiscount)),
    ...sums,
    chargesTotal: total(charges.map((charge) => charge.amount)),
    totalBeforeRoundOff,
    roundOff: grandTotal - totalBeforeRoundOff,
    grandTotal
  }
}

interface Amount {
  readonly of: number
  readonly rate: number
  readonly cess: number
  readonly byQuantity: number
  readonly mode: "inclusive" | "exclusive"
  readonly retail: number | undefined
}

const headsOf = (supply: TotalsInput["supply"], { of, rate, cess: cessPpm, byQuantity, mode, retail }: Amount): Heads => {
  if (supply.endsWith("without_payment") || supply === "none") return { taxable: of, cgst: 0, sgst: 0, igst: 0, cess: 0 }
  const isContained = mode === "inclusive" || retail !== undefined
  const base = BigInt(isContained ? (retail ?? of) - byQuantity : of)
  const divisor = isContained ? 1_000_000n + BigInt(rate) + BigInt(cessPpm) : 1_000_000n
  const at = (n: number, d: bigint) => Number(roundHalfUp(base * BigInt(n), divisor * d))
  const cgst = supply === "intra" ? at(rate, 2n) : 0
  const igst = supply === "intra" ? 0 : at(rate, 1n)
  const cess = at(cessPpm, 1n) + byQuantity
  return { taxable: mode === "inclusive" ? of - 2 * cgst - igst - cess : of, cgst, sgst: cgst, igst, cess }
}

const vatOf = (hasTax: boolean, { of, rate, mode }: Amount, rounding: Rounding): Heads => {
  const n = BigInt(of) * BigInt(rate)
  const d = 1_000_000n + (mode === "inclusive" ? BigInt(rate) : 0n)
  const igst = hasTax ? Number(rounding === "down" ? n / d : roundHalfUp(n, d)) : 0
  return { taxable: mode === "inclusive" ? of - igst : of, cgst: 0, sgst: 0, igst, cess: 0 }
}

const together = (amounts: ReadonlyArray<Amount>): Amount => ({
  ...amounts[0]!,
  of: total(amounts.map((amount) => amount.of)),
  byQuantity: total(amounts.map((amount) => amount.byQuantity)),
  retail: amounts[0]!.retail === undefined ? undefined : total(amounts.map((amount) => amount.retail!))
})

const difference = (a: Heads, b: Heads): Heads =>
  ({ taxable: a.taxable - b.taxable, cgst: a.cgst - b.cgst, sgst: a.sgst - b.sgst, igst: a.igst - b.igst, cess: a.cess - b.cess })

/** Hands out one paisa at a time to whoever is owed most. */
const largestRemainder = (amount: number, values: ReadonlyArray<number>): ReadonlyArray<number> => {
  const whole = BigInt(total(values))
  if (whole === 0n) return values.map(() => 0)
  const owed = values.map((value) => BigInt(amount) * BigInt(value))
  const shares = owed.map((each) => each / whole)
  const behind = (i: number) => owed[i]! - shares[i]! * whole
  while (shares.reduce((sum, share) => sum + share, 0n) < BigInt(amount)) {
    let most = 0
    for (let i = 0; i < shares.length; i++) if (behind(i) > behind(most)) most = i
    shares[most] = shares[most]! + 1n
  }
  return shares.map(Number)
}

const total = (amounts: ReadonlyArray<number>): number => amounts.reduce((sum, amount) => sum + amount, 0)

const addUp = (rows: ReadonlyArray<Heads>): Heads => ({
  taxable: total(rows.map((row) => row.taxable)),
  cgst: total(rows.map((row) => row.cgst)),
  sgst: total(rows.map((row) => row.sgst)),
  igst: total(rows.map((row) => row.igst)),
  cess: total(rows.map((row) => row.cess))
})

const withSums = ({ taxable, cgst, sgst, igst, cess }: Heads, isReversed: boolean) => {
  const tax = cgst + sgst + igst + cess
  return { taxable, cgst, sgst, igst, cess, tax, total: isReversed ? taxable : taxable + tax }
}
