import { invalid } from "./envelope.ts"
import { onlyFields, type Fields } from "./input.ts"

const pageFields = "count skip from to".split(" ")
const earliest = 946_684_800
const latest = 4_765_046_400

/** The page that a query asks for, the newest first, of entities that come in the order of creation. */
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
  const [count = 10, skip = 0, from = earliest, to = latest] = pageFields.map((name) => integer(query, name))
  if (count < 1) throw invalid("The count must be at least 1.", "count")
  if (count > 100) throw invalid("The count may not be greater than 100.", "count")
  if (skip < 0) throw invalid("The skip must be at least 0.", "skip")
  if (from < earliest || from > latest) throw invalid(`from must be between ${earliest} and ${latest}`)
  if (to < earliest || to > latest) throw invalid(`to must be between ${earliest} and ${latest}`)
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
