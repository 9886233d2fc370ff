import { peers } from "./peers.ts"
import { compare } from "./time.ts"
import { bareTotal, cart, ourTotal } from "./totals.ts"

/** What one contender took for one cart. */
export interface CalculatorRow {
  readonly lines: number
  readonly name: string
  readonly us: number
  readonly timesOurs: number
  readonly atMostUs: number
}

/** How long calculateTotals takes: beside a bare integer loop that does the least (the ratio is what GST, discounts, charges and every figure cost), and beside others. */
export const timeCalculators = (): ReadonlyArray<CalculatorRow> => {
  const contenders = [
    { name: "Bahi calculateTotals", totalOf: ourTotal },
    { name: "a bare integer loop", totalOf: bareTotal },
    ...peers()
  ]
  return [{ lines: 10, atMostUs: 3 }, { lines: 100, atMostUs: 25 }].flatMap(({ lines, atMostUs }) => {
    const document = cart(lines)
    const times = compare(contenders.map(({ totalOf }) => totalOf(document)))
    return contenders.map(({ name }, i) => ({ lines, name, us: times[i]!, timesOurs: times[i]! / times[0]!, atMostUs }))
  })
}
