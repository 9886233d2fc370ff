import { type ChildProcess, execFileSync, execSync, spawn } from "node:child_process"
import { once } from "node:events"
import { existsSync, readFileSync } from "node:fs"
import { createServer } from "node:net"
import { delimiter, join } from "node:path"
import { setTimeout } from "node:timers/promises"
import { ADMIN_KEY, WEBHOOK_SECRET } from "./named.ts"

/** A server in a process of its own. */
export interface RunningServer {
  readonly baseUrl: string
  /** What it holds in memory, in MB. */
  readonly memoryMb: () => number
  /** Processor time that it took so far, in ms; not a number where the system does not tell. */
  readonly cpuMs: () => number
  readonly stop: () => Promise<void>
}

const root = join(import.meta.dirname, "../../../..")
const { scripts } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { readonly scripts: { readonly prestart: string; readonly start: string } }

let isBundled = false
const bundleOnce = (): void => {
  if (!isBundled) execSync(scripts.prestart, { cwd: root, env: { ...process.env, PATH: `${join(root, "node_modules/.bin")}${delimiter}${process.env["PATH"]}` } })
  isBundled = true
}

/** What `pnpm start` runs, on this database and with this gateway; under the profiler it is not bundled, so that functions are told by their packages. */
export const startOurs = (databaseUrl: string, gatewayUrl: string, profiler: ReadonlyArray<string> = []): Promise<RunningServer> => {
  const [, ...options] = scripts.start.split(" ")
  const bundle = options.pop()!
  if (profiler.length === 0) bundleOnce()
  return start(join(root, profiler.length === 0 ? bundle : "examples/server/src/main.ts"), [...options, ...profiler], {
    DATABASE_URL: databaseUrl,
    ADMIN_KEY,
    RAZORPAY_KEY_ID: "rzp_test_bench",
    RAZORPAY_KEY_SECRET: "key_secret_of_the_bench",
    RAZORPAY_WEBHOOK_SECRET: WEBHOOK_SECRET,
    RAZORPAY_BASE_URL: gatewayUrl
  })
}

/** The least that answers the same requests, on a database of its own. */
export const startBare = (databaseUrl: string, gatewayUrl: string): Promise<RunningServer> =>
  start(join(import.meta.dirname, "../bare/server.ts"), [], { DATABASE_URL: databaseUrl, ADMIN_KEY, GATEWAY_URL: gatewayUrl, WEBHOOK_SECRET })

const start = async (program: string, nodeOptions: ReadonlyArray<string>, env: Readonly<Record<string, string>>): Promise<RunningServer> => {
  const port = await freePort()
  const server = spawn(process.execPath, [...nodeOptions, program], { env: { ...process.env, NODE_ENV: "production", PORT: String(port), ...env }, stdio: ["ignore", "pipe", "pipe"] })
  const printed = printedBy(server)
  const baseUrl = `http://127.0.0.1:${port}`
  for (let asked = 0; server.exitCode === null; asked++) {
    if (await fetch(`${baseUrl}/health`).then(({ ok }) => ok, () => false)) return { baseUrl, memoryMb: () => memoryMbOf(server.pid!), cpuMs: () => cpuMsOf(server.pid!), stop: () => stop(server) }
    if (asked === 600) break
    await setTimeout(50)
  }
  server.kill("SIGKILL")
  throw new Error(`${program} did not open:\n${printed()}`)
}

const printedBy = (server: ChildProcess): () => string => {
  let printed = ""
  for (const stream of [server.stdout, server.stderr]) {
    stream!.on("data", (chunk: Buffer) => { printed = (printed + chunk.toString()).slice(-10_000) })
  }
  return () => printed
}

const stop = async (server: ChildProcess): Promise<void> => {
  if (server.exitCode !== null || server.signalCode !== null) return
  server.kill("SIGTERM")
  await once(server, "exit")
}

const memoryMbOf = (pid: number): number => {
  const status = `/proc/${pid}/status`
  const kilobytes = existsSync(status)
    ? Number(/VmRSS:\s*(\d+)/.exec(readFileSync(status, "utf8"))?.[1])
    : Number(execFileSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" }))
  return Math.round(kilobytes / 1024)
}

/** User and system time, counted in hundredths of a second. */
const cpuMsOf = (pid: number): number => {
  const stat = `/proc/${pid}/stat`
  if (!existsSync(stat)) return Number.NaN
  const fields = readFileSync(stat, "utf8").replace(/^.*\) /s, "").split(" ")
  return (Number(fields[11]) + Number(fields[12])) * 10
}

const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, "127.0.0.1")
  await once(probe, "listening")
  const { port } = probe.address() as { readonly port: number }
  probe.close()
  return port
}
