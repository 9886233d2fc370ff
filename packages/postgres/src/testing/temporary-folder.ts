import { chmodSync, existsSync, mkdtempSync, statfsSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

/** Makes a folder that any user can enter, in memory where there is room: a database is cloned ten times faster there. */
export const temporaryFolder = (prefix: string): string => {
  const folder = mkdtempSync(join(temporaryRoot(), prefix))
  chmodSync(folder, 0o755)
  return folder
}

export const temporaryRoot = (): string => (existsSync(memory) && freeBytes(memory) > 2_000_000_000 ? memory : tmpdir())

const memory = "/dev/shm"

const freeBytes = (folder: string): number => {
  const { bavail, bsize } = statfsSync(folder)
  return bavail * bsize
}
