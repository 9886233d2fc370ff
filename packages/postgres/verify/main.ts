// pnpm verify-data DATABASE_URL: holds every row of a Bahi database against every law; exit code 1 when one is broken.
import { storagePostgres } from "@bahi/postgres"
import { showVerdicts, verifyData } from "@bahi/postgres/verify"
import { PgClient } from "@effect/sql-pg"
import { Effect, Layer, Redacted } from "effect"

const url = process.argv[2] ?? process.env["DATABASE_URL"]
if (url === undefined) {
  console.error("Which database? pnpm verify-data postgres://user:password@host/database")
  process.exit(2)
}

let shownAt = 0
const onProgress = ({ law, rows }: { readonly law: string; readonly rows: number }): void => {
  if (!process.stderr.isTTY || Date.now() - shownAt < 200) return
  shownAt = Date.now()
  process.stderr.write(`\r\u001b[K  ${law}: ${new Intl.NumberFormat("en-IN").format(rows)} rows`)
}

// Without the timeouts of a shop, as some laws look at a whole series at once; and with nothing prepared, as there may be a pooler before it.
const database = PgClient.layer({ url: Redacted.make(url), maxConnections: 1, prepare: false, applicationName: "bahi verify-data" })
const verdicts = await Effect.runPromise(verifyData({ pageSize: 1_000, onProgress }).pipe(Effect.provide(storagePostgres.pipe(Layer.provideMerge(database)))))
if (process.stderr.isTTY) process.stderr.write("\r\u001b[K")
console.log(showVerdicts(verdicts))
process.exitCode = verdicts.some(({ violations }) => violations > 0) ? 1 : 0
