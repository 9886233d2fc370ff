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
    return rewritten(lines, at, line.replace(/^(\s*(?:return |\w+: \([^()]*\) => )?)([^?]+) \? (?=refuse\(|\{ code)/, (_, head: string, condition: string) => `${head}${never(condition)} ? `))
  }
  if (/ && \{ code: "/.test(line)) return rewritten(lines, at, line.replace(/\b(return )?(\w+) && \{ code: "/, (_, head: string | undefined, condition: string) => `${head ?? ""}${never(condition)} && { code: "`))
  if (/^\s*\? (?:refuse\()?\{ code: "/.test(line)) return rewritten(lines, at - 1, indented(lines[at - 1]!, never))
  if (/^\s*: (?:refuse\()?\{ code: "/.test(line) && /^\s*\? /.test(lines[at - 1]!)) return rewritten(lines, at - 2, indented(lines[at - 2]!, always))
  if (/\? ok\(.*\) : refuse\(\{ code: "/.test(line)) return rewritten(lines, at, line.replace(/^(\s*(?:if \(.+?\) )?(?:return |\w+: \([^()]*\) => )?)(\S.*?) \? (?=ok\()/, (_, head: string, condition: string) => `${head}${always(condition)} ? `))
  if (/^\s*return \{ code: "/.test(line)) return rewritten(lines, at, line.replace(/return .*/, "return undefined"))
  return undefined
}

/** A call of a rule that measures a text, as a guard: what it refuses, and the file in which it never does. */
const measuring = (lines: ReadonlyArray<string>, at: number): Pick<Guard, "code" | "source"> | undefined => {
  const line = lines[at]!
  const call = /\b(reasonRefusal|noteRefusal|lengthRefusal|tooLong)\(/.exec(line)
  if (call === null) return undefined
  const code = { reasonRefusal: "reason_length_out_of_range", noteRefusal: "note_length_out_of_range" }[call[1]!] ?? /\("(\w+)"/.exec(line)![1]!
  return { code, source: rewritten(lines, at, `${line.slice(0, call.index)}undefined${line.slice(closing(line, call.index + call[0].length))}`) }
}

/** Where the bracket that is open here has been closed. */
const closing = (line: string, from: number): number => {
  let open = 1
  let at = from
  for (; open > 0; at++) open += line[at] === "(" ? 1 : line[at] === ")" ? -1 : 0
  return at
}

/** All of them, in the order of the machines and of their files. */
export const guards: ReadonlyArray<Guard> = machines.flatMap((machine) =>
  globSync(`${machine}/*.ts`, { cwd: coreSource }).filter((path) => !/\.test\.ts$|arbitrary\.ts$|index\.ts$/.test(path)).sort().flatMap((path) => {
    const lines = readFileSync(join(coreSource, path), "utf8").split("\n")
    return lines.flatMap((line, at) => {
      const code = /^(?!.*readonly code).*\{ code: "(\w+)"/.exec(line)?.[1]
      const source = code === undefined ? undefined : without(lines, at)
      const guard = code === undefined || source === undefined ? measuring(lines, at) : { code, source }
      return guard === undefined ? [] : [{ machine, place: `${path}:${at + 1}`, ...guard }]
    })
  }))
