import { sales } from "./0001-sales.ts"
import { neighbours } from "./0002-neighbours.ts"
import { machinery } from "./0003-machinery.ts"
import type { Migration } from "./migration.ts"

export type { Migration } from "./migration.ts"

/** Every step of the schema, in order. */
export const migrations: ReadonlyArray<Migration> = [sales, neighbours, machinery]
