import { assert, layer } from "@effect/vitest"
import { Effect, type Layer } from "effect"
import { type AuditEntry, AuditLog, Transactions } from "../../ports/index.ts"
import { fresh, NOW } from "./specimens.ts"

/** What every AuditLog promises. */
export const auditLogContract = (name: string, storage: Layer.Layer<AuditLog | Transactions, unknown>) =>
  layer(storage, { excludeTestServices: true })(`AuditLog (${name})`, (it) => {
    const entry = (id: string, ...events: ReadonlyArray<string>): AuditEntry => ({ actor: "admin", of: "order", id, events, at: NOW })

    it.effect("X09: tells what was done to one, oldest first, and of no other", () => Effect.gen(function*() {
      const log = yield* AuditLog
      const [id, other] = [fresh(), fresh()]
      const entries = [entry(id, "OrderShipped"), { ...entry(id, "OrderItemsCancelled", "OrderCancelled"), at: NOW + 1 }, { ...entry(id, "OrderDeleted"), actor: "system" as const, at: NOW + 2 }]
      yield* log.append([])
      yield* log.append([entries[0]!, entry(other, "OrderShipped")])
      yield* log.append(entries.slice(1))
      assert.deepStrictEqual(yield* log.of("order", id), entries)
      assert.deepStrictEqual(yield* log.of("order", other), [entry(other, "OrderShipped")])
      assert.deepStrictEqual(yield* log.of("payment", id), [])
    }))

    it.effect("keeps nothing of what was undone", () => Effect.gen(function*() {
      const log = yield* AuditLog
      const id = fresh()
      yield* Effect.ignore((yield* Transactions).run(Effect.andThen(log.append([entry(id, "OrderShipped")]), Effect.fail("no"))))
      assert.deepStrictEqual(yield* log.of("order", id), [])
    }))
  })
