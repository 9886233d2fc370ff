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

/** The changes that the page shows, in its order. */
const changes: ReadonlyArray<Change> = [...readFileSync(join(root, "docs/concepts/machines.md"), "utf8").matchAll(/^```diff\n--- (\S+)\n([^]*?)^```/gm)]
  .map(([, path, lines]) => ({ path: path!, lines: lines!.trimEnd().split("\n") }))

/** Makes a change where its file has the lines that it shows, in one place. */
const make = ({ path, lines }: Change): void => {
  const linesOf = (signs: string) => lines.filter((line) => signs.includes(line[0] ?? " ")).map((line) => line.slice(1)).join("\n")
  const text = readFileSync(join(copy, path), "utf8")
  expect(text.split(linesOf(" -")).length, `${path} has these lines once:\n${linesOf(" -")}`).toBe(2)
  writeFileSync(join(copy, path), text.replace(linesOf(" -"), () => linesOf(" +")))
}

const run = (program: string, ...asked: ReadonlyArray<string>) => spawnSync(join(root, "node_modules/.bin", program), asked, { cwd: copy, encoding: "utf8" })
const compile = () => run("tsc", "--noEmit", "--composite", "false", "--emitDeclarationOnly", "false", "-p", "packages/core")

describe("whoever follows docs/concepts/machines.md", () => {
  const isCode = ({ path }: Change) => !path.endsWith(".test.ts")
  const vocabulary = changes.filter(({ path }) => path === changes[0]?.path)
  const rest = changes.filter((change) => !vocabulary.includes(change))

  it("is pointed by the compiler, after the vocabulary, at every file that is to be changed next", () => {
    expect(vocabulary.length).toBeGreaterThan(0)
    vocabulary.forEach(make)
    const { stdout, status } = compile()
    expect(status).not.toBe(0)
    const named = new Set([...stdout.matchAll(/^packages\/core\/\S+?\.ts/gm)].map(([path]) => path))
    expect([...named].sort()).toEqual([...new Set(rest.filter(isCode).map(({ path }) => path))].sort())
  }, 60_000)

  it("has a machine with the command at the end: it compiles, its story and all laws hold, and it has its place in the reference", () => {
    rest.forEach(make)
    expect(compile()).toMatchObject({ stdout: "", status: 0 })
    const tested = run("vitest", "run", "--config", "vitest.workspace.ts", "--project", "core", "src/order/", "src/reactions/", "src/options", "src/preset/")
    expect(tested.status, tested.stdout + tested.stderr).toBe(0)
  }, 120_000)
})
