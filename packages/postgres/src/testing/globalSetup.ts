// Starts one PostgreSQL for a run of vitest, whichever of its projects ask for it, and removes it at the end.
import { randomBytes } from "node:crypto"
import { readdirSync, rmSync, statSync } from "node:fs"
import { join } from "node:path"
import { Effect } from "effect"
import type { TestProject } from "vitest/node"
import { withConnection } from "../embedded/connection.ts"
import { commandOf } from "../embedded/process.ts"
import { startEmbedded, stopLeftBehind } from "../embedded/start.ts"
import { temporaryFolder, temporaryRoot } from "./temporary-folder.ts"

declare module "vitest" {
  interface ProvidedContext {
    /** Of a superuser. */
    readonly postgresUrl: string
    /** Begins the name of each database of this run. */
    readonly postgresPrefix: string
  }
}

type TestServer = { readonly url: string; readonly prefix: string; readonly remove: () => Promise<void> }

/** Provides `postgresUrl` to tests: of an embedded PostgreSQL, or of the server in BAHI_TEST_DATABASE_URL. */
export default async (project: TestProject): Promise<() => Promise<void>> => {
  const shared = sharedByProjects()
  shared.users += 1
  shared.server ??= start()
  const { url, prefix, remove } = await shared.server
  project.provide("postgresUrl", url)
  project.provide("postgresPrefix", prefix)
  return async () => {
    shared.users -= 1
    if (shared.users > 0) return
    delete shared.server
    await remove()
  }
}

// Each project loads this module anew.
const sharedByProjects = (): { users: number; server?: Promise<TestServer> } =>
  ((globalThis as Record<symbol, unknown>)[Symbol.for("@bahi/postgres/testing")] ??= { users: 0 }) as ReturnType<typeof sharedByProjects>

const start = (): Promise<TestServer> => {
  const prefix = `bahi_test_${randomBytes(4).toString("hex")}_`
  const given = process.env["BAHI_TEST_DATABASE_URL"]
  return given === undefined ? startTemporary(prefix) : Promise.resolve({ url: given, prefix, remove: () => dropAll(given, prefix) })
}

const startTemporary = async (prefix: string): Promise<TestServer> => {
  await removeLeftBehind()
  const dataDir = temporaryFolder(`${folderPrefix}${process.pid}-`)
  const server = await startEmbedded({ dataDir, durability: "fast", maxConnections: 200 })
  return {
    url: server.url,
    prefix,
    remove: async () => {
      await server.stop()
      rmSync(server.dataDir, { recursive: true, force: true })
      rmSync(dataDir, { recursive: true, force: true })
    }
  }
}

const folderPrefix = "bahi-test-"

/** Of our own runs that were killed. */
const removeLeftBehind = async (): Promise<void> => {
  const root = temporaryRoot()
  for (const name of readdirSync(root)) {
    const pid = Number(new RegExp(`^${folderPrefix}(\\d+)-`).exec(name)?.[1])
    if (!(pid > 0) || commandOf(pid) !== undefined || statSync(join(root, name)).uid !== process.getuid?.()) continue
    await stopLeftBehind(join(root, name))
    rmSync(join(root, name), { recursive: true, force: true })
  }
}

const dropAll = (url: string, prefix: string): Promise<void> =>
  withConnection(url, (sql) =>
    Effect.gen(function*() {
      const names = yield* sql<{ datname: string }>`select datname from pg_database where starts_with(datname, ${prefix})`
      for (const { datname } of names) yield* sql`drop database if exists ${sql(datname)} with (force)`
    })
  )
