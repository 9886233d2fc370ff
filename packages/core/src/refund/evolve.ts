import { cannotFollow } from "../machine.ts"
import type { Refund, RefundEvent, RefundRequest, SentRefund } from "./refund.ts"

export const evolve = (refund: Refund, event: RefundEvent): Refund => {
  switch (event.type) {
    case "RefundRequested": {
      if (refund.status !== "unrequested") return cannotFollow(event, refund)
      const { type: _, at, ...request } = event
      return { status: "requested", ...request, requestedAt: at }
    }
    case "RefundApproved":
      return refund.status === "requested" ? { ...refund, status: "approved" } : cannotFollow(event, refund)
    case "RefundRejected":
      return refund.status === "requested" ? { ...refund, status: "rejected", rejectedAt: event.at } : cannotFollow(event, refund)
    case "RefundSent": {
      if (refund.status === "approved") return { ...refund, status: "processing", sentAt: event.at, attempt: event.attempt }
      const { gatewayRefundId: _, ...asked } = sent(refund, event)
      return { ...asked, status: "processing", attempt: event.attempt }
    }
    case "RefundAccepted":
      return { ...sent(refund, event), status: "processing", gatewayRefundId: event.gatewayRefundId }
    case "RefundCompleted":
      return { ...sent(refund, event), status: "completed", gatewayRefundId: event.gatewayRefundId, completedAt: event.at }
    case "RefundFailed":
      return { ...sent(refund, event), status: "failed", failure: event.failure, reason: event.reason }
    case "RefundAbandoned":
      return { ...sent(refund, event), status: "abandoned", abandonedAt: event.at }
    case "RefundOutcomeUnknown":
      return { ...sent(refund, event), status: "unknown" }
  }
}

/** What the gateway was asked, without what belongs to one status only. */
const sent = (refund: Refund, event: RefundEvent): SentRefund => {
  if (!("sentAt" in refund) || refund.status === "completed" || refund.status === "abandoned") return cannotFollow(event, refund)
  const { sentAt, attempt, gatewayRefundId } = refund
  return { ...requestOf(refund), sentAt, attempt, ...(gatewayRefundId !== undefined && { gatewayRefundId }) }
}

const requestOf = ({ refundId, orderId, paymentId, reference, currency, amount, because, requestedAt }: RefundRequest): RefundRequest =>
  ({ refundId, orderId, paymentId, reference, currency, amount, because, requestedAt })
