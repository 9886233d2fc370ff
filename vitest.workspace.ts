import { globSync } from "node:fs"
import { basename, join } from "node:path"
import { defineConfig } from "vitest/config"

const system = process.env["BAHI_SYSTEM"] === "1"
const onePostgres = "packages/postgres/src/testing/globalSetup.ts"
/** What the tests of a project need beforehand. */
const globalSetup: Readonly<Record<string, ReadonlyArray<string>>> = { postgres: [onePostgres], http: [onePostgres], server: [onePostgres, "examples/server/src/testing/bundle.ts"] }

/** A project per package and example; `*.system.test.ts` run only, and alone, under BAHI_SYSTEM=1. */
const projects = globSync(["packages/*", "examples/*"], { cwd: import.meta.dirname }).sort().map((root) => ({
  test: {
    name: basename(root),
    root,
    include: [system ? "src/**/*.system.test.ts" : "src/**/*.test.ts"],
    exclude: system ? [] : ["src/**/*.system.test.ts"],
    provide: { seed: process.env["SEED"] ?? "1", countRunsIn: process.env["COUNT_RUNS_IN"] ?? "" },
    setupFiles: [`${import.meta.dirname}/packages/core/soak/seed.ts`],
    globalSetup: globalSetup[basename(root)]?.map((file) => join(import.meta.dirname, file)) ?? [],
    testTimeout: system ? 120_000 : 20_000,
    hookTimeout: system ? 120_000 : 60_000
  }
}))

export default defineConfig({
  test: {
    projects,
    // Tests start processes and use several connections: a process each, and both of two cores.
    pool: "forks",
    maxWorkers: 2
  }
})
