import { closeSync, existsSync, openSync, readFileSync, truncateSync, writeSync } from "node:fs"
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

/** Written before the answer is sent. A last line that was torn is cut off: nobody has heard of it. */
export const openJournal = (path: string): { readonly journal: Journal; readonly lines: ReadonlyArray<Line> } => {
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
        if (file !== undefined) closeSync(file)
        file = undefined
      }
    }
  }
}
