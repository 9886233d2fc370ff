import { assert, layer } from "@effect/vitest"
import { Effect } from "effect"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { freshStorage } from "../testing/index.ts"
import { schemaPage } from "./page.ts"

layer(freshStorage())("the page of the schema", (it) => {
  it.effect("shows the schema as it is: `pnpm reference` writes it anew", () => Effect.gen(function*() {
    assert.strictEqual(readFileSync(join(import.meta.dirname, "../../../../docs/reference/schema.md"), "utf8"), yield* schemaPage)
  }))
})
