import { assert, layer } from "@effect/vitest"
import { Deferred, Effect, Fiber, type Layer } from "effect"
import { Leases } from "../../ports/index.ts"
import { fresh } from "./specimens.ts"

/** What every Leases port promises. */
export const leasesContract = (name: string, storage: Layer.Layer<Leases, unknown>) =>
  layer(storage, { excludeTestServices: true })(`Leases (${name})`, (it) => {
    it.effect("runs the job, and says so", () => Effect.gen(function*() {
      const { exclusively } = yield* Leases
      let ran = 0
      assert.isTrue(yield* exclusively(fresh(), Effect.sync(() => void ran++)))
      assert.strictEqual(ran, 1)
    }))

    it.effect("runs one job of a name at a time, and passes over it meanwhile; other names are free", () => Effect.gen(function*() {
      const { exclusively } = yield* Leases
      const name = fresh()
      const [started, goOn] = [yield* Deferred.make<void>(), yield* Deferred.make<void>()]
      const first = yield* Effect.forkChild(exclusively(name, Effect.andThen(Deferred.succeed(started, undefined), Deferred.await(goOn))))
      yield* Deferred.await(started)
      assert.isFalse(yield* exclusively(name, Effect.die("runs beside another")))
      assert.isTrue(yield* exclusively(fresh(), Effect.void))
      yield* Deferred.succeed(goOn, undefined)
      assert.isTrue(yield* Fiber.join(first))
      assert.isTrue(yield* exclusively(name, Effect.void))
    }))

    for (const [how, end] of [["failed", Effect.fail("no" as const)], ["died", Effect.die("a bug")], ["was interrupted", Effect.interrupt]] as const) {
      it.effect(`is free again when the job ${how}, and tells how it ended`, () => Effect.gen(function*() {
        const { exclusively } = yield* Leases
        const name = fresh()
        assert.strictEqual((yield* Effect.exit(exclusively(name, end)))._tag, "Failure")
        assert.isTrue(yield* exclusively(name, Effect.void))
      }))
    }

    it.effect("lets one of eight servers at once in, never two", () => Effect.gen(function*() {
      const { exclusively } = yield* Leases
      const name = fresh()
      let [running, most] = [0, 0]
      const job = Effect.delay(Effect.sync(() => void running--), "20 millis").pipe((rest) => Effect.suspend(() => {
        most = Math.max(most, ++running)
        return rest
      }))
      const ran = yield* Effect.all(Array.from({ length: 8 }, () => exclusively(name, job)), { concurrency: "unbounded" })
      assert.isTrue(ran.includes(true))
      assert.strictEqual(most, 1)
    }))
  })
