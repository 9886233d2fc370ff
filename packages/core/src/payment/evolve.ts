import { cannotFollow } from "../machine.ts"
import type { Attempt, OpenedPayment, Payment, PaymentDispute, PaymentEvent, PaymentRequest, RefundShare } from "./payment.ts"

export const evolve = (payment: Payment, event: PaymentEvent): Payment => {
  if (event.type === "PaymentOpened") {
    if (payment.status !== "unopened") return cannotFollow(event, payment)
    const { type: _, at, ...asked } = event
    return { status: "pending", ...asked, attempts: [], refunds: [], disputes: [], openedAt: at }
  }
  if (payment.status === "unopened") return cannotFollow(event, payment)
  switch (event.type) {
    case "PaymentGatewayOrderOpened":
      return { ...payment, gatewayOrderId: event.gatewayOrderId }
    case "PaymentFailed":
      return heard(payment, { ...reportedOf(event), stage: "failed", reason: event.reason })
    case "PaymentAuthorized":
      return heard(payment, { ...reportedOf(event), stage: "authorized" })
    case "PaymentVoided":
      return heard(payment, { ...reportedOf(event), stage: "voided" })
    case "PaymentCaptured":
      return heard(payment, { ...reportedOf(event), stage: "captured" })
    case "PaymentReplaced":
      return payment.status === "failed" ? { ...payment, status: "cancelled", cancelledAt: event.at } : cannotFollow(event, payment)
    case "PaymentCancelled":
      return payment.status === "captured" || payment.status === "cancelled" ? cannotFollow(event, payment) : { ...payment, status: "cancelled", cancelledAt: event.at }
    case "PaymentDisputed":
      return { ...payment, disputes: disputesAfter(payment.disputes, event, "open") }
    case "PaymentDisputeClosed":
      return { ...payment, disputes: disputesAfter(payment.disputes, event, event.outcome) }
    // Says what the sums already show, for those who react to it.
    case "PaymentTakenBack":
      return payment
    case "PaymentRefundReserved":
    case "PaymentRefunded":
    case "PaymentRefundedOutside":
    case "PaymentRefundReleased":
      return payment.status === "captured" ? { ...payment, refunds: refundsAfter(payment.refunds, event) } : cannotFollow(event, payment)
  }
}

/** With this dispute as it stands now. */
const disputesAfter = (disputes: ReadonlyArray<PaymentDispute>, { disputeId, reference, amount }: Omit<PaymentDispute, "stage">, stage: PaymentDispute["stage"]): ReadonlyArray<PaymentDispute> =>
  [...disputes.filter((other) => other.disputeId !== disputeId), { disputeId, reference, amount, stage }]

type RefundNews = Extract<PaymentEvent, { readonly type: "PaymentRefundReserved" | "PaymentRefunded" | "PaymentRefundedOutside" | "PaymentRefundReleased" }>

const refundsAfter = (refunds: ReadonlyArray<RefundShare>, event: RefundNews): ReadonlyArray<RefundShare> => {
  switch (event.type) {
    case "PaymentRefundReserved":
      return [...refunds, { refundId: event.refundId, reference: event.reference, amount: event.amount, stage: "reserved" }]
    case "PaymentRefundedOutside":
      return [...refunds, { reference: event.reference, amount: event.given ?? event.amount, stage: "refunded" }]
    case "PaymentRefunded":
      return refunds.map((share) => share.refundId === event.refundId ? { ...share, stage: "refunded" } : share)
    case "PaymentRefundReleased":
      return refunds.filter((share) => share.refundId !== event.refundId)
  }
}

const reportedOf = ({ reference, amount, instrument, at }: Extract<PaymentEvent, { readonly type: "PaymentFailed" | "PaymentAuthorized" | "PaymentVoided" | "PaymentCaptured" }>): Omit<Attempt, "stage"> =>
  ({ reference, amount, ...(instrument && { instrument }), at })

/** The ledger with this attempt as it stands now, and the status that follows from all of them. */
const heard = (payment: OpenedPayment, attempt: Attempt): Payment => {
  const known = payment.attempts.some(({ reference }) => reference === attempt.reference)
  const attempts = known ? payment.attempts.map((other) => other.reference === attempt.reference ? attempt : other) : [...payment.attempts, attempt]
  const at = (stage: Attempt["stage"]) => attempts.find((attempt) => attempt.stage === stage)?.at
  const request = { ...requestOf(payment), attempts }
  const capturedAt = payment.status === "captured" ? payment.capturedAt : at("captured")
  if (capturedAt !== undefined) return { ...request, status: "captured", capturedAt }
  if (payment.status === "cancelled") return { ...request, status: "cancelled", cancelledAt: payment.cancelledAt }
  return { ...request, status: at("authorized") === undefined ? "failed" : "authorized" }
}

/** Without what belongs to one status only. */
const requestOf = ({ paymentId, orderId, gateway, method, currency, amount, gatewayOrderId, attempts, refunds, disputes, openedAt }: OpenedPayment): PaymentRequest =>
  ({ paymentId, orderId, gateway, method, currency, amount, ...(gatewayOrderId !== undefined && { gatewayOrderId }), attempts, refunds, disputes, openedAt })
