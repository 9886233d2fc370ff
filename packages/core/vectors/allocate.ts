import { allocate } from "@bahi/core/money"
import type { Mismatch } from "./compare.ts"
import { arrayOf, type Fields, numberOf, onlyKeys, paiseOf } from "./reading.ts"

/** `{ amount, weights[] }` → `{ shares[] }`. */
export const allocateCase = (input: Fields, expected: Fields): ReadonlyArray<Mismatch> => {
  onlyKeys(input, "input", ["amount", "weights"])
  const amount = paiseOf(input["amount"], "amount")
  const weights = arrayOf(input["weights"], "weights").map((weight, i) => numberOf(weight, `weights[${i}]`))
  const shares = arrayOf(expected["shares"], "expected.shares").map((share, i) => numberOf(share, `expected.shares[${i}]`))
  const got = answerOf(() => allocate(amount, weights))
  return JSON.stringify(got) === JSON.stringify(shares) ? [] : [{ key: "shares", expected: shares, got }]
}

/** `allocate` throws for what it cannot split; here that is an answer like any other. */
const answerOf = <A>(calculate: () => A): A | string => {
  try {
    return calculate()
  } catch (error) {
    if (error instanceof RangeError) return error.message
    throw error
  }
}
