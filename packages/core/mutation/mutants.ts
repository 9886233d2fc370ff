// What a mutant is: one small change that a test has to notice.
import { globSync, readFileSync } from "node:fs"
import { join } from "node:path"

export interface Mutant {
  /** Relative to `src`. */
  readonly path: string
  readonly line: number
  readonly what: string
  readonly text: string
}

/** The machines, with what joins them. */
export const machines = ["reservation", "cart", "checkout", "order", "payment", "refund", "return", "invoice", "reactions"] as const

const source = join(import.meta.dirname, "../src")

/** One operator for another, wherever it stands in code. */
const swaps: ReadonlyArray<readonly [from: RegExp, to: string, what: string]> = [
  [/ === /, " !== ", "=== becomes !=="],
  [/ !== /, " === ", "!== becomes ==="],
  [/ >= /, " > ", ">= becomes >"],
  [/ <= /, " < ", "<= becomes <"],
  [/(?<![=-]) > (?!\()/, " >= ", "> becomes >="],
  [/ < /, " <= ", "< becomes <="],
  [/ && /, " || ", "&& becomes ||"],
  [/ \|\| /, " && ", "|| becomes &&"],
  [/ \+ /, " - ", "+ becomes -"],
  [/ - /, " + ", "- becomes +"]
]

const isCode = (line: string): boolean => !/^\s*(?:\/\/|\/?\*|import |export (?:type|interface|\*)|type |interface |readonly |\||\})/.test(line) && !/^\s*case "/.test(line)

/** The text with this line changed. */
const withLine = (lines: ReadonlyArray<string>, at: number, line: string): string => lines.with(at, line).join("\n")

const inFile = (path: string): ReadonlyArray<Mutant> => {
  const lines = readFileSync(join(source, path), "utf8").split("\n")
  return lines.flatMap((line, at) => {
    const mutant = (what: string, changed: string): Mutant => ({ path, line: at + 1, what, text: withLine(lines, at, changed) })
    if (path.endsWith("transitions.ts")) {
      // A command that a status no longer accepts, one at a time.
      return [...line.matchAll(/\b([A-Z]\w+): \[[^\]]*\],?/g)].map(([row, verb]) => mutant(`${verb} is not accepted`, line.replace(row, "")))
    }
    if (!isCode(line)) return []
    const conditions = /\bif \((.+)\) (?:return|throw|\{)/.exec(line)
    return [
      ...(conditions ? [mutant("the guard never holds", line.replace(`if (${conditions[1]})`, "if (false)")), mutant("the guard always holds", line.replace(`if (${conditions[1]})`, "if (true)"))] : []),
      ...swaps.filter(([from]) => from.test(line) && !conditions).map(([from, to, what]) => mutant(what, line.replace(from, to))),
      ...(path.endsWith("evolve.ts") && /^\s+return \{ \.\.\./.test(line) ? [mutant("it is not remembered", line.replace(/return .*/, `return ${/evolve = \((\w+)/.exec(lines.join("\n"))?.[1] ?? "state"}`))] : []),
      ...(/reactions\/after/.test(path) && /\{ (?:to|type): "/.test(line) && /=> \(|return \[\{|^\s+\{ to:/.test(line) ? [mutant("nothing follows", line.replace(/\{ to: "[^]*?\} \},?(?=\]|$)|\(\{ type:[^]*?\}\)/, (found) => found.startsWith("(") ? "undefined" : ""))] : [])
    ].filter(({ text }) => text !== lines.join("\n"))
  })
}

/** Every mutant of one machine. */
export const mutantsOf = (machine: (typeof machines)[number]): ReadonlyArray<Mutant> =>
  globSync(`${machine}/*.ts`, { cwd: source }).filter((path) => !/\.test\.ts$|arbitrary\.ts$|index\.ts$/.test(path)).sort().flatMap(inFile)
