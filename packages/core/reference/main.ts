// Writes docs/reference/machines from the machines themselves; with --check it writes nothing, and fails where a page is stale.
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { pages } from "./pages.ts"

const folder = join(import.meta.dirname, "../../../docs/reference/machines")

const written = (name: string): string | undefined => {
  try {
    return readFileSync(join(folder, name), "utf8")
  } catch {
    return undefined
  }
}

if (process.argv.includes("--check")) {
  const stale = [...pages].filter(([name, page]) => written(name) !== page).map(([name]) => name)
  const foreign = readdirSync(folder).filter((name) => !pages.has(name))
  for (const name of [...stale, ...foreign]) console.error(`docs/reference/machines/${name} is stale. Write it again: node packages/core/reference/main.ts`)
  process.exitCode = stale.length + foreign.length > 0 ? 1 : 0
} else {
  mkdirSync(folder, { recursive: true })
  for (const [name, page] of pages) writeFileSync(join(folder, name), page)
}
