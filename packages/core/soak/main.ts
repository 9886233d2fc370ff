// pnpm test:soak [runs]: every property of the core, on one seed after the other, until so many documents, walks and carts were tried (a million).
import { spawn } from "node:child_process"
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"

const wanted = Number(process.argv[2] ?? 1_000_000)
const root = join(import.meta.dirname, "../../..")
const folder = mkdtempSync(join(tmpdir(), "bahi-soak-"))
const counts = join(folder, "runs")

const runsSoFar = (): number => existsSync(counts) ? readFileSync(counts, "utf8").trim().split("\n").reduce((sum, count) => sum + Number(count), 0) : 0

const inThousands = new Intl.NumberFormat("en-IN")

const show = (seed: number): void => {
  const share = Math.min(1, runsSoFar() / wanted)
  const bar = "█".repeat(Math.floor(share * 30)).padEnd(30, "░")
  process.stderr.write(`\r  ${bar} ${inThousands.format(runsSoFar())} of ${inThousands.format(wanted)} runs, seed ${seed} `)
}

/** All properties once, on this seed; what they printed when one failed. */
const pass = (seed: number) => new Promise<string | undefined>((resolve) => {
  let printed = ""
  const vitest = spawn(join(root, "node_modules/.bin/vitest"), ["run", "--config", "vitest.workspace.ts", "--project", "core", "properties", "--testTimeout=600000"], {
    cwd: root, env: { ...process.env, SEED: String(seed), COUNT_RUNS_IN: counts }, stdio: ["ignore", "pipe", "pipe"]
  })
  for (const stream of [vitest.stdout, vitest.stderr]) stream.on("data", (chunk: Buffer) => { printed += chunk.toString() })
  vitest.on("exit", (code) => resolve(code === 0 ? undefined : printed))
})

const first = Math.floor(Date.now() / 1000)
const ticking = setInterval(() => show(first), 1_000)
for (let seed = first; runsSoFar() < wanted && process.exitCode === undefined; seed++) {
  const failure = await pass(seed)
  if (failure === undefined) continue
  console.error(`\n${failure}\nFound on seed ${seed}: SEED=${seed} pnpm test runs it again.`)
  process.exitCode = 1
}
clearInterval(ticking)
show(first)
console.log(`\n  ${inThousands.format(runsSoFar())} property runs, ${process.exitCode === undefined ? "nothing found" : "one found something"}.`)
rmSync(folder, { recursive: true, force: true })
