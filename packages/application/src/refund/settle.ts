import { id, type Instant, type RefundId } from "@bahi/core/id"
import type { RefundCommand, RequestedRefund } from "@bahi/core/refund"
import { Clock, Effect } from "effect"
import { system } from "../caller/guest.ts"
import { Engine } from "../execute/index.ts"
import { NotFound, PaymentGateway, Refunds } from "../ports/index.ts"

const MINUTE = 60_000

/**
 * Brings a refund to its end: asks the gateway for it under its key, or for its record where it was asked before, and writes
 * down what the gateway has. Answers when to ask again; nothing once it is over. An outcome that nobody knows is never
 * taken for a failure (F20), and the same key never gives money back twice.
 */
export const settleRefund = Effect.fn("refund.settle")(function*(refundId: string) {
  const gateway = yield* PaymentGateway
  const refund = yield* readRefund(id<"refund">(refundId))
  if (refund.status === "requested" || refund.status === "rejected" || refund.status === "completed") return undefined
  yield* record(refund, (at) => ({ type: "Send", at }))

  const asked = { key: refund.refundId, gatewayPaymentId: refund.reference }
  const outcome = yield* (refund.status === "approved" ? Effect.undefined : gateway.findRefund(asked)).pipe(
    Effect.flatMap((known) => known && known.status !== "failed" ? Effect.succeed(known) : gateway.refund({ ...asked, amount: refund.amount })),
    Effect.catchTags({
      GatewayRefused: ({ reason }) => Effect.succeed({ status: "failed", reason } as const),
      GatewayUnknown: () => Effect.succeed({ status: "unknown" } as const)
    })
  )
  yield* record(refund, (at) => commandFor(outcome, at))
  const now = yield* Clock.currentTimeMillis
  switch (outcome.status) {
    case "processed":
      return undefined
    case "unknown":
      return now + MINUTE
    // Banks take their time, and a balance may be filled up: the longer it has taken, the longer until the next look.
    case "pending":
    case "failed":
      return now + Math.max(5 * MINUTE, (now - refund.requestedAt) / 2)
  }
})

type Outcome =
  | { readonly status: "processed" | "pending"; readonly gatewayRefundId: string }
  | { readonly status: "failed"; readonly reason?: string }
  | { readonly status: "unknown" }

const commandFor = (outcome: Outcome, at: Instant): RefundCommand => {
  switch (outcome.status) {
    case "processed":
      return { type: "RecordCompletion", gatewayRefundId: outcome.gatewayRefundId, at }
    case "pending":
      return { type: "RecordProgress", gatewayRefundId: outcome.gatewayRefundId, at }
    case "failed":
      return { type: "RecordFailure", reason: outcome.reason ?? "refund_failed", at }
    case "unknown":
      return { type: "RecordUnknown", at }
  }
}

const readRefund = Effect.fnUntraced(function*(refundId: RefundId) {
  const refund = (yield* (yield* Refunds).read([refundId])).get(refundId)?.state
  return refund === undefined || refund.status === "unrequested" ? yield* new NotFound({ what: "refund" }) : refund
})

const record = Effect.fnUntraced(function*({ orderId, paymentId, refundId }: RequestedRefund, command: (at: Instant) => RefundCommand) {
  const engine = yield* Engine
  yield* engine.execute({
    actor: system,
    plan: Effect.succeed({
      lock: { order: [orderId], payment: [paymentId], refund: [refundId] },
      decide: (_states, at) => Effect.succeed([{ to: "refund", id: refundId, command: command(at) }]),
      answer: () => Effect.void
    })
  })
})
