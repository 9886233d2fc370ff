import { globSync } from "node:fs"
import { basename } from "node:path"
import { defineConfig } from "vitest/config"

const system = process.env["BAHI_SYSTEM"] === "1"
const needPostgres = ["postgres", "http", "server"]

/** A project per package and example; `*.system.test.ts` run only, and alone, under BAHI_SYSTEM=1. */
const projects = globSync(["packages/*", "examples/*"], { cwd: import.meta.dirname }).sort().map((root) => ({
  test: {
    name: basename(root),
    root,
    include: [system ? "src/**/*.system.test.ts" : "src/**/*.test.ts"],
    exclude: system ? [] : ["src/**/*.system.test.ts"],
    provide: { seed: process.env["SEED"] ?? "1", countRunsIn: process.env["COUNT_RUNS_IN"] ?? "" },
    setupFiles: [`${import.meta.dirname}/packages/core/soak/seed.ts`],
    globalSetup: needPostgres.includes(basename(root)) ? [`${import.meta.dirname}/packages/postgres/src/testing/globalSetup.ts`] : [],
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
