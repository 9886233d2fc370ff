import { spawnSync } from "node:child_process"
import { readFileSync } from "node:fs"

/** The command line of a running process; undefined when there is none, or only a zombie. */
export const commandOf = (pid: number): string | undefined => {
  if (!Number.isInteger(pid) || pid <= 0) return undefined
  if (process.platform !== "linux") {
    return spawnSync("ps", ["-p", String(pid), "-o", "command="], { encoding: "utf8" }).stdout.trim() || undefined
  }
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ").trim() || undefined
  } catch {
    return undefined
  }
}

/** Whether it became true in time, looking every 10 ms. */
export const until = async (holds: () => boolean, withinMs: number): Promise<boolean> => {
  const deadline = performance.now() + withinMs
  while (!holds()) {
    if (performance.now() > deadline) return false
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
  return true
}
