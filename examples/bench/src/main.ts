// How long calculateTotals takes, beside a bare integer loop that does the least: the ratio is what GST, discounts, charges and every figure cost.
import { money } from "@bahi/core/money"
import { calculateTotals, type TotalsInput } from "@bahi/core/totals"

const ROUNDS = 15
const ROUND_MS = 60

const cart = (lineCount: number): TotalsInput => ({
  priceMode: "inclusive",
  supply: "intra",
  lines: Array.from({ length: lineCount }, (_, i) => {
    const unitPrice = 49_900 + 137 * i
    const quantity = 1 + (i % 3)
    return { id: `line-${i}`, unitPrice: money(unitPrice), quantity, discount: money(Math.floor(unitPrice * quantity / 10)), ratePpm: 180_000 }
  }),
  orderDiscounts: [{ id: "fixed", amount: money(5_000) }],
  charges: [{ id: "shipping", amount: money(9_900), taxPolicy: "proRata" }],
  roundOff: "rupee"
})

/** Net and one tax a line, in numbers: no shares, no heads, no checks, no figures kept. */
const bareTotal = ({ lines, charges }: TotalsInput): number => {
  let total = 0
  for (const { unitPrice, quantity, discount = 0, ratePpm } of lines) {
    const net = unitPrice * quantity - discount
    total += net - Math.floor(net * ratePpm / (1_000_000 + ratePpm))
  }
  for (const charge of charges ?? []) total += charge.amount
  return total
}

/** Microseconds a call, over one round. What is computed goes somewhere, so that it cannot be optimised away. */
const timeOf = (calculate: () => number): number => {
  let calls = 0
  let sink = 0
  const start = performance.now()
  let elapsedMs = 0
  while (elapsedMs < ROUND_MS) {
    for (let i = 0; i < 100; i++) sink += calculate()
    calls += 100
    elapsedMs = performance.now() - start
  }
  if (sink === Number.POSITIVE_INFINITY) console.log(sink)
  return elapsedMs * 1000 / calls
}

const median = (values: ReadonlyArray<number>): number => values.toSorted((a, b) => a - b)[values.length >> 1]!

/** Both in alternation, so that whatever else the machine does falls on both. */
const compare = (document: TotalsInput): { readonly oursUs: number; readonly bareUs: number } => {
  const ours = () => {
    const totals = calculateTotals(document)
    return totals.ok ? totals.value.grandTotal : 0
  }
  const bare = () => bareTotal(document)
  timeOf(ours)
  timeOf(bare)
  const rounds = Array.from({ length: ROUNDS }, () => ({ oursUs: timeOf(ours), bareUs: timeOf(bare) }))
  return { oursUs: median(rounds.map((round) => round.oursUs)), bareUs: median(rounds.map((round) => round.bareUs)) }
}

const inColumns = (...cells: ReadonlyArray<string>): string => cells.map((cell, i) => (i === 0 ? cell.padEnd(10) : cell.padStart(14))).join("")
const rounded = (us: number): string => new Intl.NumberFormat("en", { maximumSignificantDigits: 3 }).format(us)

console.log(inColumns("totals", "ours, µs", "bare loop, µs", "ratio", "at most, µs"))
for (const { lineCount, atMostUs } of [{ lineCount: 10, atMostUs: 3 }, { lineCount: 100, atMostUs: 25 }]) {
  const { oursUs, bareUs } = compare(cart(lineCount))
  console.log(inColumns(`${lineCount} lines`, rounded(oursUs), rounded(bareUs), rounded(oursUs / bareUs), String(atMostUs)))
}
