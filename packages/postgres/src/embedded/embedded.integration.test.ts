import { execFileSync, spawn, type ChildProcess } from "node:child_process"
import { once } from "node:events"
import { chmodSync, existsSync, readdirSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { Effect } from "effect"
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest"
import { kill, pidFile, postmasterPid, remember, remembered } from "../testing/embedded-server.ts"
import { temporaryFolder } from "../testing/temporary-folder.ts"
import { withConnection } from "./connection.ts"
import { embeddedServer, startEmbedded, type EmbeddedOptions, type EmbeddedServer } from "./index.ts"
import { commandOf, until } from "./process.ts"
import { giveTo, isRoot, userFor } from "./user.ts"

let complete: string
let parent: string
let dataDir: string
let logged: Array<string>
let cleanUp: Array<() => void | Promise<void>>

// initdb takes most of a second, so that only the tests of a first start run it.
beforeAll(async () => {
  complete = temporaryFolder("bahi-embedded-")
  await (await startEmbedded({ dataDir: complete, durability: "fast" })).stop()
})
afterAll(() => rmSync(complete, { recursive: true, force: true }))

const copyComplete = () => execFileSync("cp", ["-a", complete, dataDir])

beforeEach(() => {
  parent = temporaryFolder("bahi-embedded-")
  dataDir = join(parent, "data")
  logged = []
  cleanUp = []
})

afterEach(async () => {
  for (const step of cleanUp.reverse()) await step()
  rmSync(parent, { recursive: true, force: true })
})

describe("a data folder", () => {
  it("is made at the first start and found at the next, which takes under two seconds", async () => {
    const first = await start()
    await remember(first, "tea")
    await first.stop()

    const before = performance.now()
    const second = await start()
    expect(performance.now() - before).toBeLessThan(2000)
    expect(await remembered(second)).toEqual(["tea"])
    expect([first.adopted, second.adopted]).toEqual([false, false])
  })

  it("heals when the first start was killed half way", async () => {
    const starter = startInChild()
    await until(() => unfinished().length > 0, 10_000)
    await kill(starter)
    expect(existsSync(join(dataDir, "cluster"))).toBe(false)

    await remember(await start(), "tea")
    expect(unfinished()).toEqual([])
  })

  it("opens with its password only", async () => {
    copyComplete()
    const { url } = await start()
    const wrong = new URL(url)
    wrong.password = "guess"
    await expect(withConnection(wrong.href, (sql) => sql`select 1`)).rejects.toThrow()
  })
})

describe("a server left behind", () => {
  beforeEach(copyComplete)

  it("is adopted when its starter was killed, and stops when told to", async () => {
    const starter = startInChild()
    const left = await started(starter)
    await remember(left, "tea")
    await kill(starter)

    const adopted = await start()
    expect(adopted).toMatchObject({ adopted: true, port: left.port })
    expect(await remembered(adopted)).toEqual(["tea"])
    await adopted.stop()
    expect(commandOf(postmasterPid(left) ?? 0)).toBeUndefined()
  })

  it("is restarted when it runs without the durability asked for", async () => {
    const starter = startInChild({ durability: "fast" })
    await remember(await started(starter), "tea")
    await kill(starter)

    const restarted = await start({ durability: "safe" })
    expect(restarted.adopted).toBe(false)
    expect(await remembered(restarted)).toEqual(["tea"])
    expect(logged.join()).toMatch(/restarted/)
  })

  it("is waited for while it shuts down", async () => {
    const first = await start()
    await remember(first, "tea")
    process.kill(postmasterPid(first)!, "SIGINT")
    await until(() => !pidFile(first).includes("ready"), 5000)

    const second = await start()
    expect(second.adopted).toBe(false)
    expect(await remembered(second)).toEqual(["tea"])
  })

  it("stops with a starter that ends without stopping it", async () => {
    const starter = startInChild()
    const pid = postmasterPid(await started(starter))!
    starter.stdin?.end()
    await once(starter, "exit")
    expect(await until(() => commandOf(pid) === undefined, 5000)).toBe(true)
  })
})

describe("a crash", () => {
  beforeEach(copyComplete)

  it("of PostgreSQL loses nothing that was committed", async () => {
    const first = await start({ durability: "safe" })
    await remember(first, "tea")
    process.kill(postmasterPid(first)!, "SIGKILL")
    expect(await remembered(await start({ durability: "safe" }))).toEqual(["tea"])
  })

  it("leaves a process number that another program has by now", async () => {
    const first = await start()
    await remember(first, "tea")
    const lines = pidFile(first).split("\n")
    await first.stop()

    const data = join(dataDir, "cluster/data")
    const other = spawn("sleep", ["60"], { ...userFor(data), stdio: "ignore" })
    cleanUp.push(() => kill(other))
    writeFileSync(join(data, "postmaster.pid"), [other.pid, ...lines.slice(1)].join("\n"))
    giveTo(userFor(data), join(data, "postmaster.pid"))

    expect(await remembered(await start())).toEqual(["tea"])
    expect(other.exitCode).toBeNull()
  })
})

describe("two starts at once", () => {
  it("share one server, which stops with the process that started it", async () => {
    const starters = [startInChild(), startInChild(), startInChild()]
    const servers = await Promise.all(starters.map(started))
    expect(new Set(servers.map((server) => server.port)).size).toBe(1)
    expect(servers.filter((server) => !server.adopted)).toHaveLength(1)

    const mine = await start()
    await mine.stop()
    expect(await withConnection(mine.url, (sql) => sql`select 1 one`)).toEqual([{ one: 1 }])
  })

  it("in one process share one server as well", async () => {
    const servers = await Promise.all([start(), start()])
    expect(new Set(servers.map((server) => server.port)).size).toBe(1)
  })
})

describe("a refusal says what to do next", () => {
  it("of a platform without package", async () => {
    const starter = startInChild({ arch: "s390x" })
    await expect(started(starter)).rejects.toThrow(/platform_unsupported .*s390x.* set DATABASE_URL/)
  })

  it("of data of another major version", async () => {
    copyComplete()
    writeFileSync(join(dataDir, "cluster/data/PG_VERSION"), "17\n")
    await expect(start()).rejects.toMatchObject({ code: "version_mismatch" })
  })

  it("of a folder that cannot be made", async () => {
    writeFileSync(join(parent, "file"), "")
    await expect(start({ dataDir: join(parent, "file", "data") })).rejects.toMatchObject({ code: "folder_unreachable" })
  })
})

it("lives and ends with a scope", async () => {
  copyComplete()
  const url = await Effect.runPromise(Effect.scoped(Effect.gen(function*() {
    const server = yield* embeddedServer({ dataDir, durability: "fast" })
    expect(yield* Effect.promise(() => withConnection(server.url, (sql) => sql`select 1 one`))).toEqual([{ one: 1 }])
    return server.url
  })))
  await expect(withConnection(url, (sql) => sql`select 1`)).rejects.toThrow()
})

it.runIf(isRoot())("lives outside a folder that only root can enter, and finds itself there again", async () => {
  chmodSync(parent, 0o700)
  const first = await start()
  cleanUp.push(() => rmSync(first.dataDir, { recursive: true, force: true }))
  expect(first.dataDir).not.toContain(parent)
  expect(logged.join()).toContain(first.dataDir)
  await remember(first, "tea")
  await first.stop()

  chmodSync(parent, 0o755)
  expect(await remembered(await start())).toEqual(["tea"])
})

it.runIf(isRoot())("does not leave data behind that moved to where only root can enter", async () => {
  copyComplete()
  chmodSync(parent, 0o700)
  await expect(start()).rejects.toMatchObject({ code: "folder_unreachable" })
})

const start = async (options: Partial<EmbeddedOptions> = {}): Promise<EmbeddedServer> => {
  const server = await startEmbedded({ dataDir, durability: "fast", log: (line) => logged.push(line), ...options })
  cleanUp.push(() => server.stop())
  return server
}

/** Starts in another process, which ends when its input does. */
const startInChild = ({ durability = "fast", arch = process.arch }: { durability?: string; arch?: string } = {}): ChildProcess => {
  const child = spawn(process.execPath, ["--input-type=module", "-e", `
    Object.defineProperty(process, "arch", { value: ${JSON.stringify(arch)} })
    const { startEmbedded } = await import(${JSON.stringify(new URL("./index.ts", import.meta.url).href)})
    try {
      console.log(JSON.stringify(await startEmbedded(${JSON.stringify({ dataDir, durability })})))
      process.stdin.on("end", () => process.exit()).resume()
    } catch (error) {
      console.log(JSON.stringify({ error: error.code + " " + error.message }))
    }
  `], { stdio: ["pipe", "pipe", "inherit"] })
  cleanUp.push(() => kill(child))
  return child
}

const started = async (child: ChildProcess): Promise<EmbeddedServer> => {
  let output = ""
  for await (const chunk of child.stdout!) {
    output += chunk
    if (output.includes("\n")) break
  }
  const answer = JSON.parse(output) as EmbeddedServer & { readonly error?: string }
  if (answer.error !== undefined) throw new Error(answer.error)
  cleanUp.unshift(async () => {
    await (await startEmbedded({ dataDir, durability: "fast" })).stop()
  })
  return answer
}

const unfinished = (): ReadonlyArray<string> =>
  existsSync(dataDir) ? readdirSync(dataDir).filter((name) => name.startsWith("unfinished-")) : []
