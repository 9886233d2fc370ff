import { cannotFollow } from "../machine.ts"
import type { NotedRefund, Refund, RefundEvent, SentRefund } from "./refund.ts"

export const evolve = (refund: Refund, event: RefundEvent): Refund => {
  switch (event.type) {
    case "RefundRequested": {
      if (refund.status !== "unrequested") return cannotFollow(event, refund)
      const { type: _, at, ...request } = event
      return { status: "requested", ...request, notes: [], requestedAt: at }
    }
    case "RefundApproved":
      return refund.status === "requested" ? { ...refund, status: "approved", destination: event.destination } : cannotFollow(event, refund)
    case "RefundRejected":
      return refund.status === "requested" ? { ...refund, status: "rejected", rejectionReason: event.reason, rejectedAt: event.at } : cannotFollow(event, refund)
    case "RefundTransferred":
      return refund.status === "approved" ? { ...refund, status: "completed", transferReference: event.reference, completedAt: event.at } : cannotFollow(event, refund)
    case "RefundNoted": {
      if (refund.status === "unrequested") return cannotFollow(event, refund)
      const { type: _, ...note } = event
      return { ...refund, notes: [...refund.notes, note] }
    }
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

const requestOf = ({ refundId, orderId, paymentId, reference, currency, amount, gateway, destination, refundNumber, because, items, plea, notes, requestedAt }: NotedRefund): NotedRefund => ({
  refundId, orderId, paymentId, reference, currency, amount, gateway, destination,
  ...(refundNumber !== undefined && { refundNumber }), because, ...(items && { items }), ...(plea && { plea }), notes, requestedAt
})
