import { type Money, money } from "@bahi/core/money"
import { parsePercent, type RatePpm } from "@bahi/core/tax"

/** A vector that says nothing that could be right or wrong. The message is for whoever wrote the file. */
export class Malformed extends Error {}

export type Fields = Readonly<Record<string, unknown>>

const wrong = (value: unknown, path: string, should: string): Malformed =>
  new Malformed(value === undefined ? `${path} is missing` : `${path} is ${JSON.stringify(value)}, not ${should}`)

export const objectOf = (value: unknown, path: string): Fields => {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw wrong(value, path, "an object")
  return value as Fields
}

export const arrayOf = (value: unknown, path: string): ReadonlyArray<unknown> => {
  if (!Array.isArray(value)) throw wrong(value, path, "a list")
  return value
}

export const listOf = <A>(list: unknown, path: string, read: (item: Fields, path: string) => A): ReadonlyArray<A> =>
  arrayOf(list, path).map((item, i) => read(objectOf(item, `${path}[${i}]`), `${path}[${i}]`))

/** What nobody reads must not look as if it counted. */
export const onlyKeys = (fields: Fields, path: string, known: ReadonlyArray<string>): void => {
  const unknown = Object.keys(fields).find((key) => !known.includes(key))
  if (unknown !== undefined) throw new Malformed(`${path}.${unknown} is unknown; known are ${known.join(", ")}`)
}

export const textOf = (value: unknown, path: string): string => {
  if (typeof value !== "string" || value === "") throw wrong(value, path, "a text")
  return value
}

export const wordOf = <W extends string>(words: ReadonlyArray<W>) => (value: unknown, path: string): W => {
  if (!words.includes(value as W)) throw wrong(value, path, `one of ${words.join(", ")}`)
  return value as W
}

export const flagOf = (value: unknown, path: string): boolean => {
  if (typeof value !== "boolean") throw wrong(value, path, "true or false")
  return value
}

export const numberOf = (value: unknown, path: string): number => {
  if (typeof value !== "number") throw wrong(value, path, "a number")
  return value
}

export const paiseOf = (value: unknown, path: string): Money => {
  if (!Number.isSafeInteger(value)) throw wrong(value, path, "an amount in whole paise")
  return money(value as number)
}

export const percentOf = (value: unknown, path: string): RatePpm => {
  const rate = typeof value === "string" ? parsePercent(value) : undefined
  if (rate?.ok !== true) throw wrong(value, path, "a percentage as a decimal string")
  return rate.value
}

/** An optional field by its new name, or no field at all. */
export const optional = <K extends string, A>(name: K, value: unknown, path: string, read: (value: unknown, path: string) => A): { readonly [k in K]?: A } =>
  value === undefined ? {} : { [name]: read(value, path) } as { readonly [k in K]: A }
