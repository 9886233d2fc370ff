import { invalid } from "./envelope.ts"
import { onlyFields, type Fields } from "./input.ts"

const pageFields = ["count", "skip", "from", "to"]

/** The page that a query asks for, of entities in the order of creation: the newest first, at most `youngest` (ms) old. */
export const pageOf = <Entity extends { readonly createdAt: number }>(
  entities: Iterable<Entity>,
  query: Fields,
  { filters = [], bornBefore = Infinity, where = () => true }: {
    readonly filters?: ReadonlyArray<string>
    readonly bornBefore?: number
    readonly where?: (entity: Entity) => boolean
  } = {}
): ReadonlyArray<Entity> => {
  onlyFields(query, [...pageFields, ...filters])
  const count = integer(query, "count") ?? 10
  if (count < 1) throw invalid("The count must be at least 1.", "count")
  if (count > 100) throw invalid("The count may not be greater than 100.", "count")
  const skip = integer(query, "skip") ?? 0
  if (skip < 0) throw invalid("The skip must be at least 0.", "skip")
  const from = instant(query, "from") ?? -Infinity
  const to = instant(query, "to") ?? Infinity
  return [...entities]
    .filter((entity) => seconds(entity.createdAt) >= from && seconds(entity.createdAt) <= to && entity.createdAt <= bornBefore && where(entity))
    .reverse()
    .slice(skip, skip + count)
}

export const collection = <Item>(items: ReadonlyArray<Item>) => ({ entity: "collection" as const, count: items.length, items })

export const seconds = (ms: number): number => Math.floor(ms / 1000)

const integer = (query: Fields, name: string): number | undefined => {
  const value = query[name]
  if (value === undefined || value === "") return undefined
  if (typeof value !== "string" || !/^-?\d+$/.test(value)) throw invalid(`The ${name} must be an integer.`, name)
  return Number(value)
}

const instant = (query: Fields, name: string): number | undefined => {
  const value = integer(query, name)
  if (value !== undefined && (value < 946_684_800 || value > 4_765_046_400)) throw invalid(`${name} must be between 946684800 and 4765046400`, name)
  return value
}
