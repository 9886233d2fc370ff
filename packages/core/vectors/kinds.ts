import { allocateCase } from "./allocate.ts"
import type { Mismatch, VectorCase } from "./compare.ts"
import { gstinCases } from "./gstin.ts"
import { arrayOf, type Fields, Malformed, objectOf, textOf } from "./reading.ts"
import { refundCase } from "./refund.ts"
import { totalsCase } from "./totals.ts"

/** The cases of a vector file, by its kind. Throws `Malformed` for a kind that no calculator here answers. */
export const casesOf = (content: unknown): ReadonlyArray<VectorCase> => {
  const file = objectOf(content, "file")
  const kind = textOf(file["kind"], "kind")
  if (kind === "gstin") return gstinCases(file)
  const checkCase = Object.hasOwn(checks, kind) ? checks[kind] : undefined
  if (checkCase === undefined) throw new Malformed(`kind ${JSON.stringify(kind)} is unknown; known are ${[...Object.keys(checks), "gstin"].join(", ")}`)
  return arrayOf(file["cases"], "cases").map((each, i) => {
    const id = typeof each === "object" && each !== null && "id" in each && typeof each.id === "string" ? each.id : `cases[${i}]`
    return {
      id,
      check: () => {
        const { id: given, input, expected } = objectOf(each, "case")
        textOf(given, "id")
        return checkCase(objectOf(input, "input"), objectOf(expected, "expected"))
      }
    }
  })
}

const checks: Readonly<Record<string, (input: Fields, expected: Fields) => ReadonlyArray<Mismatch>>> = {
  totals: totalsCase,
  allocate: allocateCase,
  refund: refundCase
}
