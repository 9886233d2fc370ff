import { closeSync, existsSync, openSync, readFileSync, rmSync, truncateSync, writeFileSync, writeSync } from "node:fs"
import type { Change } from "./entity.ts"

/** All that one request changed, on one line: after a kill it happened, or it did not. */
interface Line {
  readonly drawn: number
  readonly changes: ReadonlyArray<Change>
}

export interface Journal {
  readonly append: (line: Line) => void
  readonly close: () => void
}

export const noJournal: Journal = { append: () => {}, close: () => {} }

/** Another emulator writes this journal: two would not know of each other's payments. */
export class JournalTaken extends Error {
  override readonly name = "JournalTaken"
}

/** Takes the journal for this process. One that a killed process has left is free. */
const take = (lock: string): void => {
  try {
    writeFileSync(lock, String(process.pid), { flag: "wx" })
  } catch {
    if (isAlive(Number(readFileSync(lock, "utf8")))) throw new JournalTaken(`${lock} says that another emulator writes this journal`)
    writeFileSync(lock, String(process.pid))
  }
}

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM"
  }
}

/** Written before the answer is sent. A last line that was torn is cut off: nobody has heard of it. */
export const openJournal = (path: string): { readonly journal: Journal; readonly lines: ReadonlyArray<Line> } => {
  const lock = `${path}.lock`
  take(lock)
  const text = existsSync(path) ? readFileSync(path) : Buffer.alloc(0)
  const whole = text.subarray(0, text.lastIndexOf("\n") + 1)
  if (whole.length < text.length) truncateSync(path, whole.length)
  const lines = whole.toString().split("\n").filter((line) => line !== "").map((line) => JSON.parse(line) as Line)
  let file: number | undefined = openSync(path, "a")
  return {
    lines,
    journal: {
      append: (line) => {
        if (file === undefined) throw new Error("The emulator was stopped")
        writeSync(file, `${JSON.stringify(line)}\n`)
      },
      close: () => {
        if (file === undefined) return
        closeSync(file)
        rmSync(lock, { force: true })
        file = undefined
      }
    }
  }
}
