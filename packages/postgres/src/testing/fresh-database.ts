import { randomBytes } from "node:crypto"
import { Effect } from "effect"
import { inject } from "vitest"
import { withConnection } from "../embedded/connection.ts"
import type * as _provided from "./globalSetup.ts"

export type FreshDatabase = { readonly url: string; readonly drop: () => Promise<void> }

/** The name of a migrated database that is cloned and never connected to. */
export type TemplateDatabase = { readonly template: string }

/** Creates a database for one test file, empty or cloned from a template; dropping it disconnects whoever is left. */
export const freshDatabase = async (from?: TemplateDatabase): Promise<FreshDatabase> => {
  const name = `${prefix()}${randomBytes(8).toString("hex")}`
  await withConnection(serverUrl(), (sql) =>
    from === undefined
      ? sql`create database ${sql(name)}`
      : sql`create database ${sql(name)} template ${sql(from.template)}`
  )
  return {
    url: urlOf(name),
    drop: async () => {
      await withConnection(serverUrl(), (sql) => sql`drop database if exists ${sql(name)} with (force)`)
    }
  }
}

/** Migrates a database once per test run, whichever test file asks first, for `freshDatabase` to clone. */
export const templateDatabase = (name: string, migrate: (url: string) => Promise<void>): Promise<TemplateDatabase> => {
  const template = `${prefix()}template_${name}`
  const unfinished = `${template}_unfinished`
  return withConnection(serverUrl(), (sql) =>
    Effect.gen(function*() {
      yield* sql`select pg_advisory_lock(hashtextextended(${template}, 0))`
      const found = yield* sql`select 1 from pg_database where datname = ${template}`
      if (found.length === 0) {
        yield* sql`drop database if exists ${sql(unfinished)} with (force)`
        yield* sql`create database ${sql(unfinished)}`
        yield* Effect.promise(() => migrate(urlOf(unfinished)))
        yield* sql`alter database ${sql(unfinished)} with allow_connections false`
        yield* sql`alter database ${sql(unfinished)} rename to ${sql(template)}`
      }
      return { template }
    })
  )
}

const serverUrl = (): string => {
  const url = inject("postgresUrl")
  if (url === undefined) throw new Error("No PostgreSQL for tests: add @bahi/postgres/src/testing/globalSetup.ts to this project's globalSetup")
  return url
}

const prefix = (): string => inject("postgresPrefix")

const urlOf = (database: string): string => {
  const url = new URL(serverUrl())
  url.pathname = `/${database}`
  return url.href
}
