import { expect, it } from "vitest"
import { Effect } from "effect"
import { withConnection } from "../embedded/connection.ts"
import { freshDatabase, templateDatabase } from "./index.ts"

it("gives each caller an empty database", async () => {
  const [one, other] = await Promise.all([freshDatabase(), freshDatabase()])
  await withConnection(one.url, (sql) => sql`create table t(id int)`)
  await withConnection(other.url, (sql) => sql`create table t(id int)`)
  await Promise.all([one.drop(), other.drop()])
})

it("drops a database that somebody is still connected to", async () => {
  const database = await freshDatabase()
  await withConnection(database.url, (sql) =>
    Effect.gen(function*() {
      yield* sql`select 1`
      yield* Effect.promise(() => database.drop())
    }))
  await expect(withConnection(database.url, (sql) => sql`select 1`)).rejects.toThrow()
})

it("migrates a template once and clones it", async () => {
  let migrations = 0
  const migrate = async (url: string) => {
    migrations += 1
    await withConnection(url, (sql) => sql`create table migrated(id int)`)
  }
  const [template] = await Promise.all([1, 2, 3].map(() => templateDatabase("once", migrate)))
  const clones = await Promise.all([1, 2, 3, 4].map(() => freshDatabase(template)))
  for (const { url } of clones) await withConnection(url, (sql) => sql`insert into migrated values (1)`)
  expect(migrations).toBe(1)
})

it("builds a template again when its migration failed", async () => {
  await expect(templateDatabase("twice", () => Promise.reject(new Error("no such column")))).rejects.toThrow("no such column")
  const template = await templateDatabase("twice", (url) => withConnection(url, (sql) => Effect.asVoid(sql`create table migrated(id int)`)))
  const { url } = await freshDatabase(template)
  expect(await withConnection(url, (sql) => sql`select * from migrated`)).toEqual([])
})
