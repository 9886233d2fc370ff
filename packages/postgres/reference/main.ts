// Writes docs/reference/schema.md from a database that was migrated just now.
import { migrate, postgresClient } from "@bahi/postgres"
import { startEmbedded } from "@bahi/postgres/embedded"
import { Effect, Redacted } from "effect"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { schemaPage } from "../src/schema/page.ts"

const dataDir = mkdtempSync(join(tmpdir(), "bahi-reference-"))
const server = await startEmbedded({ dataDir, durability: "fast" })
try {
  const page = await Effect.runPromise(Effect.andThen(migrate(), schemaPage).pipe(Effect.provide(postgresClient({ url: Redacted.make(server.url) }))))
  writeFileSync(join(import.meta.dirname, "../../../docs/reference/schema.md"), page)
} finally {
  await server.stop()
  rmSync(server.dataDir, { recursive: true, force: true })
  rmSync(dataDir, { recursive: true, force: true })
}
