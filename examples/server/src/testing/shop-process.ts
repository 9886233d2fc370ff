import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { createServer } from "node:net"
import { join } from "node:path"
import { setTimeout } from "node:timers/promises"

/** A port that nobody listened on a moment ago. */
export const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, "127.0.0.1")
  await once(probe, "listening")
  const { port } = probe.address() as { readonly port: number }
  probe.close()
  return port
}

export interface ShopProcess {
  readonly port: number
  readonly printed: () => string
  readonly stop: (signal: "SIGTERM" | "SIGKILL") => Promise<void>
}

/** What `pnpm start` runs, as a process of its own. */
export const spawnShop = (env: Readonly<Record<string, string | undefined>>, cwd: string): ChildProcess =>
  spawn(process.execPath, [join(import.meta.dirname, "../../dist/bundle/main.js")], { cwd, env: { ...process.env, DATABASE_URL: undefined, ...env }, stdio: ["ignore", "pipe", "pipe"] })

/** Everything that a process prints, so far. */
export const printedBy = (server: ChildProcess): () => string => {
  let printed = ""
  for (const stream of [server.stdout, server.stderr]) stream!.on("data", (chunk: Buffer) => { printed += chunk.toString() })
  return () => printed
}

/** A shop as a process of its own; resolves when it is open. */
export const startShop = async (port: number, env: Readonly<Record<string, string | undefined>>, cwd: string): Promise<ShopProcess> => {
  const server = spawnShop({ PORT: String(port), ...env }, cwd)
  const printed = printedBy(server)
  const exited = once(server, "exit")
  for (let asked = 0; asked < 600 && server.exitCode === null; asked++) {
    const isOpen = await fetch(`http://127.0.0.1:${port}/health`).then(({ ok }) => ok, () => false)
    if (isOpen) {
      return {
        port, printed,
        stop: async (signal) => {
          if (server.exitCode !== null || server.signalCode !== null) return
          server.kill(signal)
          await exited
        }
      }
    }
    await setTimeout(50)
  }
  server.kill("SIGKILL")
  throw new Error(`The server did not open:\n${printed()}`)
}
