import { execFileSync } from "node:child_process"
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, describe, expect, it } from "vitest"

const here = import.meta.dirname
const root = join(here, "../../..")
const bin = (name: string) => join(root, "node_modules/.bin", name)
const FIGURES = "{ taxable: 247298, igst: 29302, grandTotal: 276600 }\n"

/** What the example prints: every figure of an invoice. */
const PRINTED = `                     taxable         GST        IGST       total
shirt              ₹1,098.65         5 %      ₹54.93   ₹1,153.58
earphones          ₹1,223.24        18 %     ₹220.18   ₹1,443.42
shipping              ₹29.19         5 %       ₹1.46      ₹30.65
shipping              ₹32.50        18 %       ₹5.85      ₹38.35
round-off                                                  ₹0.00
to pay             ₹2,383.58                 ₹282.42   ₹2,666.00
Rupees Two Thousand Six Hundred Sixty-Six Only
`

/** A project outside the workspace that has only the packed @bahi/core: no Effect, nothing else. */
let project: string

beforeAll(() => {
  project = mkdtempSync(join(tmpdir(), "bahi-consumer-"))
  const core = join(root, "packages/core")
  execFileSync(bin("tsc"), ["-b", core])
  execFileSync(bin("tsup"), { cwd: core, stdio: "pipe" })
  // pnpm alone packs with the exports of `publishConfig`; whoever runs the tests has it.
  const [pnpm, ...before] = process.env["npm_execpath"]?.includes("pnpm") ? [process.env["npm_execpath"]] : ["npx", "-y", "pnpm@12"]
  execFileSync(pnpm!, [...before, "pack", "--out", join(project, "core.tgz")], { cwd: core, stdio: "pipe" })
  const installed = join(project, "node_modules/@bahi/core")
  mkdirSync(installed, { recursive: true })
  execFileSync("tar", ["xzf", join(project, "core.tgz"), "--strip-components=1", "-C", installed])
  writeFileSync(join(project, "package.json"), JSON.stringify({ type: "module" }))
  for (const file of ["price.ts", "price.cjs"]) copyFileSync(join(here, file), join(project, file))
}, 120_000)
afterAll(() => rmSync(project, { recursive: true, force: true }))

describe("a service that wants only the calculators", () => {
  it("compiles against the packed package with strict settings, its declarations checked too", () => {
    writeFileSync(join(project, "tsconfig.json"), JSON.stringify({
      compilerOptions: { module: "NodeNext", target: "ES2022", strict: true, exactOptionalPropertyTypes: true, skipLibCheck: false, outDir: "out", types: ["node"], typeRoots: [join(root, "node_modules/@types")] },
      include: ["price.ts"]
    }))
    execFileSync(bin("tsc"), ["-p", project], { stdio: "pipe" })
    expect(execFileSync(process.execPath, ["out/price.js"], { cwd: project, encoding: "utf8" })).toBe(PRINTED)
  })

  it("runs from CommonJS", () => {
    expect(execFileSync(process.execPath, ["price.cjs"], { cwd: project, encoding: "utf8" })).toBe(FIGURES)
  })

  it("gets neither Effect nor tests with it", () => {
    expect(existsSync(join(project, "node_modules/effect"))).toBe(false)
    expect(execFileSync("tar", ["tzf", join(project, "core.tgz")], { encoding: "utf8" })).not.toMatch(/\.test\.|tsbuildinfo/)
  })
})
