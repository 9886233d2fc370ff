import { id } from "../id.ts"
import type { PaymentEvent } from "../payment/index.ts"
import type { RefundEvent } from "../refund/index.ts"
import type { Together } from "./addressed.ts"

export const afterPayment = (event: PaymentEvent): ReadonlyArray<Together> => {
  switch (event.type) {
    case "PaymentCaptured":
      return [{ to: "order", id: event.orderId, command: { type: "RecordPayment", paymentId: event.paymentId, amount: event.amount, at: event.at } }]
    case "PaymentReplaced":
      return [{ to: "order", id: event.orderId, command: { type: "ReplacePayment", replaced: event.paymentId, paymentId: event.replacement, at: event.at } }]
    case "PaymentRefunded":
    case "PaymentRefundedOutside":
    case "PaymentTakenBack":
      return [{ to: "order", id: event.orderId, command: { type: "RecordRefund", paymentId: event.paymentId, amount: event.amount, at: event.at } }]
    case "PaymentAuthorized":
    case "PaymentFailed": {
      const { orderId, paymentId, at } = event
      return [{ to: "order", id: orderId, command: { type: "RecordPaymentNews", paymentId, news: event.type === "PaymentFailed" ? "failed" : "authorized", at } }]
    }
    case "PaymentDisputed":
    case "PaymentDisputeClosed": {
      const { orderId, disputeId, amount, at } = event
      return [{ to: "order", id: orderId, command: { type: "RecordDispute", disputeId, amount, stage: event.type === "PaymentDisputed" ? "open" : event.outcome, at } }]
    }
    case "PaymentOpened":
    case "PaymentGatewayOrderOpened":
    case "PaymentVoided":
    case "PaymentCancelled":
    case "PaymentRefundReserved":
    case "PaymentRefundReleased":
      return []
  }
}

// The money is set aside before anybody is asked for it, so that no two refunds can want the same.
export const afterRefund = (event: RefundEvent): ReadonlyArray<Together> => {
  switch (event.type) {
    case "RefundRequested": {
      const { paymentId, refundId, reference, amount, at } = event
      return [{ to: "payment", id: paymentId, command: { type: "ReserveRefund", refundId, reference, amount, at } }]
    }
    case "RefundCompleted":
    case "RefundTransferred":
      return [{ to: "payment", id: event.paymentId, command: { type: "RecordRefund", refundId: event.refundId, at: event.at } }]
    case "RefundRejected":
      return [{ to: "payment", id: event.paymentId, command: { type: "ReleaseRefund", refundId: event.refundId, at: event.at } }]
    case "RefundAbandoned":
      return [{ to: "payment", id: event.paymentId, command: { type: "ReleaseRefund", refundId: event.refundId, refundedTotal: event.refundedTotal, at: event.at } }]
    // What was asked for is no longer kept; what the order gives back of its own accord it has stopped keeping before.
    case "RefundApproved": {
      const { orderId, refundId, items, at } = event
      return items === undefined ? [] : [{ to: "order", id: orderId, command: { type: "CreditItems", creditId: id<"credit">(refundId), because: "refunded", items, at } }]
    }
    case "RefundNoted":
    case "RefundSent":
    case "RefundAccepted":
    case "RefundFailed":
    case "RefundOutcomeUnknown":
      return []
  }
}
