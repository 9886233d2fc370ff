import { id, type Instant, type RefundId } from "@bahi/core/id"
import type { Money } from "@bahi/core/money"
import { gatewayKeyOf, type RefundCommand, type RequestedRefund } from "@bahi/core/refund"
import { Clock, Effect } from "effect"
import { system } from "../caller/guest.ts"
import { Engine } from "../execute/index.ts"
import { readPayment } from "../order/find.ts"
import { NotFound, PaymentGateway, Refunds } from "../ports/index.ts"

const MINUTE = 60_000

/**
 * Brings a refund to its end: asks the gateway for it under its key, or for its record where it was asked before, and writes
 * down what the gateway has. Answers when to ask again; nothing once it is over. An outcome that nobody knows is never
 * taken for a failure (F20), and no key gives money back twice. What went back another way meanwhile is given up here, and
 * what is still owed of it becomes another refund.
 */
export const settleRefund = Effect.fn("refund.settle")(function*(refundId: string) {
  const gateway = yield* PaymentGateway
  const before = yield* readRefund(id<"refund">(refundId))
  if (before.status === "requested" || before.destination.kind !== "source" || isOver(before)) return undefined
  const refund = yield* record(before, (at) => ({ type: "Send", at }))
  if (!("attempt" in refund) || isOver(refund)) return undefined

  const asked = { key: gatewayKeyOf(refund), gatewayPaymentId: refund.reference }
  const isNew = before.status === "approved" || before.attempt < refund.attempt
  const outcome = yield* (isNew ? Effect.undefined : gateway.findRefund(asked)).pipe(
    Effect.flatMap((known) => known ? Effect.succeed(known) : gateway.refund({ ...asked, amount: refund.amount })),
    Effect.catchTags({
      GatewayRefused: ({ reason }) => Effect.map(givenBackAlready(refund), (refundedTotal): Outcome =>
        refundedTotal === undefined ? { status: "refused", reason } : { status: "superseded", refundedTotal }),
      GatewayUnknown: () => Effect.succeed<Outcome>({ status: "unknown" })
    })
  )
  yield* record(refund, (at) => commandFor(outcome, at))
  if (outcome.status === "refused" || outcome.status === "failed") {
    yield* Effect.logWarning("A refund did not go through; it is tried again.").pipe(Effect.annotateLogs({ refundId, reason: outcome.status === "refused" ? outcome.reason : "the bank sent it back" }))
  }
  const now = yield* Clock.currentTimeMillis
  switch (outcome.status) {
    case "processed":
    case "superseded":
      return undefined
    case "unknown":
      return now + MINUTE
    // Banks take their time, and a balance may be filled up: the longer it has taken, the longer until the next look.
    case "pending":
    case "refused":
    case "failed":
      return now + Math.min(6 * 60 * MINUTE, Math.max(5 * MINUTE, (now - refund.requestedAt) / 2))
  }
})

type Outcome =
  | { readonly status: "processed" | "pending"; readonly gatewayRefundId: string }
  /** The refund is there, and the bank has sent it back. */
  | { readonly status: "failed" }
  | { readonly status: "refused"; readonly reason: string }
  | { readonly status: "superseded"; readonly refundedTotal: Money }
  | { readonly status: "unknown" }

const commandFor = (outcome: Outcome, at: Instant): RefundCommand => {
  switch (outcome.status) {
    case "processed":
      return { type: "RecordCompletion", gatewayRefundId: outcome.gatewayRefundId, at }
    case "pending":
      return { type: "RecordProgress", gatewayRefundId: outcome.gatewayRefundId, at }
    case "failed":
      return { type: "RecordFailure", failure: "bounced", reason: "refund_failed", at }
    case "refused":
      return { type: "RecordFailure", failure: "refused", reason: outcome.reason, at }
    case "superseded":
      return { type: "Abandon", refundedTotal: outcome.refundedTotal, at }
    case "unknown":
      return { type: "RecordUnknown", at }
  }
}

/** What the gateway has given back of the attempt in all, where that leaves less than this refund wants. */
const givenBackAlready = Effect.fnUntraced(function*({ paymentId, reference, amount }: RequestedRefund) {
  const { gatewayOrderId } = yield* readPayment(paymentId)
  if (gatewayOrderId === undefined) return undefined
  const payments = yield* (yield* PaymentGateway).fetchPayments(gatewayOrderId)
  const payment = payments.find(({ gatewayPaymentId }) => gatewayPaymentId === reference)
  return payment && payment.amount - payment.amountRefunded < amount ? payment.amountRefunded : undefined
})

const readRefund = Effect.fnUntraced(function*(refundId: RefundId) {
  const refund = (yield* (yield* Refunds).read([refundId])).get(refundId)?.state
  return refund === undefined || refund.status === "unrequested" ? yield* new NotFound({ what: "refund" }) : refund
})

const isOver = (refund: RequestedRefund): refund is Extract<RequestedRefund, { readonly status: "rejected" | "completed" | "abandoned" }> =>
  refund.status === "rejected" || refund.status === "completed" || refund.status === "abandoned"

/** Somebody else may have brought it to its end meanwhile: then there is nothing left to write down. */
const record = Effect.fnUntraced(function*({ orderId, paymentId, refundId }: RequestedRefund, command: (at: Instant) => RefundCommand) {
  const engine = yield* Engine
  return yield* engine.execute({
    actor: system,
    plan: Effect.succeed({
      lock: { order: [orderId], payment: [paymentId], refund: [refundId] },
      decide: (states, at) => Effect.succeed(isOver(states.state("refund", refundId) as RequestedRefund) ? [] : [{ to: "refund", id: refundId, command: command(at) }]),
      answer: (states) => Effect.succeed(states.state("refund", refundId) as RequestedRefund)
    })
  })
})
