import { Cause, Clock, Effect } from "effect"
import { Wake } from "../execute/index.ts"
import { isFailure, isGatewayAway, logFaults } from "../fault/fault.ts"
import { watchPayment } from "../payment/reconcile.ts"
import { type DueTask, Leases, type Task, Tasks } from "../ports/index.ts"
import { settleRefund } from "../refund/settle.ts"
import { deliverWebhook } from "../subscriber/deliver.ts"

/** What waits for the gateway, and what waits for subscribers: neither holds up the other. */
const lanes = { gateway: ["ReconcilePayment", "SettleRefund"], subscribers: ["DeliverWebhook"] } as const satisfies Record<string, ReadonlyArray<Task["type"]>>

/** How many tasks are taken and settled at a time, and how many of them are at work at once. */
const BATCH = 64
const AT_ONCE = 32

/**
 * Does the tasks whose time has come, until none has; answers how many there were. One that fails is tried again, later each
 * time. Once the gateway does not answer, the others wait a few seconds without asking.
 */
export const workAll = Effect.fn("work")(function*(types: ReadonlyArray<Task["type"]> = Object.values(lanes).flat()) {
  const tasks = yield* Tasks
  const gateway = { isAway: false }
  for (let done = 0;;) {
    const due = yield* tasks.due(types, yield* Clock.currentTimeMillis, BATCH)
    if (due.length === 0) return done
    yield* tasks.settle(yield* Effect.forEach(due, (task) => Effect.map(gateway.isAway ? rested : attempt(task, gateway), (again) => ({ task, again })), { concurrency: AT_ONCE }))
    done += due.length
  }
})

/** Answers when to look at it again, if ever. */
const attempt = (task: DueTask, gateway: { isAway: boolean }) => perform(task).pipe(Effect.catchCauseIf(isFailure, (cause) => {
  gateway.isAway ||= cause.reasons.some((reason) => Cause.isFailReason(reason) && isGatewayAway(reason.error))
  return Effect.andThen(logFaults(`${task.type} ${task.id} failed; it will be tried again.`, cause), afterFailure(task))
}))

const REST_MS = 5_000
const rested = Effect.map(Clock.currentTimeMillis, (now) => now + REST_MS)

const perform = Effect.fnUntraced(function*({ type, id }: DueTask) {
  switch (type) {
    case "ReconcilePayment":
      return yield* watchPayment(id)
    case "SettleRefund":
      return yield* settleRefund(id)
    case "DeliverWebhook":
      return yield* deliverWebhook(id)
  }
})

/** A second, then twice as long each time, up to ten minutes. */
const afterFailure = ({ attempts }: DueTask) => Effect.map(Clock.currentTimeMillis, (now) => now + Math.min(600_000, 1_000 * 2 ** attempts))

/** Works for ever, on one server at a time: woken by whoever asks for something and by a timer. */
export const worker = Effect.suspend(() => Effect.forEach(Object.entries(lanes), ([lane, types]) => workLane(lane, types), { concurrency: "unbounded", discard: true }))

const workLane = Effect.fnUntraced(function*(lane: string, types: ReadonlyArray<Task["type"]>) {
  const leases = yield* Leases
  const tasks = yield* Tasks
  const bell = yield* (yield* Wake).listen("tasks")
  const isAsked = Effect.map(Effect.flatMap(Clock.currentTimeMillis, (now) => tasks.due(types, now, 1)), (due) => due.length > 0)
  for (;;) {
    yield* Effect.when(leases.exclusively(`tasks:${lane}`, Effect.asVoid(workAll(types))), isAsked).pipe(Effect.catchCause((cause) => logFaults("The worker failed; it will try again.", cause)))
    yield* Effect.raceFirst(bell.heard, Effect.sleep("1 second"))
  }
})
