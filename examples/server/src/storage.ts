import { Catalog, Inventory } from "@bahi/application"
import { migrated, postgresClient, storagePostgres } from "@bahi/postgres"
import { embeddedServer } from "@bahi/postgres/embedded"
import { Config, Console, Effect, Layer, Option, Redacted } from "effect"
import { demoCatalog } from "./catalog.ts"

/** The database of `DATABASE_URL`, or a PostgreSQL of our own that keeps its data in `.data/`. */
const databaseUrl = Effect.gen(function*() {
  const given = yield* Config.option(Config.Redacted("DATABASE_URL"))
  if (Option.isSome(given)) return given.value
  const dataDir = yield* Config.String("DATA_DIR").pipe(Config.withDefault(".data"))
  const server = yield* embeddedServer({ dataDir, durability: "safe", log: (line) => console.log(`  ${line}`) })
  yield* Console.log(`  PostgreSQL ${server.adopted ? "found running" : "started"}; its data are kept in ${server.dataDir}`)
  return Redacted.make(server.url)
})

/** What the demo shop sells is there after the first start; what was sold since stays sold. */
const stocked = Layer.effectDiscard(Effect.gen(function*() {
  const catalog = yield* Catalog
  const inventory = yield* Inventory
  const known = yield* catalog.list({ limit: 1 })
  yield* catalog.put(demoCatalog.map(({ item }) => item))
  if (known.length === 0) yield* inventory.receive(demoCatalog.flatMap(({ item, stock }) => stock > 0 ? [{ variantId: item.variantId, quantity: stock }] : []), Date.now())
}))

/** Storage with its schema up to date and the demo catalog in it. */
export const storage = Layer.unwrap(Effect.map(databaseUrl, (url) =>
  stocked.pipe(Layer.provideMerge(storagePostgres), Layer.provideMerge(migrated), Layer.provideMerge(postgresClient({ url, maxConnections: 20 })))))
