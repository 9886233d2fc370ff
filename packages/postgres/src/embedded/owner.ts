// The process that stops a server: the one that started it, or that adopted it when the former was gone.
import { readFileSync, writeFileSync } from "node:fs"
import type { Cluster } from "./cluster.ts"
import type { Postmaster } from "./postmaster.ts"
import { commandOf } from "./process.ts"

export const writeOwner = (cluster: Cluster, postmaster: Postmaster): void =>
  writeFileSync(cluster.ownerFile, `${postmaster.pid} ${process.pid}`)

export const livingOwner = (cluster: Cluster, postmaster: Postmaster): number | undefined => {
  try {
    const [server, owner] = readFileSync(cluster.ownerFile, "utf8").split(" ").map(Number)
    return server === postmaster.pid && owner !== undefined && commandOf(owner) !== undefined ? owner : undefined
  } catch {
    return undefined
  }
}
