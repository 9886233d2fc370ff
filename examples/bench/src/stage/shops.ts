import { migrate } from "@bahi/postgres"
import { PgClient } from "@effect/sql-pg"
import { Effect, Redacted } from "effect"
import type { Sql } from "postgres"
import { type Databases } from "./database.ts"
import { stockUp } from "./goods.ts"
import { cast, mouldsOf, prepare, settle } from "./preload.ts"
import { startOurs } from "./server.ts"
import { placeSpecimens } from "./specimen.ts"

/** How many of the preloaded orders wait to be paid. */
const WAITING = 3_000

const CHUNK = 5_000

/** Makes a database as a shop would have left it after so many confirmed orders, for others to be cloned from. */
export const preload = async (databases: Databases, name: string, gatewayUrl: string, { orders, lines }: { readonly orders: number; readonly lines: number }, tell: (done: number) => void): Promise<void> => {
  await databases.create(name)
  await Effect.runPromise(migrate().pipe(Effect.provide(PgClient.layer({ url: Redacted.make(databases.urlOf(name)) }))))
  const sql = databases.connect(name)
  await stockUp(sql)
  const server = await startOurs(databases.urlOf(name), gatewayUrl)
  const specimens = await placeSpecimens(server.baseUrl, sql, lines).finally(server.stop)
  await prepare(sql)
  const confirmed = await mouldsOf(sql, specimens.confirmed, "confirmed")
  const waiting = await mouldsOf(sql, specimens.waiting, "waiting")
  let begun = 0
  const castOn = async (): Promise<void> => {
    while (begun < orders) {
      const from = begun + 1
      begun = Math.min(orders, begun + CHUNK)
      await cast(sql, confirmed, from, begun, orders)
      tell(begun)
    }
  }
  await Promise.all([castOn(), castOn()])
  await cast(sql, waiting, 1, WAITING, WAITING)
  await settle(sql)
  await close(sql)
}

/** A database can be cloned only while nobody looks at it. */
const close = (sql: Sql): Promise<void> => sql.end({ timeout: 1 })
