import { id } from "@bahi/core/id"
import { afterwards, type Happened } from "@bahi/core/reactions"
import { Clock, Effect } from "effect"
import { Wake } from "../execute/index.ts"
import { issueInvoices } from "../invoice/issue.ts"
import { Outbox } from "../ports/index.ts"

/** How many events one transaction of the relay carries at most. */
const BATCH = 50

/** Does what follows from the events that wait in the outbox, until none does; answers how many there were. */
export const relayAll = Effect.fn("relay")(function*() {
  const outbox = yield* Outbox
  let done = 0
  for (;;) {
    const delivered = yield* outbox.deliver(BATCH, follow).pipe(Effect.catch(() => outbox.deliver(1, follow)))
    if (delivered === 0) return done
    done += delivered
  }
})

/** Everything that these events ask for after their commit. */
const follow = (events: ReadonlyArray<Happened>) => {
  const orders = events.flatMap(afterwards).map((task) => id<"order">(task.orderId))
  return orders.length === 0 ? Effect.void : issueInvoices(orders)
}

/** Runs for ever: woken by every commit and by a timer, so that what a dead server left behind is done too. */
export const relay = Effect.gen(function*() {
  const wake = yield* Wake
  const outbox = yield* Outbox
  for (;;) {
    yield* relayAll().pipe(Effect.catchCause((cause) =>
      Effect.andThen(Effect.logError("What follows from an event failed; it will be tried again.", cause), Effect.flatMap(Clock.currentTimeMillis, outbox.postpone))
    ))
    yield* Effect.timeoutOrElse(wake.heard, { duration: "1 second", orElse: () => Effect.void })
  }
})
