import type { Instant } from "../id.ts"
import { decideBy, type Handlers } from "../machine.ts"
import { type Money, money, subtract, sum } from "../money/index.ts"
import { ok, refuse } from "../result.ts"
import { evolve } from "./evolve.ts"
import { capturedAmountOf, refundableOf, refundedAmountOf } from "./ledger.ts"
import { type AttemptStage, attemptStages, gatewayOf, type OpenedPayment, type Payment, type PaymentCommand, type PaymentEvent, type PaymentRefusal } from "./payment.ts"
import { paymentTransitions } from "./transitions.ts"

const handlers: Handlers<typeof paymentTransitions, Payment, PaymentCommand, PaymentEvent, PaymentRefusal> = {
  Open: (_unopened, { type: _, ...asked }) =>
    asked.amount <= 0
      ? refuse({ code: "amount_not_positive", amount: asked.amount })
      : ok([{ type: "PaymentOpened", ...asked, gateway: gatewayOf(asked.method) }]),

  // Asked twice at the same moment, the gateway may have opened two: only the first is ever shown to a customer.
  RecordGatewayOrder: (payment, { gatewayOrderId, at }) =>
    payment.gatewayOrderId === undefined ? ok([{ type: "PaymentGatewayOrderOpened", ...whoseOf(payment), gatewayOrderId, at }]) : ok([]),

  RecordFailure: (payment, { type: _, ...reported }) =>
    hasReached(payment, reported.reference, "failed") ? ok([]) : ok([{ type: "PaymentFailed", ...whoseOf(payment), ...reported }]),

  RecordAuthorization: (payment, { type: _, ...reported }) => {
    if (reported.amount <= 0) return refuse({ code: "amount_not_positive", amount: reported.amount })
    return hasReached(payment, reported.reference, "authorized") ? ok([]) : ok([{ type: "PaymentAuthorized", ...whoseOf(payment), ...reported }])
  },

  RecordVoid: (payment, { type: _, ...reported }) => {
    if (reported.amount <= 0) return refuse({ code: "amount_not_positive", amount: reported.amount })
    return hasReached(payment, reported.reference, "voided") ? ok([]) : ok([{ type: "PaymentVoided", ...whoseOf(payment), ...reported }])
  },

  RecordCapture: (payment, { type: _, ...reported }) => {
    if (reported.amount <= 0) return refuse({ code: "amount_not_positive", amount: reported.amount })
    return hasReached(payment, reported.reference, "captured") ? ok([]) : ok(taking(payment, { type: "PaymentCaptured", ...whoseOf(payment), ...reported }))
  },

  // What is beyond our own refunds, done or under way, somebody gave back at the gateway.
  RecordRefundedTotal: (payment, { reference, total, at }) => ok(givenBackOutside(payment, reference, total, at)),

  RecordDispute: (payment, { type: _, ...dispute }) => {
    if (dispute.amount <= 0) return refuse({ code: "amount_not_positive", amount: dispute.amount })
    return payment.disputes.some(({ disputeId }) => disputeId === dispute.disputeId) ? ok([]) : ok([{ type: "PaymentDisputed", ...whoseOf(payment), ...dispute }])
  },

  // An outcome is final, whoever says otherwise later.
  RecordDisputeOutcome: (payment, { type: _, ...dispute }) => {
    if (dispute.amount <= 0) return refuse({ code: "amount_not_positive", amount: dispute.amount })
    const isClosed = payment.disputes.some(({ disputeId, stage }) => disputeId === dispute.disputeId && stage !== "open")
    return isClosed ? ok([]) : ok(taking(payment, { type: "PaymentDisputeClosed", ...whoseOf(payment), ...dispute }))
  },

  Replace: (payment, { replacement, at }) => ok([{ type: "PaymentReplaced", ...whoseOf(payment), replacement, at }]),

  // What was captured stays so, and is given back by a refund.
  Cancel: (payment, { at }) => payment.status === "captured" || payment.status === "cancelled" ? ok([]) : ok([{ type: "PaymentCancelled", at }]),

  ReserveRefund: (payment, { type: _, ...share }) => {
    if (payment.refunds.some(({ refundId }) => refundId === share.refundId)) return ok([])
    if (share.amount <= 0) return refuse({ code: "amount_not_positive", amount: share.amount })
    const refundable = refundableOf(payment, share.reference)
    if (share.amount > refundable) return refuse({ code: "refund_exceeds_captured", reference: share.reference, amount: share.amount, refundable })
    return ok([{ type: "PaymentRefundReserved", ...share }])
  },

  RecordRefund: (payment, { refundId, at }) => {
    const share = payment.refunds.find((share) => share.refundId === refundId)
    if (!share) return refuse({ code: "refund_not_reserved", refundId })
    if (share.stage === "refunded") return ok([])
    // A bank may have taken some of it meanwhile: what counts is how much more is gone than before.
    const refunded: PaymentEvent = { type: "PaymentRefunded", ...whoseOf(payment), refundId, amount: share.amount, at }
    return ok([{ ...refunded, amount: goneSince(payment, refunded) }])
  },

  // The gateway may have given it back another way: then it says how much of the attempt it has given back in all.
  ReleaseRefund: (payment, { refundId, refundedTotal, at }) => {
    const share = payment.refunds.find((share) => share.refundId === refundId && share.stage === "reserved")
    if (!share) return refuse({ code: "refund_not_reserved", refundId })
    const released: PaymentEvent = { type: "PaymentRefundReleased", refundId, at }
    return ok([released, ...(refundedTotal === undefined ? [] : givenBackOutside(evolve(payment, released) as OpenedPayment, share.reference, refundedTotal, at))])
  }
}

/** An event, and what banks have had of the money once it happened. */
const taking = (payment: OpenedPayment, event: PaymentEvent): ReadonlyArray<PaymentEvent> => {
  const amount = goneSince(payment, event)
  return amount > 0 ? [event, { type: "PaymentTakenBack", ...whoseOf(payment), amount, at: event.at }] : [event]
}

const goneSince = (payment: OpenedPayment, event: PaymentEvent): Money => subtract(refundedAmountOf(evolve(payment, event) as OpenedPayment), refundedAmountOf(payment))

/** What the gateway gave back beyond our own refunds. It is gone, though a bank wants it too: what counts is how much more is gone than before. */
const givenBackOutside = (payment: OpenedPayment, reference: string, total: Money, at: Instant): ReadonlyArray<PaymentEvent> => {
  const isOf = (one: { readonly reference: string }) => one.reference === reference
  const captured = capturedAmountOf({ attempts: payment.attempts.filter(isOf) })
  const given = money(Math.min(total, captured) - sum(payment.refunds.filter(isOf).map(({ amount }) => amount)))
  if (given <= 0) return []
  const refunded = { type: "PaymentRefundedOutside", ...whoseOf(payment), reference, amount: given, at } as const
  const amount = goneSince(payment, refunded)
  return [amount === given ? refunded : { ...refunded, amount, given }]
}

const whoseOf = ({ paymentId, orderId }: OpenedPayment) => ({ paymentId, orderId })

/** Whether this attempt was heard at this stage already, or further on. */
const hasReached = ({ attempts }: OpenedPayment, reference: string, stage: AttemptStage): boolean =>
  attempts.some((attempt) => attempt.reference === reference && attemptStages.indexOf(attempt.stage) >= attemptStages.indexOf(stage))

export const decide = decideBy<Payment, PaymentCommand, PaymentEvent, PaymentRefusal, typeof paymentTransitions>("payment", paymentTransitions, handlers)
