import type { OrderId } from "@bahi/core/id"
import { causeWithoutCredit, type PlacedOrder } from "@bahi/core/order"
import type { OpenedPayment } from "@bahi/core/payment"
import type { Addressed } from "@bahi/core/reactions"
import { destinationFor, sharesOfSurplus, type SurplusShare } from "@bahi/core/refund"
import { Effect } from "effect"
import { system } from "../caller/guest.ts"
import { Engine, newId } from "../execute/index.ts"
import { readOrder } from "../order/find.ts"
import { Payments } from "../ports/index.ts"

/**
 * Gives back what was paid beyond what the order keeps (P16): a second capture, one that came when the order had expired, or
 * what was cancelled, returned or refunded.
 * The amounts are set aside here, and sent afterwards. Safe to repeat: what is set aside is not given back again.
 */
export const returnSurplus = Effect.fn("refund.surplus")(function*(orderId: OrderId) {
  const engine = yield* Engine
  const payments = yield* Payments
  yield* engine.execute({
    actor: system,
    plan: Effect.gen(function*() {
      yield* readOrder(orderId)
      const paymentIds = (yield* payments.ofOrder(orderId)).map(({ paymentId }) => paymentId)
      return {
        lock: { order: [orderId], payment: paymentIds },
        decide: (states, at) => {
          const order = states.state("order", orderId) as PlacedOrder
          const opened = paymentIds.map((paymentId) => states.state("payment", paymentId) as OpenedPayment)
          const because = order.credits.at(-1)?.because ?? causeWithoutCredit(order)
          const commandsFor = (share: SurplusShare) => Effect.map(newId<"refund">(), (refundId): ReadonlyArray<Addressed> => [
            { to: "refund", id: refundId, command: { type: "Request", refundId, orderId, ...share, destination: destinationFor(share.gateway), currency: order.currency, because, at } },
            // What goes by hand waits for somebody who knows the account.
            ...(share.gateway === "razorpay" ? [{ to: "refund", id: refundId, command: { type: "Approve", at } } as const] : [])
          ])
          return Effect.map(Effect.forEach(sharesOfSurplus(order, opened), commandsFor), (commands) => commands.flat())
        },
        answer: () => Effect.void
      }
    })
  })
})
