import { id } from "@bahi/core/id"
import { Effect } from "effect"
import { claimOf } from "../caller/claim.ts"
import { actorOf, currentOwner } from "../caller/guest.ts"
import { Engine, newId } from "../execute/index.ts"
import { findOrderById, locksOf, readPayment } from "../order/find.ts"
import { reconcile } from "./reconcile.ts"
import { paymentView } from "./view.ts"

/**
 * Puts a new payment in the place of one that failed (P07), on the same order. The gateway is looked at first, and has to
 * answer, so that nobody is asked to pay what went through after all (F20). Refused as long as the payment has not failed.
 */
export const retryPayment = Effect.fn("payment.retry")(function*(failedId: string, idempotencyKey?: string) {
  const owner = yield* currentOwner
  const paymentId = id<"payment">(failedId)
  const { orderId, status } = yield* readPayment(paymentId)
  const order = yield* findOrderById(orderId)
  if (status !== "captured" && status !== "cancelled") yield* reconcile(paymentId)
  const engine = yield* Engine
  return yield* engine.execute({
    actor: actorOf(owner),
    idempotency: claimOf(owner, idempotencyKey, "RetryPayment", failedId),
    plan: Effect.map(newId<"payment">(), (replacement) => ({
      lock: { ...locksOf(order), payment: [paymentId] },
      decide: (_states, at) => Effect.succeed([{ to: "payment", id: paymentId, command: { type: "Replace", replacement, at } }]),
      answer: (states) => Effect.map(readPayment(replacement, states), paymentView)
    }))
  })
})
