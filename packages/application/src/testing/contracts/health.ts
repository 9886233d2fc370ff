import { assert, layer } from "@effect/vitest"
import { Effect, type Layer } from "effect"
import { Health } from "../../ports/index.ts"

/** What every Health port promises. */
export const healthContract = (name: string, storage: Layer.Layer<Health, unknown>) =>
  layer(storage, { excludeTestServices: true })(`Health (${name})`, (it) => {
    it.effect("says that storage is up, by its name", () => Effect.gen(function*() {
      const checks = yield* (yield* Health).check
      assert.isAbove(checks.length, 0)
      for (const { name, status } of checks) assert.deepStrictEqual([name.length > 0, status], [true, "up"])
    }))
  })
