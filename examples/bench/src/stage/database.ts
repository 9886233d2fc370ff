import { startEmbedded } from "@bahi/postgres/embedded"
import { mkdirSync, rmSync } from "node:fs"
import { totalmem } from "node:os"
import { join } from "node:path"
import postgres, { type Sql } from "postgres"

/** A PostgreSQL with durable commits and a quarter of the memory, as its manual advises, for as long as the bench runs. */
export const startDatabases = async () => {
  const dataDir = join(import.meta.dirname, `../../../../.data/bench-${process.pid}`)
  mkdirSync(dataDir, { recursive: true })
  const server = await startEmbedded({ dataDir, durability: "safe", maxConnections: 150, sharedBuffersMb: Math.floor(totalmem() / 4 / 1024 ** 2) })
  const urlOf = (name: string): string => {
    const url = new URL(server.url)
    url.pathname = `/${name}`
    return url.href
  }
  const open: Array<Sql> = []
  const connect = (name: string): Sql => {
    const sql = postgres(urlOf(name), { max: 3, onnotice: () => {}, connection: { application_name: "bench" } })
    open.push(sql)
    return sql
  }
  const main = connect("bahi")
  return {
    urlOf,
    connect,
    create: async (name: string, template = "template0"): Promise<void> => {
      await main.unsafe(`create database ${name} template ${template} strategy file_copy`)
    },
    stop: async (): Promise<void> => {
      await Promise.all(open.map((sql) => sql.end({ timeout: 1 })))
      await server.stop()
      rmSync(server.dataDir, { recursive: true, force: true })
      rmSync(dataDir, { recursive: true, force: true })
    }
  }
}
export type Databases = Awaited<ReturnType<typeof startDatabases>>
