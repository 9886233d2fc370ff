import { spawn } from "node:child_process"
import { randomBytes } from "node:crypto"
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, statfsSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { EmbeddedPostgresError, orSetDatabaseUrl } from "./error.ts"
import { dataIn, type Place } from "./place.ts"
import { commandOf } from "./process.ts"
import type { Programs } from "./programs.ts"
import { giveTo } from "./user.ts"

/** PostgreSQL's own data folder and what we keep beside it. */
export type Cluster = {
  readonly data: string
  readonly passwordFile: string
  readonly logFile: string
  /** Names the process that will stop the server. */
  readonly ownerFile: string
}

export const clusterIn = (folder: string): Cluster => ({
  data: dataIn(folder),
  passwordFile: join(folder, "cluster", "password"),
  logFile: join(folder, "cluster", "server.log"),
  ownerFile: join(folder, "cluster", "owner")
})

/** Opens the cluster, or makes one aside and moves it into place when complete, so that half a cluster is never found. */
export const openCluster = async (place: Place, programs: Programs, durability: "safe" | "fast"): Promise<Cluster> => {
  if (!isComplete(place)) await makeCluster(place, programs, durability)
  const cluster = clusterIn(place.folder)
  passwordOf(cluster)
  return cluster
}

/** Of the superuser `postgres`. Only the owner of the data can read it. */
export const passwordOf = ({ passwordFile }: Cluster): string => {
  try {
    return readFileSync(passwordFile, "utf8")
  } catch (cause) {
    throw new EmbeddedPostgresError(
      "folder_unreachable",
      `${passwordFile} cannot be read (${(cause as Error).message}). If another user made it, start as that user; else move the folder away and start again, ${orSetDatabaseUrl}.`,
      { cause }
    )
  }
}

export const urlOf = (cluster: Cluster, { port }: { readonly port: number }, database: string): string =>
  `postgres://postgres:${passwordOf(cluster)}@127.0.0.1:${port}/${database}`

const isComplete = (place: Place): boolean => existsSync(join(place.folder, "cluster"))

const unfinishedPrefix = "unfinished-"
const unfinishedHere = new Set<string>()

const makeCluster = async (place: Place, programs: Programs, durability: "safe" | "fast"): Promise<void> => {
  removeUnfinished(place.folder)
  const unfinished = mkdtempSync(join(place.folder, `${unfinishedPrefix}${process.pid}-`))
  unfinishedHere.add(unfinished)
  try {
    const passwordFile = join(unfinished, "password")
    writeFileSync(passwordFile, randomBytes(24).toString("base64url"), { mode: 0o600 })
    mkdirSync(join(unfinished, "data"), { mode: 0o700 })
    for (const path of [passwordFile, join(unfinished, "data"), unfinished]) giveTo(place.user, path)
    await initdb(place, programs, [
      `--pgdata=${join(unfinished, "data")}`,
      `--pwfile=${passwordFile}`,
      "--username=postgres",
      "--auth=scram-sha-256",
      "--encoding=UTF8",
      "--locale=C",
      "--locale-provider=builtin",
      "--builtin-locale=C.UTF-8",
      ...(durability === "fast" ? ["--no-sync"] : [])
    ])
    renameSync(unfinished, join(place.folder, "cluster"))
  } catch (cause) {
    rmSync(unfinished, { recursive: true, force: true })
    // Another start was faster: its cluster is as good.
    if (!isComplete(place)) throw cause
  } finally {
    unfinishedHere.delete(unfinished)
  }
}

/** Of starts that were killed; a start that is still at work keeps its own. */
const removeUnfinished = (folder: string): void => {
  for (const name of readdirSync(folder)) {
    const maker = Number(new RegExp(`^${unfinishedPrefix}(\\d+)-`).exec(name)?.[1])
    const abandoned = maker === process.pid ? !unfinishedHere.has(join(folder, name)) : maker > 0 && commandOf(maker) === undefined
    if (abandoned) rmSync(join(folder, name), { recursive: true, force: true, maxRetries: 5 })
  }
}

const initdb = (place: Place, programs: Programs, args: ReadonlyArray<string>): Promise<void> =>
  new Promise((resolve, reject) => {
    const child = spawn(programs.initdb, args, { ...place.user, cwd: "/", stdio: ["ignore", "pipe", "pipe"] })
    let output = ""
    child.stdout.on("data", (chunk) => (output += chunk))
    child.stderr.on("data", (chunk) => (output += chunk))
    child.on("error", reject)
    child.on("close", (status) => (status === 0 ? resolve() : reject(initdbFailed(place.folder, output))))
  })

const initdbFailed = (folder: string, output: string) =>
  saysDiskFull(output) || freeBytes(folder) < clusterBytes
    ? diskFull(folder)
    : new EmbeddedPostgresError(
        "not_starting",
        `initdb failed in ${folder}: ${output.trim().split("\n").slice(-3).join(" ")}. Choose another data folder, ${orSetDatabaseUrl}.`
      )

const clusterBytes = 64_000_000

const freeBytes = (folder: string): number => {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize
}

export const saysDiskFull = (words: string): boolean => /no space left|wrote only \d+ of \d+ bytes/i.test(words)

export const diskFull = (folder: string) =>
  new EmbeddedPostgresError("disk_full", `No space is left on the disk of ${folder}. Free some (a new cluster takes about 60 MB), ${orSetDatabaseUrl}.`)
