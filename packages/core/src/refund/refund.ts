import type { Instant, OrderId, PaymentId, RefundId } from "../id.ts"
import type { Money } from "../money/index.ts"
import type { RefundCause } from "../order/index.ts"

/** Money that goes back to where it came from: of one captured attempt of one payment. */
export interface RefundRequest {
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
  /** From one; a refund that bounced is a new one at the gateway, and so a new attempt. */
  readonly attempt: number
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
  | (SentRefund & { readonly status: "failed"; readonly failure: RefundFailure; readonly reason: string })
  /** The money went back another way, or a part of it that leaves too little. What is still owed is another refund. */
  | (SentRefund & { readonly status: "abandoned"; readonly abandonedAt: Instant })
  | (SentRefund & { readonly status: "completed"; readonly completedAt: Instant })
export type RequestedRefund = Exclude<Refund, { readonly status: "unrequested" }>

/** `refused`: the gateway said no, and may say yes to the same question. `bounced`: it tried, and the bank sent it back. */
export type RefundFailure = "refused" | "bounced"

/** The key under which the gateway is asked: however often an attempt is asked for, its money goes back once. At most 40 characters. */
export const gatewayKeyOf = ({ refundId, attempt }: Pick<SentRefund, "refundId" | "attempt">): string => attempt === 1 ? refundId : `${refundId}-${attempt}`

export type RefundCommand =
  | ({ readonly type: "Request"; readonly at: Instant } & Omit<RefundRequest, "requestedAt">)
  | { readonly type: "Approve"; readonly at: Instant }
  | { readonly type: "Reject"; readonly at: Instant }
  | { readonly type: "Send"; readonly at: Instant }
  | { readonly type: "RecordProgress"; readonly gatewayRefundId: string; readonly at: Instant }
  | { readonly type: "RecordCompletion"; readonly gatewayRefundId: string; readonly at: Instant }
  | { readonly type: "RecordFailure"; readonly failure: RefundFailure; readonly reason: string; readonly at: Instant }
  | { readonly type: "RecordUnknown"; readonly at: Instant }
  | { readonly type: "Abandon"; readonly refundedTotal: Money; readonly at: Instant }

/** Which refund of which payment. */
type Whose = Pick<RefundRequest, "refundId" | "paymentId">

export type RefundEvent =
  | ({ readonly type: "RefundRequested"; readonly at: Instant } & Omit<RefundRequest, "requestedAt">)
  | { readonly type: "RefundApproved"; readonly refundId: RefundId; readonly at: Instant }
  | ({ readonly type: "RefundRejected"; readonly at: Instant } & Whose)
  | { readonly type: "RefundSent"; readonly attempt: number; readonly at: Instant }
  | { readonly type: "RefundAccepted"; readonly gatewayRefundId: string; readonly at: Instant }
  | ({ readonly type: "RefundCompleted"; readonly gatewayRefundId: string; readonly at: Instant } & Whose)
  | { readonly type: "RefundFailed"; readonly failure: RefundFailure; readonly reason: string; readonly at: Instant }
  | { readonly type: "RefundOutcomeUnknown"; readonly at: Instant }
  /** `refundedTotal`: what the gateway gave back of the attempt in all, in paise. */
  | ({ readonly type: "RefundAbandoned"; readonly orderId: OrderId; readonly refundedTotal: Money; readonly at: Instant } & Whose)

export type RefundRefusal = { readonly code: "amount_not_positive"; readonly amount: Money }
