import type { Instant, OrderId, PaymentId, RefundId } from "../id.ts"
import type { Money } from "../money/index.ts"
import type { Note, Pieces, RefundCause } from "../order/index.ts"
import type { Gateway } from "../payment/index.ts"

/** Why a customer asks for money back, as it may be chosen. */
export const refundReasons = ["not_received", "damaged", "wrong_item", "not_as_described", "late", "charged_twice", "price_changed", "other"] as const
export type RefundReason = (typeof refundReasons)[number]

/**
 * Where the money goes: to where it came from, to the customer's credit with the shop, or to a bank account, whose details are kept
 * elsewhere and only named here; without a name they are still to be given.
 */
export type RefundDestination = { readonly kind: "source" } | { readonly kind: "store_credit" } | { readonly kind: "bank"; readonly account?: string }

/** What the customer says, in 10 to 500 characters; a reason that is none of those listed has to be told. */
export interface RefundPlea {
  readonly category: RefundReason
  readonly words?: string
}

/** Money that goes back of one captured attempt of one payment. */
export interface RefundRequest {
  readonly refundId: RefundId
  readonly orderId: OrderId
  readonly paymentId: PaymentId
  /** The captured attempt, as the gateway calls it. */
  readonly reference: string
  readonly currency: "INR"
  readonly amount: Money
  /** Who moved the money when it came: cash and transfers cannot go back the same way. */
  readonly gateway: Gateway
  readonly destination: RefundDestination
  /** "REF-2026-000001", where it was asked for by somebody. */
  readonly refundNumber?: string
  /** What the order gives back of its own accord, or the pieces whose money was asked for. */
  readonly because: RefundCause | "requested"
  readonly items?: ReadonlyArray<Pieces>
  readonly plea?: RefundPlea
  readonly requestedAt: Instant
}

/** A request with what people wrote down about it. */
export interface NotedRefund extends RefundRequest {
  readonly notes: ReadonlyArray<Note>
}

/** What the gateway was asked, once it was. */
export interface SentRefund extends NotedRefund {
  readonly sentAt: Instant
  /** From one; a refund that bounced is a new one at the gateway, and so a new attempt. */
  readonly attempt: number
  /** As the gateway calls it, as soon as it says so. */
  readonly gatewayRefundId?: string
}

export type Refund =
  | { readonly status: "unrequested" }
  | (NotedRefund & { readonly status: "requested" })
  /** What goes to the source is sent by itself; anything else waits for whoever transfers it. */
  | (NotedRefund & { readonly status: "approved" })
  | (NotedRefund & { readonly status: "rejected"; readonly rejectionReason: string; readonly rejectedAt: Instant })
  /** The gateway is being asked, or has it in hand. */
  | (SentRefund & { readonly status: "processing" })
  /** The gateway was asked, and nobody knows what it did: it must be asked for its record. */
  | (SentRefund & { readonly status: "unknown" })
  | (SentRefund & { readonly status: "failed"; readonly failure: RefundFailure; readonly reason: string })
  /** The money went back another way, or a part of it that leaves too little. What is still owed is another refund. */
  | (SentRefund & { readonly status: "abandoned"; readonly abandonedAt: Instant })
  | (SentRefund & { readonly status: "completed"; readonly completedAt: Instant })
  /** Transferred by hand; `transferReference` is the bank's, or the entry in the customer's credit. */
  | (NotedRefund & { readonly status: "completed"; readonly transferReference: string; readonly completedAt: Instant })
export type RequestedRefund = Exclude<Refund, { readonly status: "unrequested" }>

/** `refused`: the gateway said no, and may say yes to the same question. `bounced`: it tried, and the bank sent it back. */
export type RefundFailure = "refused" | "bounced"

/** The key under which the gateway is asked: however often an attempt is asked for, its money goes back once. At most 40 characters. */
export const gatewayKeyOf = ({ refundId, attempt }: Pick<SentRefund, "refundId" | "attempt">): string => attempt === 1 ? refundId : `${refundId}-${attempt}`

export type RefundCommand =
  | ({ readonly type: "Request"; readonly at: Instant } & Omit<RefundRequest, "requestedAt">)
  /** `destination` where it shall be another than was asked for. */
  | { readonly type: "Approve"; readonly destination?: RefundDestination; readonly at: Instant }
  | { readonly type: "Reject"; readonly reason: string; readonly at: Instant }
  | { readonly type: "RecordTransfer"; readonly reference: string; readonly at: Instant }
  | ({ readonly type: "AddNote" } & Note)
  | { readonly type: "Send"; readonly at: Instant }
  | { readonly type: "RecordProgress"; readonly gatewayRefundId: string; readonly at: Instant }
  | { readonly type: "RecordCompletion"; readonly gatewayRefundId: string; readonly at: Instant }
  | { readonly type: "RecordFailure"; readonly failure: RefundFailure; readonly reason: string; readonly at: Instant }
  | { readonly type: "RecordUnknown"; readonly at: Instant }
  | { readonly type: "Abandon"; readonly refundedTotal: Money; readonly at: Instant }

/** Which refund of which payment. */
type Whose = Pick<RefundRequest, "refundId" | "paymentId">
/** And of which order. */
type WhoseOrder = Pick<RefundRequest, "refundId" | "paymentId" | "orderId">

export type RefundEvent =
  | ({ readonly type: "RefundRequested"; readonly at: Instant } & Omit<RefundRequest, "requestedAt">)
  | ({ readonly type: "RefundApproved"; readonly destination: RefundDestination; readonly items?: ReadonlyArray<Pieces>; readonly at: Instant } & WhoseOrder)
  | ({ readonly type: "RefundRejected"; readonly reason: string; readonly at: Instant } & WhoseOrder)
  | ({ readonly type: "RefundTransferred"; readonly reference: string; readonly at: Instant } & Whose)
  | ({ readonly type: "RefundNoted" } & Note)
  | { readonly type: "RefundSent"; readonly attempt: number; readonly at: Instant }
  | { readonly type: "RefundAccepted"; readonly gatewayRefundId: string; readonly at: Instant }
  | ({ readonly type: "RefundCompleted"; readonly gatewayRefundId: string; readonly at: Instant } & Whose)
  | { readonly type: "RefundFailed"; readonly failure: RefundFailure; readonly reason: string; readonly at: Instant }
  | { readonly type: "RefundOutcomeUnknown"; readonly at: Instant }
  /** `refundedTotal`: what the gateway gave back of the attempt in all, in paise. */
  | ({ readonly type: "RefundAbandoned"; readonly refundedTotal: Money; readonly at: Instant } & WhoseOrder)

export type RefundRefusal =
  | { readonly code: "amount_not_positive"; readonly amount: Money }
  /** Money on request is that of pieces, so that the order no longer keeps it. */
  | { readonly code: "refund_names_no_items" }
  | { readonly code: "reason_length_out_of_range"; readonly length: number; readonly minimum: number; readonly maximum: number }
  | { readonly code: "source_cannot_take_back"; readonly gateway: Gateway }
  /** Nobody sends it through the gateway: it waits for a transfer. */
  | { readonly code: "refund_goes_by_hand"; readonly destination: "store_credit" | "bank" }
  | { readonly code: "refund_goes_to_the_source" }
  | { readonly code: "bank_account_missing" }
  | { readonly code: "transfer_reference_length_out_of_range"; readonly length: number; readonly minimum: number; readonly maximum: number }
  | { readonly code: "note_length_out_of_range"; readonly length: number; readonly minimum: number; readonly maximum: number }
