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
  Send: (refund, { at }) => {
    switch (refund.status) {
      case "approved":
        return ok([{ type: "RefundSent", attempt: 1, at }])
      case "processing":
        return ok([])
      case "unknown":
        return ok([{ type: "RefundSent", attempt: refund.attempt, at }])
      case "failed":
        return ok([{ type: "RefundSent", attempt: refund.failure === "bounced" ? refund.attempt + 1 : refund.attempt, at }])
    }
  },

  RecordProgress: (refund, { gatewayRefundId, at }) =>
    refund.status === "completed" || (refund.status === "processing" && refund.gatewayRefundId === gatewayRefundId) ? ok([]) : ok([{ type: "RefundAccepted", gatewayRefundId, at }]),

  RecordCompletion: (refund, { gatewayRefundId, at }) =>
    refund.status === "completed" ? ok([]) : ok([{ type: "RefundCompleted", refundId: refund.refundId, paymentId: refund.paymentId, gatewayRefundId, at }]),

  RecordFailure: (refund, { type: _, ...failed }) =>
    refund.status === "completed" || (refund.status === "failed" && refund.reason === failed.reason && refund.failure === failed.failure) ? ok([]) : ok([{ type: "RefundFailed", ...failed }]),

  RecordUnknown: (refund, { at }) => refund.status === "completed" || refund.status === "unknown" ? ok([]) : ok([{ type: "RefundOutcomeUnknown", at }]),

  Abandon: ({ refundId, orderId, paymentId }, { refundedTotal, at }) => ok([{ type: "RefundAbandoned", refundId, orderId, paymentId, refundedTotal, at }])
}

export const decide = decideBy<Refund, RefundCommand, RefundEvent, RefundRefusal, typeof refundTransitions>("refund", refundTransitions, handlers)
