// Runs conformance vectors through the calculators: the files named, or all in this folder.
import { readdirSync, readFileSync } from "node:fs"
import { basename, join } from "node:path"
import type { VectorCase } from "./compare.ts"
import { casesOf } from "./kinds.ts"
import { Malformed } from "./reading.ts"

interface Tally { passed: number; failed: number }

const runFile = (path: string, tally: Tally): void => {
  const cases = attempt(() => casesOf(JSON.parse(readFileSync(path, "utf8"))))
  if (typeof cases === "string") return fail(tally, `${path}: ${cases}`)
  for (const vectorCase of cases) runCase(basename(path), vectorCase, tally)
}

const runCase = (file: string, { id, check }: VectorCase, tally: Tally): void => {
  const mismatches = attempt(check)
  if (typeof mismatches === "string") return fail(tally, `${file} ${id}: ${mismatches}`)
  const [first, ...others] = mismatches
  if (first === undefined) { tally.passed++; return }
  const { key, expected, got } = first
  fail(tally, `${file} ${id}: ${key} expected ${JSON.stringify(expected)}, got ${JSON.stringify(got)}${others.length > 0 ? ` (and ${others.length} more)` : ""}`)
}

const fail = (tally: Tally, line: string): void => {
  tally.failed++
  console.log(line)
}

/** What the reading gives, or in one line why it could not be read. Anything else is a bug of ours and may show its stack. */
const attempt = <A>(read: () => A): A | string => {
  try {
    return read()
  } catch (error) {
    if (error instanceof Malformed) return `malformed: ${error.message}`
    if (error instanceof SyntaxError) return `not JSON: ${error.message}`
    if (error instanceof Error && "syscall" in error) return `cannot be read: ${error.message}`
    throw error
  }
}

const here = import.meta.dirname
const named = process.argv.slice(2).filter((argument) => argument !== "--")
const files = named.length > 0 ? named : readdirSync(here).filter((name) => name.endsWith(".json") && name !== "tsconfig.json").sort().map((name) => join(here, name))

const tally: Tally = { passed: 0, failed: 0 }
for (const file of files) runFile(file, tally)
console.log(`${tally.passed} passed, ${tally.failed} failed`)
process.exitCode = tally.failed > 0 ? 1 : 0
