import { createHash } from "node:crypto"
import { chmodSync, existsSync, lstatSync, mkdirSync, realpathSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { EmbeddedPostgresError, orSetDatabaseUrl } from "./error.ts"
import { canLiveIn, isRoot, userFor, type User } from "./user.ts"

/** The folder that the data live in, and the user that the server runs as. */
export type Place = { readonly folder: string; readonly user: User }

export const dataIn = (folder: string): string => join(folder, "cluster", "data")

/** The wanted folder, or, where the unprivileged user cannot reach it, one of the same project outside. Data that exist are never left behind for an empty folder. */
export const findPlace = (wanted: string, log: (line: string) => void): Place => {
  makeFolder(wanted)
  const folder = realpathSync(wanted)
  if (!isRoot()) return { folder, user: {} }

  const places = [folder, outside(folder)].map((folder) => ({ folder, user: userFor(dataIn(folder)) }))
  const withData = places.find((place) => existsSync(dataIn(place.folder)))
  const place = (withData === undefined ? places : [withData]).find(({ folder, user }) => {
    if (folder !== places[0]?.folder) makeSharedFolder(folder)
    return canLiveIn(folder, user)
  })
  if (place === undefined) {
    throw new EmbeddedPostgresError(
      "folder_unreachable",
      `PostgreSQL cannot run as root, and an unprivileged user cannot reach ${withData?.folder ?? folder}. Let every user enter its parent folders (chmod o+x), choose another data folder, ${orSetDatabaseUrl}.`
    )
  }
  if (place.folder !== folder) {
    log(`PostgreSQL runs as an unprivileged user, which cannot reach ${folder}: the data are in ${place.folder}`)
  }
  return place
}

/** Survives restarts, unlike /tmp on many systems. */
export const sharedFolder = (): string => (existsSync("/var/tmp") ? "/var/tmp" : realpathSync(tmpdir()))

/** Makes a folder that everybody can pass through, and trusts an existing one only when root owns it. */
export const makeSharedFolder = (folder: string): void => {
  if (!existsSync(folder)) {
    mkdirSync(folder)
    chmodSync(folder, 0o755)
  }
  const stat = lstatSync(folder)
  if (stat.isDirectory() && stat.uid === 0) return
  throw new EmbeddedPostgresError(
    "folder_unreachable",
    `${folder} was made by another user. Remove it, choose a data folder that every user can enter, ${orSetDatabaseUrl}.`
  )
}

const outside = (folder: string): string =>
  join(sharedFolder(), `bahi-${createHash("sha256").update(folder).digest("hex").slice(0, 12)}`)

const makeFolder = (folder: string): void => {
  try {
    mkdirSync(folder, { recursive: true })
  } catch (cause) {
    throw new EmbeddedPostgresError(
      "folder_unreachable",
      `The data folder ${folder} cannot be made (${(cause as Error).message}). Choose another one, ${orSetDatabaseUrl}.`,
      { cause }
    )
  }
}
