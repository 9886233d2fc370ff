// pnpm mutate [machine]: changes one line of a machine at a time, and sees whether its tests notice. Run it on a clean checkout:
// every file is put back, also when it is stopped.
import { spawnSync } from "node:child_process"
import { readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { machines, type Mutant, mutantsOf } from "./mutants.ts"

const root = join(import.meta.dirname, "../../..")
const report = join(root, "docs/reference/mutation.md")
const fileOf = ({ path }: Mutant): string => join(import.meta.dirname, "../src", path)

const fails = (...tests: ReadonlyArray<string>): boolean =>
  spawnSync(join(root, "node_modules/.bin/vitest"), ["run", "--config", "vitest.workspace.ts", "--project", "core", "--bail", "1", ...tests], { cwd: root, stdio: "ignore", timeout: 120_000 }).status !== 0

/** Whether some test of the machine, or of what joins it to others, fails: its stories first, then the laws. Types are not asked: they would catch many more. */
const isNoticed = (machine: string): boolean =>
  fails(`src/${machine}/`, "--exclude", "**/*.properties.test.ts") || fails(`src/${machine}/`, "src/reactions/")

let restore = (): void => {}
process.on("SIGINT", () => {
  restore()
  process.exit(1)
})

const asked = machines.filter((machine) => process.argv[2] === undefined || process.argv[2] === machine)
const rows: Array<string> = []
const survivors: Array<string> = []
for (const machine of asked) {
  const mutants = mutantsOf(machine)
  let noticed = 0
  for (const [place, mutant] of mutants.entries()) {
    const before = readFileSync(fileOf(mutant), "utf8")
    restore = () => writeFileSync(fileOf(mutant), before)
    writeFileSync(fileOf(mutant), mutant.text)
    if (isNoticed(machine)) noticed++
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
if (process.argv[2] === undefined) writeFileSync(report, `${page}\n`)
else console.log(`\n${survivors.join("\n")}`)
