import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { mkdtempSync, rmSync } from "node:fs"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout } from "node:timers/promises"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { fill, shopperAt } from "./testing/shopper.ts"

let folder: string
let port: number
const running = new Set<ChildProcess>()

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "bahi-start-"))
  const probe = createServer().listen(0, "127.0.0.1")
  await once(probe, "listening")
  port = (probe.address() as { port: number }).port
  probe.close()
})
afterAll(async () => {
  for (const server of running) await stop(server, "SIGTERM")
  rmSync(folder, { recursive: true, force: true })
})

/** What `pnpm start` runs, in a folder of its own; resolves when the shop is open. */
const start = async (): Promise<{ readonly server: ChildProcess; readonly printed: () => string }> => {
  let printed = ""
  const server = spawn(process.execPath, [join(import.meta.dirname, "main.ts")], {
    cwd: folder,
    env: { ...process.env, PORT: String(port), DATABASE_URL: undefined },
    stdio: ["ignore", "pipe", "pipe"]
  })
  running.add(server)
  for (const stream of [server.stdout, server.stderr]) stream.on("data", (chunk: Buffer) => { printed += chunk.toString() })
  for (let asked = 0; asked < 300 && server.exitCode === null; asked++) {
    const open = await fetch(`http://127.0.0.1:${port}/health`).then(({ ok }) => ok, () => false)
    if (open) return { server, printed: () => printed }
    await setTimeout(100)
  }
  throw new Error(`The server did not open:\n${printed}`)
}

const stop = async (server: ChildProcess, signal: "SIGTERM" | "SIGKILL"): Promise<void> => {
  running.delete(server)
  if (server.exitCode !== null || server.signalCode !== null) return
  server.kill(signal)
  await once(server, "exit")
}

describe("the example server", () => {
  it("opens with PostgreSQL of its own, says where it is, and finds its data again after a stop and after a SIGKILL", async () => {
    const first = await start()
    const shopper = shopperAt(`http://127.0.0.1:${port}`)
    await fill(shopper, [["MIXER-750W", 1]])
    const { cartId } = (await shopper("GET", "/api/cart")).body
    expect(first.printed()).toContain(`http://localhost:${port}/docs`)
    await stop(first.server, "SIGKILL")

    const second = await start()
    expect((await shopper("GET", "/api/cart")).body.cartId).toBe(cartId)
    await stop(second.server, "SIGTERM")

    await start()
    expect((await shopper("GET", "/api/cart")).body).toMatchObject({ cartId, unitCount: 1 })
    await fill(shopper, [["MIXER-750W", 1]])
  }, 60_000)

  it("says what to do when its port is taken", async () => {
    const server = spawn(process.execPath, [join(import.meta.dirname, "main.ts")], { cwd: folder, env: { ...process.env, PORT: String(port), DATABASE_URL: undefined }, stdio: ["ignore", "pipe", "pipe"] })
    let printed = ""
    for (const stream of [server.stdout, server.stderr]) stream.on("data", (chunk: Buffer) => { printed += chunk.toString() })
    const [code] = await once(server, "exit")
    expect(code).not.toBe(0)
    expect(printed).toContain(`Port ${port} is taken`)
  }, 60_000)
})
