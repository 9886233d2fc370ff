import { type Afterwards, afterwards, type Happened } from "@bahi/core/reactions"
import { Clock, Effect } from "effect"
import { Wake } from "../execute/index.ts"
import { isFailure, logFaults } from "../fault/fault.ts"
import { issueCreditNotes, issueInvoices } from "../invoice/issue.ts"
import { placeExchange } from "../return/exchange.ts"
import { LoyaltyPoints, Outbox, Tasks } from "../ports/index.ts"
import { returnSurplus } from "../refund/surplus.ts"
import { publish } from "../subscriber/publish.ts"

/** How many events one transaction of the relay carries at most. */
const BATCH = 50

/**
 * Does what follows from the events that wait in the outbox, until none does; answers how many there were. A batch that
 * fails is gone through one by one, so that an event which fails waits alone, and keeps no other from its turn.
 */
export const relayAll = Effect.fn("relay")(function*() {
  const outbox = yield* Outbox
  const batch = outbox.deliver(BATCH, follow).pipe(Effect.catchCauseIf(isFailure, () => Effect.succeed("failed" as const)))
  const single = outbox.deliver(1, follow).pipe(Effect.catchCauseIf(isFailure, (cause) =>
    logFaults("What follows from an event failed; it will be tried again.", cause).pipe(
      Effect.andThen(Effect.flatMap(Clock.currentTimeMillis, outbox.postpone)),
      Effect.as("failed" as const))))
  let done = 0
  let suspects = 0
  for (;;) {
    const delivered = yield* suspects > 0 ? single : batch
    if (delivered === 0) return done
    if (delivered !== "failed") done += delivered
    suspects = suspects > 0 ? suspects - 1 : delivered === "failed" ? BATCH : 0
  }
})

/** How long after it was opened a payment is first looked at, when nobody said anything by then. */
const FIRST_LOOK_MS = 30_000

/** Everything that these events ask for after their commit. What concerns a remote neighbour is only written down here. */
const follow = Effect.fnUntraced(function*(events: ReadonlyArray<Happened>) {
  const asked = events.flatMap(afterwards)
  const of = <T extends Afterwards["type"]>(type: T) => asked.filter((one): one is Extract<Afterwards, { readonly type: T }> => one.type === type)
  const now = yield* Clock.currentTimeMillis
  const tasks = yield* Tasks
  yield* issueInvoices(of("IssueInvoice").map(({ orderId }) => orderId))
  yield* Effect.forEach(new Set(of("IssueCreditNote").map(({ orderId }) => orderId)), issueCreditNotes, { discard: true })
  yield* Effect.forEach(of("PlaceExchange"), placeExchange, { discard: true })
  yield* publish(events)
  const points = yield* LoyaltyPoints
  yield* Effect.forEach(of("EarnPoints"), ({ orderId }) => points.earn(orderId), { discard: true })
  yield* Effect.forEach(of("TakeBackPoints"), ({ orderId, creditId }) => points.takeBack(orderId, creditId), { discard: true })
  yield* Effect.forEach(of("ReturnSurplus"), ({ orderId }) => returnSurplus(orderId), { discard: true })
  yield* tasks.schedule(of("WatchPayment").map(({ paymentId }) => ({ type: "ReconcilePayment", id: paymentId })), now + FIRST_LOOK_MS)
  yield* tasks.schedule(of("SendRefund").map(({ refundId }) => ({ type: "SettleRefund", id: refundId })), now)
})

/** Between rounds, so that what comes meanwhile is done together. */
const REST = "100 millis"

/** Runs for ever: woken by every commit and by a timer, so that what a dead server left behind is done too. */
export const relay = Effect.gen(function*() {
  const wake = yield* Wake
  const bell = yield* wake.listen("events")
  for (;;) {
    const done = yield* relayAll().pipe(Effect.catchCause((cause) => Effect.as(logFaults("The relay failed; it will try again.", cause), 0)))
    if (done > 0) yield* Effect.andThen(wake.ring("tasks"), Effect.sleep(REST))
    yield* Effect.raceFirst(bell.heard, Effect.sleep("1 second"))
  }
})
