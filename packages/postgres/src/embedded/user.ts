// PostgreSQL refuses to run as root, so under root it runs as an unprivileged user.
import { spawnSync } from "node:child_process"
import { chownSync, existsSync, mkdtempSync, rmSync, statSync } from "node:fs"
import { join } from "node:path"
import { EmbeddedPostgresError, orSetDatabaseUrl } from "./error.ts"

/** Whom to run as: nobody in particular unless we are root. Spread into the options of `spawn`. */
export type User = { readonly uid: number; readonly gid: number } | { readonly uid?: never; readonly gid?: never }

const nobody: User = { uid: 65534, gid: 65534 }

export const isRoot = (): boolean => process.getuid?.() === 0

/** Data that exist keep their owner, so that they open the same whoever starts the server. */
export const userFor = (existingData: string): User => {
  if (!isRoot()) return {}
  if (!existsSync(existingData)) return nobody
  const { uid, gid } = statSync(existingData)
  return uid === 0 ? nobody : { uid, gid }
}

export const giveTo = (user: User, path: string): void => {
  if (user.uid !== undefined) chownSync(path, user.uid, user.gid)
}

/** Whether the user can own and enter a folder made here: not below a folder of mode 700, nor on a mount that ignores owners. */
export const canLiveIn = (folder: string, user: User): boolean => {
  if (user.uid === undefined) return true
  let probe: string | undefined
  try {
    probe = mkdtempSync(join(folder, "probe-"))
    giveTo(user, probe)
    return statSync(probe).uid === user.uid && enters(probe, user)
  } catch (cause) {
    if (cause instanceof EmbeddedPostgresError) throw cause
    return false
  } finally {
    if (probe !== undefined) rmSync(probe, { recursive: true, force: true })
  }
}

// By a shell, because `spawn` enters its `cwd` before it drops to the user.
const enters = (folder: string, user: User): boolean => {
  const { status, error } = spawnSync("/bin/sh", ["-c", 'cd "$1"', "sh", folder], { ...user, cwd: "/", stdio: "ignore" })
  if (error !== undefined) throw rootIsStuck(error)
  return status === 0
}

const rootIsStuck = (cause: Error) =>
  new EmbeddedPostgresError(
    "root_not_droppable",
    `PostgreSQL refuses to run as root, and this root may not become another user (${cause.message}). Start as an ordinary user, ${orSetDatabaseUrl}.`,
    { cause }
  )
