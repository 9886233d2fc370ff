import { id } from "@bahi/core/id"
import { afterwards, type Happened } from "@bahi/core/reactions"
import { Cause, Clock, Effect } from "effect"
import { Wake } from "../execute/index.ts"
import { logFaults } from "../fault/fault.ts"
import { issueInvoices } from "../invoice/issue.ts"
import { Outbox } from "../ports/index.ts"

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

const isFailure = <E>(cause: Cause.Cause<E>): boolean => !Cause.hasInterruptsOnly(cause)

/** Everything that these events ask for after their commit. */
const follow = (events: ReadonlyArray<Happened>) => {
  const orders = events.flatMap(afterwards).map((task) => id<"order">(task.orderId))
  return orders.length === 0 ? Effect.void : issueInvoices(orders)
}

/** Runs for ever: woken by every commit and by a timer, so that what a dead server left behind is done too. */
export const relay = Effect.gen(function*() {
  const wake = yield* Wake
  for (;;) {
    yield* relayAll().pipe(Effect.catchCause((cause) => logFaults("The relay failed; it will try again.", cause)))
    yield* Effect.raceFirst(wake.heard, Effect.sleep("1 second"))
  }
})
