// How long calculateTotals takes: beside a bare integer loop that does the least (the ratio is what GST, discounts, charges and every figure cost), and beside others.
import { peers } from "./peers.ts"
import { compare } from "./time.ts"
import { bareTotal, cart, ourTotal } from "./totals.ts"

const inColumns = (...cells: ReadonlyArray<string>): string => cells.map((cell, i) => (i === 0 ? cell.padEnd(38) : cell.padStart(14))).join("")
const rounded = (us: number): string => new Intl.NumberFormat("en", { maximumSignificantDigits: 3 }).format(us)

const contenders = [
  { name: "Bahi calculateTotals", totalOf: ourTotal },
  { name: "a bare integer loop", totalOf: bareTotal },
  ...peers()
]
for (const { lineCount, atMostUs } of [{ lineCount: 10, atMostUs: 3 }, { lineCount: 100, atMostUs: 25 }]) {
  const document = cart(lineCount)
  const times = compare(contenders.map(({ totalOf }) => totalOf(document)))
  console.log(inColumns(`${lineCount} lines`, "µs", "× ours"))
  contenders.forEach(({ name }, i) => console.log(inColumns(`  ${name}`, rounded(times[i]!), rounded(times[i]! / times[0]!))))
  console.log(inColumns("  to reach", `≤ ${atMostUs}`), "\n")
}
