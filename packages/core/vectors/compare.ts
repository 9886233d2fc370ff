import { Malformed, objectOf, textOf } from "./reading.ts"

/** Where an answer differs from what was published. */
export interface Mismatch {
  readonly key: string
  readonly expected: unknown
  readonly got: unknown
}

/** Compares the keys that `expected` has, lists of objects by their `id`. Throws `Malformed` where it expects nothing. */
export const mismatchesOf = (expected: Readonly<Record<string, unknown>>, got: object, path = ""): ReadonlyArray<Mismatch> => {
  if (Object.keys(expected).length === 0) throw new Malformed(`${path || "expected"} expects nothing`)
  return Object.entries(expected).flatMap(([name, value]) => {
    const key = path === "" ? name : `${path}.${name}`
    const answer = (got as Readonly<Record<string, unknown>>)[name]
    if (!Array.isArray(value)) return value === answer ? [] : [{ key, expected: value, got: answer }]
    if (!Array.isArray(answer)) return [{ key, expected: value, got: answer }]
    return value.flatMap((item, i) => {
      const { id, ...figures } = objectOf(item, `${key}[${i}]`)
      const row = answer.find((each) => each.id === textOf(id, `${key}[${i}].id`))
      return row === undefined ? [{ key: `${key}.${String(id)}`, expected: figures, got: undefined }] : mismatchesOf(figures, row, `${key}.${String(id)}`)
    })
  })
}

/** One published number, or many that belong together. `check` throws `Malformed` where it cannot be understood. */
export interface VectorCase {
  readonly id: string
  readonly check: () => ReadonlyArray<Mismatch>
}
