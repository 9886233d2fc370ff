// What tests do with an embedded server: give it something to remember, look at its postmaster, kill who started it.
import type { ChildProcess } from "node:child_process"
import { once } from "node:events"
import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { Effect } from "effect"
import { withConnection } from "../embedded/connection.ts"
import type { EmbeddedServer } from "../embedded/index.ts"

/** Kills a process as it stands, and waits for its end. */
export const kill = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill("SIGKILL")
  await once(child, "exit")
}

/** Writes something that has to be there after whatever comes. */
export const remember = (server: EmbeddedServer, what: string) =>
  withConnection(server.url, (sql) =>
    Effect.gen(function*() {
      yield* sql`create table if not exists memory(what text)`
      yield* sql`insert into memory values (${what})`
    }))

export const remembered = (server: EmbeddedServer): Promise<ReadonlyArray<string>> =>
  withConnection(server.url, (sql) => Effect.map(sql<{ what: string }>`select what from memory`, (rows) => rows.map((row) => row.what)))

/** The file that a running postmaster keeps; empty when none does. */
export const pidFile = (server: EmbeddedServer): string => {
  const path = join(server.dataDir, "cluster/data/postmaster.pid")
  return existsSync(path) ? readFileSync(path, "utf8") : ""
}

export const postmasterPid = (server: EmbeddedServer): number | undefined => Number(pidFile(server).split("\n")[0]) || undefined
