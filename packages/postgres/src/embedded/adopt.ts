import { realpathSync } from "node:fs"
import { Effect } from "effect"
import { urlOf, type Cluster } from "./cluster.ts"
import { withConnection } from "./connection.ts"
import { EmbeddedPostgresError, orSetDatabaseUrl } from "./error.ts"
import { livingOwner, writeOwner } from "./owner.ts"
import { findPostmaster, launch, type LaunchOptions, type Postmaster, shutDown } from "./postmaster.ts"
import { until } from "./process.ts"

type Running = { readonly postmaster: Postmaster; readonly adopted: boolean }

/** Uses the server that runs on the data, or starts one; of several starts at once, all use the fastest one's. */
export const adoptOrLaunch = async (options: LaunchOptions, log: (line: string) => void): Promise<Running> => {
  const { cluster } = options
  for (let attempt = 0; attempt < 10; attempt++) {
    const found = findPostmaster(cluster)
    if (found !== undefined) {
      const postmaster = await adopt(found, options, log)
      if (postmaster !== undefined) return { postmaster, adopted: true }
      continue
    }
    const launched = await launch(options)
    switch (launched.outcome) {
      case "ready":
        writeOwner(cluster, launched.postmaster)
        return { postmaster: launched.postmaster, adopted: false }
      case "data_taken":
        // By another start, or by the last children of a killed server, which end by themselves.
        await new Promise((resolve) => setTimeout(resolve, 200))
        continue
      case "port_taken":
        continue
    }
  }
  throw new EmbeddedPostgresError(
    "folder_in_use",
    `Another PostgreSQL holds ${cluster.data} and neither answers nor leaves. Stop it, choose another data folder, ${orSetDatabaseUrl}.`
  )
}

/** Waits for a server that starts or stops, and takes it over; one that does not serve us is shut down. */
const adopt = async (
  found: Postmaster,
  { cluster, durability }: LaunchOptions,
  log: (line: string) => void
): Promise<Postmaster | undefined> => {
  await until(() => {
    const now = findPostmaster(cluster)
    return now === undefined || now.pid !== found.pid || now.status === "ready"
  }, 60_000)
  const now = findPostmaster(cluster)
  if (now === undefined || now.pid !== found.pid) return undefined

  const owner = livingOwner(cluster, now)
  const serves = await answersAs(cluster, now)
  if (serves === durability || (serves !== undefined && owner !== undefined)) {
    log(`PostgreSQL was already running on ${cluster.data} (process ${now.pid}) and is used`)
    if (owner === undefined) writeOwner(cluster, now)
    return now
  }
  if (owner !== undefined) {
    // Killed a moment ago, a process that is busy may take that long to be gone.
    if (await until(() => findPostmaster(cluster)?.pid !== now.pid, 2_000)) return undefined
    throw new EmbeddedPostgresError(
      "folder_in_use",
      `Process ${owner} runs a PostgreSQL on ${cluster.data} that does not answer. Stop that process, choose another data folder, ${orSetDatabaseUrl}.`
    )
  }
  log(`PostgreSQL was left running on ${cluster.data} (process ${now.pid}) and is restarted`)
  await shutDown(now, cluster)
  return undefined
}

/** The durability of the server that answers on this port, if it is the one on our data. */
const answersAs = async (cluster: Cluster, postmaster: Postmaster): Promise<"safe" | "fast" | undefined> => {
  try {
    return await withConnection(urlOf(cluster, postmaster, "postgres"), (sql) =>
      Effect.map(
        sql<{ folder: string; fsync: string }>`select current_setting('data_directory') folder, current_setting('fsync') fsync`,
        ([row]) => row !== undefined && realpathSync(row.folder) === cluster.data ? (row.fsync === "off" ? "fast" : "safe") : undefined
      )
    )
  } catch {
    return undefined
  }
}
