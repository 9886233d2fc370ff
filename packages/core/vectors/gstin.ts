import { parseGstin } from "@bahi/core/tax"
import type { Mismatch, VectorCase } from "./compare.ts"
import { arrayOf, type Fields, listOf, onlyKeys, textOf } from "./reading.ts"

/** `{ valid: ["…"], invalid: [{ gstin, reason }] }`: each number is a case. */
export const gstinCases = (file: Fields): ReadonlyArray<VectorCase> => [
  ...arrayOf(file["valid"], "valid").map((each, i): VectorCase => {
    const gstin = textOf(each, `valid[${i}]`)
    return { id: gstin, check: () => mismatchOf(gstin, "valid") }
  }),
  ...listOf(file["invalid"], "invalid", (each, path): VectorCase => {
    const gstin = textOf(each["gstin"], `${path}.gstin`)
    return {
      id: gstin,
      check: () => {
        onlyKeys(each, path, ["gstin", "reason"])
        return mismatchOf(gstin, "invalid")
      }
    }
  })
]

const mismatchOf = (text: string, expected: "valid" | "invalid"): ReadonlyArray<Mismatch> => {
  const gstin = parseGstin(text)
  return gstin.ok === (expected === "valid") ? [] : [{ key: "gstin", expected, got: gstin.ok ? gstin.value : gstin.error }]
}
