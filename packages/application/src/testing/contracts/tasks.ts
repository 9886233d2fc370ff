import { assert, layer } from "@effect/vitest"
import { Effect, type Layer } from "effect"
import { type DueTask, GatewayEvents, type Task, Tasks, Transactions } from "../../ports/index.ts"
import { fresh, NOW } from "./specimens.ts"

/** What every Tasks promises. */
export const tasksContract = (name: string, storage: Layer.Layer<Tasks | Transactions, unknown>) =>
  layer(storage, { excludeTestServices: true })(`Tasks (${name})`, (it) => {
    const all: ReadonlyArray<Task["type"]> = ["ReconcilePayment", "SettleRefund", "DeliverWebhook"]
    const someTask = (): Task => ({ type: "ReconcilePayment", id: fresh() })
    const idsDue = (now: number) => Effect.gen(function*() {
      return (yield* (yield* Tasks).due(all, now, 100)).map(({ id }) => id as string)
    })
    const cleared = Effect.gen(function*() {
      const { due, settle } = yield* Tasks
      yield* settle((yield* due(all, NOW * 2, 100)).map((task) => ({ task, again: undefined })))
      return yield* Tasks
    })

    it.effect("names those whose time has come, longest due first, and keeps them until they are settled", () => Effect.gen(function*() {
      const { schedule, due, settle } = yield* cleared
      const [late, early, later] = [someTask(), someTask(), someTask()]
      yield* schedule([late], NOW + 5)
      yield* schedule([early], NOW)
      yield* schedule([later], NOW + 10)
      yield* schedule([], NOW)
      assert.deepStrictEqual(yield* idsDue(NOW + 5), [early.id, late.id])
      assert.deepStrictEqual(yield* idsDue(NOW + 5), [early.id, late.id])
      const [first] = yield* due(all, NOW + 5, 1)
      assert.deepInclude(first, { ...early, attempts: 0 })
      yield* settle([])
      yield* settle([{ task: first!, again: undefined }])
      assert.deepStrictEqual(yield* idsDue(NOW + 10), [late.id, later.id])
    }))

    it.effect("is one task however often it is asked for, due when it was wanted first", () => Effect.gen(function*() {
      const { schedule } = yield* cleared
      const task = someTask()
      const other: Task = { type: "SettleRefund", id: task.id }
      yield* schedule([task, task, other], NOW + 10)
      yield* schedule([task], NOW)
      yield* schedule([task], NOW + 20)
      assert.deepStrictEqual(yield* idsDue(NOW), [task.id])
      assert.strictEqual((yield* idsDue(NOW + 20)).length, 2)
    }))

    it.effect("that is postponed counts the attempt, until it is asked for again", () => Effect.gen(function*() {
      const { schedule, due, settle } = yield* cleared
      const task = someTask()
      yield* schedule([task], NOW)
      const [first] = yield* due(all, NOW, 1)
      yield* settle([{ task: first!, again: NOW + 10 }])
      assert.deepStrictEqual(yield* idsDue(NOW + 9), [])
      assert.deepInclude((yield* due(all, NOW + 10, 1))[0], { attempts: 1 })
      yield* schedule([task], NOW + 5)
      assert.deepInclude((yield* due(all, NOW + 5, 1))[0], { attempts: 0 })
    }))

    it.effect("that is asked for again while it is done stays due", () => Effect.gen(function*() {
      const { schedule, due, settle } = yield* cleared
      const [finished, postponed, done, later] = [someTask(), someTask(), someTask(), someTask()]
      yield* schedule([finished, postponed, done, later], NOW)
      const taken = yield* due(all, NOW, 10)
      const outcome = (task: Task, again?: number) => ({ task: taken.find(({ id }) => id === task.id) as DueTask, again })
      yield* schedule([finished, postponed], NOW + 1)
      yield* settle([outcome(finished), outcome(postponed, NOW + 100), outcome(done), outcome(later, NOW + 50)])
      assert.deepStrictEqual((yield* idsDue(NOW + 1)).sort(), [finished.id, postponed.id].sort())
      assert.deepStrictEqual((yield* idsDue(NOW + 50)).sort(), [finished.id, postponed.id, later.id].sort())
    }))

    it.effect("is kept with the transaction that asked for it, or not at all", () => Effect.gen(function*() {
      const { schedule } = yield* cleared
      const { run } = yield* Transactions
      const kept = someTask()
      yield* Effect.ignore(run(Effect.andThen(schedule([someTask()], NOW), Effect.fail("rolled back"))))
      yield* run(schedule([kept], NOW))
      assert.deepStrictEqual(yield* idsDue(NOW), [kept.id])
    }))
  })

/** What every GatewayEvents promises. */
export const gatewayEventsContract = (name: string, storage: Layer.Layer<GatewayEvents | Transactions, unknown>) =>
  layer(storage, { excludeTestServices: true })(`GatewayEvents (${name})`, (it) => {
    const event = () => ({ eventId: fresh<string>(), type: "payment.captured", gatewayOrderId: "order_A", gatewayPaymentId: "pay_A", createdAt: NOW })

    it.effect("keeps each event once, however often and by how many at once it is brought", () => Effect.gen(function*() {
      const { keep } = yield* GatewayEvents
      const { run } = yield* Transactions
      const notice = event()
      const outcomes = yield* Effect.forEach(Array.from({ length: 8 }), () => run(keep(notice, NOW)), { concurrency: 8 })
      assert.deepStrictEqual(outcomes.toSorted(), [...Array.from({ length: 7 }, () => "known"), "new"])
      assert.strictEqual(yield* keep({ eventId: fresh(), type: "something.new", createdAt: NOW }, NOW), "new")
    }))

    it.effect("has not heard what was rolled back", () => Effect.gen(function*() {
      const { keep } = yield* GatewayEvents
      const notice = event()
      yield* Effect.ignore((yield* Transactions).run(Effect.andThen(keep(notice, NOW), Effect.fail("rolled back"))))
      assert.strictEqual(yield* keep(notice, NOW), "new")
    }))
  })
