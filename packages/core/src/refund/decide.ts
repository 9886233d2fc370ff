import { decideBy, type Handlers } from "../machine.ts"
import { ok, refuse } from "../result.ts"
import type { Refund, RefundCommand, RefundEvent, RefundRefusal } from "./refund.ts"
import { refundTransitions } from "./transitions.ts"

const handlers: Handlers<typeof refundTransitions, Refund, RefundCommand, RefundEvent, RefundRefusal> = {
  Request: (_unrequested, { type: _, ...request }) =>
    request.amount <= 0 ? refuse({ code: "amount_not_positive", amount: request.amount }) : ok([{ type: "RefundRequested", ...request }]),

  Approve: ({ refundId }, { at }) => ok([{ type: "RefundApproved", refundId, at }]),

  Reject: ({ refundId, paymentId }, { at }) => ok([{ type: "RefundRejected", refundId, paymentId, at }]),

  // Whoever finds it on its way already may ask again: the key sees to it that the money goes back once.
  Send: (refund, { at }) => refund.status === "processing" ? ok([]) : ok([{ type: "RefundSent", at }]),

  RecordProgress: (refund, { gatewayRefundId, at }) =>
    refund.status === "completed" || (refund.status === "processing" && refund.gatewayRefundId === gatewayRefundId) ? ok([]) : ok([{ type: "RefundAccepted", gatewayRefundId, at }]),

  RecordCompletion: (refund, { gatewayRefundId, at }) =>
    refund.status === "completed" ? ok([]) : ok([{ type: "RefundCompleted", refundId: refund.refundId, paymentId: refund.paymentId, gatewayRefundId, at }]),

  RecordFailure: (refund, { reason, at }) =>
    refund.status === "completed" || (refund.status === "failed" && refund.reason === reason) ? ok([]) : ok([{ type: "RefundFailed", reason, at }]),

  RecordUnknown: (refund, { at }) => refund.status === "completed" || refund.status === "unknown" ? ok([]) : ok([{ type: "RefundOutcomeUnknown", at }])
}

export const decide = decideBy<Refund, RefundCommand, RefundEvent, RefundRefusal, typeof refundTransitions>("refund", refundTransitions, handlers)
