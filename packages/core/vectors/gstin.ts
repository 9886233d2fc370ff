import { parseGstin } from "@bahi/core/tax"
import type { VectorCase } from "./compare.ts"
import { arrayOf, objectOf, textOf } from "./reading.ts"

/** `{ valid: ["…"], invalid: [{ gstin, reason }] }`: each number is a case. */
export const gstinCases = (file: Readonly<Record<string, unknown>>): ReadonlyArray<VectorCase> => [
  ...arrayOf(file["valid"], "valid").map((gstin, i) => gstinCase(textOf(gstin, `valid[${i}]`), "valid")),
  ...arrayOf(file["invalid"], "invalid").map((each, i) => gstinCase(textOf(objectOf(each, `invalid[${i}]`)["gstin"], `invalid[${i}].gstin`), "invalid"))
]

const gstinCase = (text: string, expected: "valid" | "invalid"): VectorCase => ({
  id: text,
  check: () => {
    const gstin = parseGstin(text)
    return gstin.ok === (expected === "valid") ? [] : [{ key: "gstin", expected, got: gstin.ok ? gstin.value : gstin.error }]
  }
})
