import { decideBy, type Handlers } from "../machine.ts"
import { ok, refuse } from "../result.ts"
import { refundableOf } from "./ledger.ts"
import { type AttemptStage, attemptStages, type OpenedPayment, type Payment, type PaymentCommand, type PaymentEvent, type PaymentRefusal } from "./payment.ts"
import { paymentTransitions } from "./transitions.ts"

const handlers: Handlers<typeof paymentTransitions, Payment, PaymentCommand, PaymentEvent, PaymentRefusal> = {
  Open: (_unopened, { type: _, ...asked }) =>
    asked.amount <= 0
      ? refuse({ code: "amount_not_positive", amount: asked.amount })
      : ok([{ type: "PaymentOpened", ...asked, gateway: asked.method === "cod" ? "cod" : "razorpay" }]),

  // Asked twice at the same moment, the gateway may have opened two: only the first is ever shown to a customer.
  RecordGatewayOrder: (payment, { gatewayOrderId, at }) =>
    payment.gatewayOrderId === undefined ? ok([{ type: "PaymentGatewayOrderOpened", ...whoseOf(payment), gatewayOrderId, at }]) : ok([]),

  RecordFailure: (payment, { type: _, ...reported }) =>
    hasReached(payment, reported.reference, "failed") ? ok([]) : ok([{ type: "PaymentFailed", ...whoseOf(payment), ...reported }]),

  RecordAuthorization: (payment, { type: _, ...reported }) => {
    if (reported.amount <= 0) return refuse({ code: "amount_not_positive", amount: reported.amount })
    return hasReached(payment, reported.reference, "authorized") ? ok([]) : ok([{ type: "PaymentAuthorized", ...whoseOf(payment), ...reported }])
  },

  RecordCapture: (payment, { type: _, ...reported }) => {
    if (reported.amount <= 0) return refuse({ code: "amount_not_positive", amount: reported.amount })
    return hasReached(payment, reported.reference, "captured") ? ok([]) : ok([{ type: "PaymentCaptured", ...whoseOf(payment), ...reported }])
  },

  Replace: (payment, { replacement, at }) => ok([{ type: "PaymentReplaced", ...whoseOf(payment), replacement, at }]),

  // What was captured stays so, and is given back by a refund.
  Cancel: (payment, { at }) => payment.status === "captured" ? ok([]) : ok([{ type: "PaymentCancelled", at }]),

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
    return share.stage === "refunded" ? ok([]) : ok([{ type: "PaymentRefunded", ...whoseOf(payment), refundId, amount: share.amount, at }])
  },

  ReleaseRefund: (payment, { refundId, at }) =>
    payment.refunds.some((share) => share.refundId === refundId && share.stage === "reserved")
      ? ok([{ type: "PaymentRefundReleased", refundId, at }])
      : refuse({ code: "refund_not_reserved", refundId })
}

const whoseOf = ({ paymentId, orderId }: OpenedPayment) => ({ paymentId, orderId })

/** Whether this attempt was heard at this stage already, or further on. */
const hasReached = ({ attempts }: OpenedPayment, reference: string, stage: AttemptStage): boolean =>
  attempts.some((attempt) => attempt.reference === reference && attemptStages.indexOf(attempt.stage) >= attemptStages.indexOf(stage))

export const decide = decideBy<Payment, PaymentCommand, PaymentEvent, PaymentRefusal, typeof paymentTransitions>("payment", paymentTransitions, handlers)
