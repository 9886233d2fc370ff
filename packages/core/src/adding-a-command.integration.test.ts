// docs/concepts/machines.md tells a newcomer how to add a command. This follows it to the letter, in a copy of core.
import { spawnSync } from "node:child_process"
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, describe, expect, it } from "vitest"

const root = join(import.meta.dirname, "../../..")
const copy = mkdtempSync(join(tmpdir(), "bahi-adding-a-command-"))
afterAll(() => rmSync(copy, { recursive: true, force: true }))

for (const path of ["packages/core/src", "packages/core/soak", "packages/core/reference", "packages/core/package.json", "packages/core/tsconfig.json", "tsconfig.base.json", "vitest.workspace.ts", "package.json"]) {
  cpSync(join(root, path), join(copy, path), { recursive: true })
}
symlinkSync(join(root, "node_modules"), join(copy, "node_modules"))

interface Change {
  readonly path: string
  /** Lines with a sign before each: " ", "-" or "+". */
  readonly lines: ReadonlyArray<string>
}

const changesIn = (section: string): ReadonlyArray<Change> =>
  [...section.matchAll(/^```diff\n--- (\S+)\n([^]*?)^```/gm)].map(([, path, lines]) => ({ path: path!, lines: lines!.trimEnd().split("\n") }))

/** The changes that the page shows, section by section. */
const [words, asked, tested] = readFileSync(join(root, "docs/concepts/machines.md"), "utf8").split(/^## /m).slice(1, 4).map(changesIn) as [ReadonlyArray<Change>, ReadonlyArray<Change>, ReadonlyArray<Change>]

const isNew = ({ lines }: Change): boolean => lines.every((line) => line.startsWith("+"))

/** Makes a change where its file has the lines that it shows, in one place; or the file itself. */
const make = (change: Change): void => {
  const linesOf = (signs: string) => change.lines.filter((line) => signs.includes(line[0] ?? " ")).map((line) => line.slice(1)).join("\n")
  const path = join(copy, change.path)
  if (isNew(change)) return writeFileSync(path, `${linesOf("+")}\n`)
  const text = readFileSync(path, "utf8")
  expect(text.split(linesOf(" -")).length, `${change.path} has these lines once:\n${linesOf(" -")}`).toBe(2)
  writeFileSync(path, text.replace(linesOf(" -"), () => linesOf(" +")))
}

const run = (program: string, ...asked: ReadonlyArray<string>) => spawnSync(join(root, "node_modules/.bin", program), asked, { cwd: copy, encoding: "utf8" })
const compile = () => run("tsc", "--noEmit", "--composite", "false", "--declarationMap", "false", "--emitDeclarationOnly", "false", "--pretty", "false", "-p", "packages/core")

describe("whoever follows docs/concepts/machines.md", () => {
  it("is pointed by the compiler, after the words, at every file that is to be changed next", () => {
    words.forEach(make)
    const { stdout, status } = compile()
    expect(status).not.toBe(0)
    const named = new Set([...stdout.matchAll(/^packages\/core\/\S+?\.ts/gm)].map(([path]) => path))
    expect([...named].filter((path) => !path.endsWith(".test.ts")).sort()).toEqual([...new Set(asked.filter((change) => !isNew(change)).map(({ path }) => path))].sort())
  }, 60_000)

  it("has a machine with the command at the end: it compiles, its stories and all laws hold", () => {
    for (const change of [...asked, ...tested]) make(change)
    expect(compile()).toMatchObject({ stdout: "", status: 0 })
    const { status, stdout, stderr } = run("vitest", "run", "--config", "vitest.workspace.ts", "--project", "core", "src/order/", "src/reactions/", "src/options", "src/preset/")
    expect(status, stdout + stderr).toBe(0)
  }, 180_000)
})
