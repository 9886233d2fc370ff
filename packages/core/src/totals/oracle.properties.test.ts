// A second calculator, the simplest that can be written on exact fractions, sharing nothing with the first but the vocabulary.
import fc from "fast-check"
import { expect, it } from "vitest"
import { anyDocument } from "./arbitrary.ts"
import { calculateTotals, type TotalsInput, type TotalsLine } from "./index.ts"

it("agrees with a naive calculator on exact fractions, figure by figure", () =>
  fc.assert(fc.property(anyDocument(), agrees), { numRuns: 3_000 }))

it("agrees on documents of hundreds of lines", () =>
  fc.assert(fc.property(anyDocument(300), agrees), { numRuns: 20 }))

const agrees = (document: TotalsInput): void => {
  const answer = calculateTotals(document)
  const expected = naive(document)
  if (expected === "cess_exceeds_price") {
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

const naive = (document: TotalsInput) => {
  const left = new Map(document.lines.map((line) => [line.id, line.unitPrice * line.quantity - (line.discount ?? 0)]))
  for (const discount of document.orderDiscounts ?? []) {
    const eligible = document.lines.filter((line) => !line.isFreeGift && (discount.lineIds ?? [line.id]).includes(line.id))
    const values = eligible.map((line) => left.get(line.id)!)
    const amount = Math.min(discount.amount, total(values))
    const shares = largestRemainder(amount, values)
    eligible.forEach((line, i) => left.set(line.id, left.get(line.id)! - shares[i]!))
  }

  const lines = document.lines.map((line) => {
    const net = left.get(line.id)!
    const heads = headsOf(document.supply, line.priceMode ?? document.priceMode, net, line)
    const gross = line.unitPrice * line.quantity
    const lineDiscount = line.discount ?? 0
    return { id: line.id, gross, lineDiscount, orderDiscount: gross - lineDiscount - net, net, ...withSums(heads), ratePpm: line.ratePpm }
  })
  const containsMoreCessThanIsPaid = document.lines.some((line, i) =>
    (line.priceMode ?? document.priceMode) === "inclusive" && !/without_payment|none/.test(document.supply)
    && (line.cessPerUnit ?? 0) * line.quantity > lines[i]!.net)
  if (containsMoreCessThanIsPaid) return "cess_exceeds_price"

  const highest = Math.max(0, ...document.lines.map((line) => line.ratePpm))
  const charges = (document.charges ?? []).map(({ id, amount, taxPolicy, ratePpm }) => {
    const taxed = (part: number, rate: number) => headsOf(document.supply, document.priceMode, part, { ratePpm: rate, quantity: 1 })
    const nets = lines.map((line) => line.net)
    const grosses = lines.map((line) => line.gross)
    const values = total(nets) > 0 ? nets : grosses
    if (taxPolicy === "fixed") return { id, amount, ...withSums(taxed(amount, ratePpm!)) }
    if (taxPolicy === "highest" || total(values) === 0) return { id, amount, ...withSums(taxed(amount, highest)) }
    return { id, amount, ...withSums(addUp(largestRemainder(amount, values).map((share, i) => taxed(share, lines[i]!.ratePpm)))) }
  })

  const { total: totalBeforeRoundOff, ...heads } = withSums(addUp([...lines, ...charges]))
  const grandTotal = document.roundOff === "rupee" ? Number(roundHalfUp(BigInt(totalBeforeRoundOff), 100n)) * 100 : totalBeforeRoundOff
  return {
    lines,
    charges,
    subtotal: total(lines.map((line) => line.gross)),
    discountTotal: total(lines.map((line) => line.lineDiscount + line.orderDiscount)),
    ...heads,
    chargesTotal: total(charges.map((charge) => charge.amount)),
    totalBeforeRoundOff,
    roundOff: grandTotal - totalBeforeRoundOff,
    grandTotal
  }
}

type Levied = Pick<TotalsLine, "ratePpm" | "quantity" | "cessPpm" | "cessPerUnit">

const headsOf = (supply: TotalsInput["supply"], priceMode: TotalsInput["priceMode"], amount: number, { ratePpm, quantity, cessPpm = 0, cessPerUnit }: Levied): Heads => {
  if (supply.endsWith("without_payment") || supply === "none") return { taxable: amount, cgst: 0, sgst: 0, igst: 0, cess: 0 }
  const byQuantity = (cessPerUnit ?? 0) * quantity
  const base = BigInt(priceMode === "inclusive" ? amount - byQuantity : amount)
  const divisor = priceMode === "inclusive" ? 1_000_000n + BigInt(ratePpm) + BigInt(cessPpm) : 1_000_000n
  const at = (n: number, d: bigint) => Number(roundHalfUp(base * BigInt(n), divisor * d))
  const cgst = supply === "intra" ? at(ratePpm, 2n) : 0
  const igst = supply === "intra" ? 0 : at(ratePpm, 1n)
  const cess = at(cessPpm, 1n) + byQuantity
  return { taxable: priceMode === "inclusive" ? amount - 2 * cgst - igst - cess : amount, cgst, sgst: cgst, igst, cess }
}

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

const withSums = ({ taxable, cgst, sgst, igst, cess }: Heads) => {
  const tax = cgst + sgst + igst + cess
  return { taxable, cgst, sgst, igst, cess, tax, total: taxable + tax }
}
