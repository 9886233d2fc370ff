// pnpm mutate [machine…]: changes one line of a machine at a time, and sees whether its tests notice. Run it on a clean checkout:
// every file is put back, also when it is stopped.
import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { setTimeout } from "node:timers/promises"
import { createVitest, type TestSpecification, type Vitest } from "vitest/node"
import { machines, type Mutant, mutantsOf } from "./mutants.ts"

const root = join(import.meta.dirname, "../../..")
const report = join(root, "docs/reference/mutation.md")
const fileOf = ({ path }: Mutant): string => join(import.meta.dirname, "../src", path)

/** What the run under way has seen. The runner itself also remembers failures of runs before. */
let failed = false
const fail = (): void => {
  failed = true
  void runner.cancelCurrentRun("test-failure")
}

/** One runner for all mutants: what did not change is not read again. It stops at the first failure. */
const startRunner = async (): Promise<Vitest> => {
  const runner = await createVitest({
    root,
    config: join(root, "vitest.workspace.ts"),
    project: "core",
    watch: false,
    reporters: [{
      onTestCaseResult: (test) => { if (test.result().state === "failed") fail() },
      onTestModuleEnd: (module) => { if (module.errors().length > 0) fail() }
    }]
  })
  await runner.standalone()
  return runner
}
let runner = await startRunner()

/** Whether one of these fails, or never ends. */
const fails = async (tests: ReadonlyArray<TestSpecification>): Promise<boolean> => {
  failed = false
  const ran = await Promise.race([runner.runTestSpecifications([...tests]), setTimeout(120_000, undefined, { ref: false })])
  if (ran !== undefined) return failed || ran.unhandledErrors.length > 0
  await runner.close()
  runner = await startRunner()
  return true
}

/** Whether some test of the machine, or of what joins it to others, fails: its stories first, then the laws. Types are not asked: they would catch many more. */
const isNoticed = async (machine: string): Promise<boolean> => {
  const tests = await runner.globTestSpecifications([`src/${machine}/`, "src/reactions/"])
  const isOwnStory = ({ moduleId }: TestSpecification) => moduleId.includes(`src/${machine}/`) && !moduleId.endsWith(".properties.test.ts")
  return await fails(tests.filter(isOwnStory)) || fails(tests.filter((test) => !isOwnStory(test)))
}

const change = (mutant: Mutant, text: string): void => {
  writeFileSync(fileOf(mutant), text)
  runner.invalidateFile(fileOf(mutant))
}

let restore = (): void => {}
process.on("exit", () => restore())
for (const signal of ["SIGINT", "SIGTERM", "SIGPIPE"] as const) process.on(signal, () => process.exit(1))

const wanted = process.argv.slice(2)
const asked = machines.filter((machine) => wanted.length === 0 || wanted.includes(machine))
const rows: Array<string> = []
const survivors: Array<string> = []
for (const machine of asked) {
  if (await isNoticed(machine)) throw new Error(`A test of ${machine} fails before anything is changed: run pnpm test`)
  const mutants = mutantsOf(machine)
  let noticed = 0
  for (const [place, mutant] of mutants.entries()) {
    const before = readFileSync(fileOf(mutant), "utf8")
    restore = () => change(mutant, before)
    change(mutant, mutant.text)
    if (await isNoticed(machine)) noticed++
    else survivors.push(`- \`${mutant.path}:${mutant.line}\` ${mutant.what}: \`${before.split("\n")[mutant.line - 1]!.trim().slice(0, 120)}\``)
    restore()
    process.stderr.write(`\r  ${machine}: ${place + 1} of ${mutants.length}, ${noticed} noticed   `)
  }
  rows.push(`| ${machine} | ${mutants.length} | ${noticed} | ${Math.floor(noticed * 1000 / Math.max(1, mutants.length)) / 10} % |`)
  console.log(`\n${rows.at(-1)}`)
}
const page = [
  "<!-- Written by `pnpm mutate`. -->",
  "# Mutants",
  "One line of a machine is changed at a time: an operator, a guard, a row of its table, what is remembered or what follows. A test has to notice. Types, which catch many more, are not asked.",
  ["| machine | mutants | noticed | |", "|---|---|---|---|", ...rows].join("\n"),
  "## Not noticed",
  survivors.length === 0 ? "None." : survivors.join("\n")
].join("\n\n")
if (wanted.length === 0) writeFileSync(report, `${page}\n`)
else console.log(`\n${survivors.join("\n")}`)
await runner.close()
