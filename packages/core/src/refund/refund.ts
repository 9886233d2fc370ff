import type { Instant, OrderId, PaymentId, RefundId } from "../id.ts"
import type { Money } from "../money/index.ts"
import type { RefundCause } from "../order/index.ts"

/** Money that goes back to where it came from: of one captured attempt of one payment. */
export interface RefundRequest {
  /** Also the key under which the gateway is asked: however often that happens, the money goes back once. */
  readonly refundId: RefundId
  readonly orderId: OrderId
  readonly paymentId: PaymentId
  /** The captured attempt, as the gateway calls it. */
  readonly reference: string
  readonly currency: "INR"
  readonly amount: Money
  readonly because: RefundCause
  readonly requestedAt: Instant
}

/** What the gateway was asked, once it was. */
export interface SentRefund extends RefundRequest {
  readonly sentAt: Instant
  /** As the gateway calls it, as soon as it says so. */
  readonly gatewayRefundId?: string
}

export type Refund =
  | { readonly status: "unrequested" }
  | (RefundRequest & { readonly status: "requested" })
  | (RefundRequest & { readonly status: "approved" })
  | (RefundRequest & { readonly status: "rejected"; readonly rejectedAt: Instant })
  /** The gateway is being asked, or has it in hand. */
  | (SentRefund & { readonly status: "processing" })
  /** The gateway was asked, and nobody knows what it did: it must be asked for its record. */
  | (SentRefund & { readonly status: "unknown" })
  /** The gateway said no. It may be asked again, under the same key. */
  | (SentRefund & { readonly status: "failed"; readonly reason: string })
  | (SentRefund & { readonly status: "completed"; readonly completedAt: Instant })
export type RequestedRefund = Exclude<Refund, { readonly status: "unrequested" }>

export type RefundCommand =
  | ({ readonly type: "Request"; readonly at: Instant } & Omit<RefundRequest, "requestedAt">)
  | { readonly type: "Approve"; readonly at: Instant }
  | { readonly type: "Reject"; readonly at: Instant }
  | { readonly type: "Send"; readonly at: Instant }
  | { readonly type: "RecordProgress"; readonly gatewayRefundId: string; readonly at: Instant }
  | { readonly type: "RecordCompletion"; readonly gatewayRefundId: string; readonly at: Instant }
  | { readonly type: "RecordFailure"; readonly reason: string; readonly at: Instant }
  | { readonly type: "RecordUnknown"; readonly at: Instant }

/** Which refund of which payment. */
type Whose = Pick<RefundRequest, "refundId" | "paymentId">

export type RefundEvent =
  | ({ readonly type: "RefundRequested"; readonly at: Instant } & Omit<RefundRequest, "requestedAt">)
  | { readonly type: "RefundApproved"; readonly refundId: RefundId; readonly at: Instant }
  | ({ readonly type: "RefundRejected"; readonly at: Instant } & Whose)
  | { readonly type: "RefundSent"; readonly at: Instant }
  | { readonly type: "RefundAccepted"; readonly gatewayRefundId: string; readonly at: Instant }
  | ({ readonly type: "RefundCompleted"; readonly gatewayRefundId: string; readonly at: Instant } & Whose)
  | { readonly type: "RefundFailed"; readonly reason: string; readonly at: Instant }
  | { readonly type: "RefundOutcomeUnknown"; readonly at: Instant }

export type RefundRefusal = { readonly code: "amount_not_positive"; readonly amount: Money }
