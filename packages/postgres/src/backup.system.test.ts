// The commands of docs/operations/backups.md, as they stand there, with Debian's programs.
import { relayAll } from "@bahi/application"
import { buy, goods, shopOn, stock } from "@bahi/application/testing"
import { PgClient } from "@effect/sql-pg"
import { assert, it } from "@effect/vitest"
import { Effect, Fiber, Layer, Redacted } from "effect"
import { execFile, execFileSync, spawnSync } from "node:child_process"
import { chmodSync, mkdtempSync, readFileSync, rmSync } from "node:fs"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { promisify } from "node:util"
import { describe } from "vitest"
import { postgresClient, storagePostgres } from "./index.ts"
import { freshDatabase, migratedDatabase } from "./testing/index.ts"
import { sales } from "./testing/sales.ts"
import { verifyData } from "./verify/index.ts"

const root = join(import.meta.dirname, "../../..")
const PROGRAMS = "/usr/lib/postgresql/15/bin"

/** Runs the block of this name on the page. */
const block = (name: string, folder: string, env: Record<string, string>) => {
  const [, commands] = new RegExp(`^\`\`\`bash ${name}\n([^]*?)^\`\`\``, "m").exec(readFileSync(join(root, "docs/operations/backups.md"), "utf8"))!
  return Effect.promise(() => promisify(execFile)("bash", ["-euo", "pipefail", "-c", commands!.replaceAll("packages/", `${root}/packages/`)], {
    cwd: folder, env: { ...process.env, ...env, PATH: `${PROGRAMS}:${join(root, "node_modules/.bin")}:${process.env["PATH"]}` }
  }))
}

const temporaryFolder = Effect.acquireRelease(
  Effect.sync(() => {
    const folder = mkdtempSync(join(tmpdir(), "bahi-backup-"))
    chmodSync(folder, 0o777)
    return folder
  }),
  (folder) => Effect.sync(() => rmSync(folder, { recursive: true, force: true }))
)

const shopAt = (url: string) => shopOn(storagePostgres.pipe(Layer.provideMerge(postgresClient({ url: Redacted.make(url), maxConnections: 4 }))))

const rowCounts = Effect.gen(function*() {
  const sql = yield* PgClient.PgClient
  const tables = yield* sql<{ readonly name: string }>`select relname::text as name from pg_class where relnamespace = current_schema()::regnamespace and relkind = 'r' order by relname`
  return yield* Effect.forEach(tables, ({ name }) => Effect.map(sql<{ readonly rows: number }>`select count(*)::integer as rows from ${sql(name)}`, ([row]) => [name, row!.rows] as const))
})

const isRight = Effect.map(verifyData(), (verdicts) => assert.deepStrictEqual(verdicts.filter(({ violations }) => violations > 0), []))

// A dump is made by programs that are no older than the server.
const serverIsDebians = process.env["BAHI_TEST_DATABASE_URL"] !== undefined && spawnSync(join(PROGRAMS, "pg_dump"), ["--version"]).status === 0

describe.skipIf(!serverIsDebians)("a shop comes back", () => {
  it.live("from a dump that was made while it sold, and goes on selling", () => Effect.gen(function*() {
    const folder = yield* temporaryFolder
    const { url } = yield* migratedDatabase
    const restored = yield* Effect.acquireRelease(Effect.promise(() => freshDatabase()), ({ drop }) => Effect.promise(drop))
    const env = { DATABASE_URL: url, RESTORED_URL: restored.url }

    yield* Effect.gen(function*() {
      yield* sales
      const selling = yield* Effect.forkChild(Effect.forever(buy([[goods.kurta, 1]]).pipe(Effect.andThen(relayAll()))))
      yield* block("dump", folder, env)
      yield* Fiber.interrupt(selling)
    }).pipe(Effect.provide(shopAt(url)))

    yield* block("restore", folder, env)
    const { stdout } = yield* block("verify", folder, env)
    assert.match(stdout, /laws hold of/)
    yield* Effect.gen(function*() {
      yield* stock(10)
      const { order } = yield* buy([[goods.kurta, 1]])
      yield* relayAll()
      assert.match(order.orderNumber, /^ORD-/)
      yield* isRight
    }).pipe(Effect.provide(shopAt(restored.url)))
  }), 120_000)

  it.live("from a base backup that was made while it sold", () => Effect.gen(function*() {
    const folder = yield* temporaryFolder
    const { url } = yield* migratedDatabase
    const before = yield* Effect.gen(function*() {
      yield* sales
      const before = yield* rowCounts
      const selling = yield* Effect.forkChild(Effect.forever(buy([[goods.atta, 1]]).pipe(Effect.andThen(relayAll()))))
      yield* block("base-backup", folder, { DATABASE_URL: url })
      yield* Fiber.interrupt(selling)
      return before
    }).pipe(Effect.provide(shopAt(url)))

    const port = yield* freePort
    yield* Effect.acquireRelease(Effect.sync(() => started(join(folder, "base"), port)), () => Effect.sync(() => control(join(folder, "base"), "-m", "immediate", "stop")))
    const copy = new URL(url)
    copy.port = String(port)
    yield* Effect.gen(function*() {
      yield* isRight
      const after = new Map(yield* rowCounts)
      for (const [name, rows] of before) if (name !== "outbox" && name !== "tasks") assert.isAtLeast(after.get(name)!, rows, name)
    }).pipe(Effect.provide(shopAt(copy.href)))
  }), 120_000)
})

const freePort = Effect.promise(() => new Promise<number>((resolve) => {
  const probe = createServer().listen(0, "127.0.0.1", () => {
    const { port } = probe.address() as { readonly port: number }
    probe.close(() => resolve(port))
  })
}))

/** As the user that PostgreSQL runs as: it refuses to be root's. */
const control = (data: string, ...options: ReadonlyArray<string>) => {
  const program = join(PROGRAMS, "pg_ctl")
  if (process.getuid?.() !== 0) return execFileSync(program, ["-D", data, "-w", ...options], { stdio: "ignore" })
  return execFileSync("su", ["postgres", "-s", "/bin/sh", "-c", [program, "-D", data, "-w", ...options].map((word) => `'${word}'`).join(" ")], { stdio: "ignore" })
}
const started = (data: string, port: number) => {
  if (process.getuid?.() === 0) execFileSync("chown", ["-R", "postgres", data])
  control(data, "-l", join(data, "log"), "-o", `-p ${port} -k ${data} -h 127.0.0.1`, "start")
}
