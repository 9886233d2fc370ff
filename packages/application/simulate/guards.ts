// Every guard of the machines, and what their source says without it: so that a game can be played in which one rule is not kept.
import { globSync, readFileSync } from "node:fs"
import { join } from "node:path"

export interface Guard {
  readonly machine: string
  /** Relative to core's `src`, with its line: "order/decide.ts:47". */
  readonly place: string
  readonly code: string
  /** The whole file, in which this guard never refuses. */
  readonly source: string
}

export const coreSource = join(import.meta.dirname, "../../core/src")
const machines = ["cart", "checkout", "order", "payment", "refund", "return", "invoice", "reservation"]

/** Lines `from` to here with `around` put about the condition that they hold. */
const rewritten = (lines: ReadonlyArray<string>, at: number, line: string): string => lines.with(at, line).join("\n")

const indented = (line: string, condition: (text: string) => string): string => line.replace(/^(\s*(?:return |\(.*?\) =>\s*)?)(.*)$/, (_, indent: string, text: string) => `${indent}${condition(text)}`)

/** The file without the guard of this line; nothing where it has none that can be taken out. */
const without = (lines: ReadonlyArray<string>, at: number): string | undefined => {
  const line = lines[at]!
  const never = (text: string) => `false && (${text})`
  const always = (text: string) => `true || (${text})`
  if (/\bif \((.+)\) return (?:refuse\()?\{ code: "/.test(line)) return rewritten(lines, at, line.replace(/\bif \((.+)\) return /, (_, condition: string) => `if (${never(condition)}) return `))
  if (/^\s*(?:return )?.+ \? undefined : \{ code: "/.test(line)) return rewritten(lines, at, line.replace(/^(\s*(?:return )?)(.+) \? undefined : /, (_, head: string, condition: string) => `${head}${always(condition)} ? undefined : `))
  if (/^\s*(?:return )?\S[^?]* \? (?:refuse\()?\{ code: "/.test(line)) {
    return rewritten(lines, at, line.replace(/^(\s*(?:return |.*=> )?)([^?]+) \? (?=refuse\(|\{ code)/, (_, head: string, condition: string) => `${head}${never(condition)} ? `))
  }
  if (/ && \{ code: "/.test(line)) return rewritten(lines, at, line.replace(/\b(return )?(\w+) && \{ code: "/, (_, head: string | undefined, condition: string) => `${head ?? ""}${never(condition)} && { code: "`))
  if (/^\s*\? (?:refuse\()?\{ code: "/.test(line)) return rewritten(lines, at - 1, indented(lines[at - 1]!, never))
  if (/^\s*: (?:refuse\()?\{ code: "/.test(line) && /^\s*\? /.test(lines[at - 1]!)) return rewritten(lines, at - 2, indented(lines[at - 2]!, always))
  return undefined
}

/** All of them, in the order of the machines and of their files. */
export const guards: ReadonlyArray<Guard> = machines.flatMap((machine) =>
  globSync(`${machine}/*.ts`, { cwd: coreSource }).filter((path) => !/\.test\.ts$|arbitrary\.ts$|index\.ts$/.test(path)).sort().flatMap((path) => {
    const lines = readFileSync(join(coreSource, path), "utf8").split("\n")
    return lines.flatMap((line, at) => {
      const code = /^(?!.*readonly code).*\{ code: "(\w+)"/.exec(line)?.[1]
      const source = code === undefined ? undefined : without(lines, at)
      return code === undefined || source === undefined ? [] : [{ machine, place: `${path}:${at + 1}`, code, source }]
    })
  }))
