import type { OrderPaymentMethod } from "../checkout/index.ts"
import type { Instant, OrderId, PaymentId, RefundId } from "../id.ts"
import type { Money } from "../money/index.ts"

/** Who moves the money. */
export type Gateway = "cod" | "razorpay" | "bank" | "store_credit"

/** Who moves the money of a method: the courier, the bank or the shop itself; everything else goes through the gateway. */
export const gatewayOf = (method: OrderPaymentMethod): Gateway => {
  switch (method) {
    case "cod":
    case "store_credit":
      return method
    case "bank_transfer":
      return "bank"
    case "upi":
    case "card":
    case "netbanking":
    case "wallet":
      return "razorpay"
  }
}

/** With what an attempt was made, masked: `{ method: "card", label: "Visa •••• 1007" }`. */
export interface Instrument {
  readonly method: string
  readonly label?: string
}

/**
 * One try to pay, as somebody outside reported it; `reference` is theirs, and tells a repeat from a second one. A try only ever
 * goes on: a failed one may yet be authorised (late authorisation), an authorised one captured, or given back by the gateway
 * because nobody captured it (voided). Nothing undoes a capture.
 */
export interface Attempt {
  readonly reference: string
  readonly stage: AttemptStage
  readonly amount: Money
  readonly instrument?: Instrument
  /** The gateway's reason, of a failed one. */
  readonly reason?: string
  /** When it was heard at this stage. */
  readonly at: Instant
}

/** In the order in which an attempt goes through them, however they are heard. */
export const attemptStages = ["failed", "authorized", "voided", "captured"] as const
export type AttemptStage = (typeof attemptStages)[number]

/** Money that is going back, or has gone, of one captured attempt. What we give back is set aside here before any gateway is asked. */
export interface RefundShare {
  /** Absent where it was given back at the gateway, by hand. */
  readonly refundId?: RefundId
  readonly reference: string
  readonly amount: Money
  readonly stage: "reserved" | "refunded"
}

/**
 * The customer's bank holds back money of an attempt, and decides: won, it stays; lost, it is gone. A dispute may be about more
 * than there is (F14): the sums never go below nothing, and `excessOf` says what is missing.
 */
export interface PaymentDispute {
  readonly disputeId: string
  readonly reference: string
  readonly amount: Money
  readonly stage: DisputeStage
}
export type DisputeOutcome = "won" | "lost"
export type DisputeStage = "open" | DisputeOutcome

export interface PaymentRequest {
  readonly paymentId: PaymentId
  readonly orderId: OrderId
  readonly gateway: Gateway
  readonly method: OrderPaymentMethod
  readonly currency: "INR"
  readonly amount: Money
  /** What was opened at the gateway to be paid, once it was. */
  readonly gatewayOrderId?: string
  readonly attempts: ReadonlyArray<Attempt>
  readonly refunds: ReadonlyArray<RefundShare>
  readonly disputes: ReadonlyArray<PaymentDispute>
  readonly openedAt: Instant
}

export type Payment =
  | { readonly status: "unopened" }
  | (PaymentRequest & { readonly status: "pending" })
  /** Every attempt so far failed. Another may still follow, and so may a late success. */
  | (PaymentRequest & { readonly status: "failed" })
  | (PaymentRequest & { readonly status: "authorized" })
  | (PaymentRequest & { readonly status: "captured"; readonly capturedAt: Instant })
  /** Nobody waits for it any more. What is captured all the same is heard. */
  | (PaymentRequest & { readonly status: "cancelled"; readonly cancelledAt: Instant })
export type OpenedPayment = Exclude<Payment, { readonly status: "unopened" }>

/** What the gateway's record says of an attempt. */
type Reported = Pick<Attempt, "reference" | "amount" | "instrument">

/** What the gateway's record says of a dispute. */
type Disputed = Omit<PaymentDispute, "stage">

export type PaymentCommand =
  | { readonly type: "Open"; readonly paymentId: PaymentId; readonly orderId: OrderId; readonly method: OrderPaymentMethod; readonly currency: "INR"; readonly amount: Money; readonly at: Instant }
  | { readonly type: "RecordGatewayOrder"; readonly gatewayOrderId: string; readonly at: Instant }
  | ({ readonly type: "RecordFailure"; readonly reason: string; readonly at: Instant } & Reported)
  | ({ readonly type: "RecordAuthorization"; readonly at: Instant } & Reported)
  | ({ readonly type: "RecordVoid"; readonly at: Instant } & Reported)
  | ({ readonly type: "RecordCapture"; readonly at: Instant } & Reported)
  | { readonly type: "RecordRefundedTotal"; readonly reference: string; readonly total: Money; readonly at: Instant }
  | ({ readonly type: "RecordDispute"; readonly at: Instant } & Disputed)
  | ({ readonly type: "RecordDisputeOutcome"; readonly outcome: DisputeOutcome; readonly at: Instant } & Disputed)
  | { readonly type: "Replace"; readonly replacement: PaymentId; readonly at: Instant }
  | { readonly type: "Cancel"; readonly at: Instant }
  | { readonly type: "ReserveRefund"; readonly refundId: RefundId; readonly reference: string; readonly amount: Money; readonly at: Instant }
  | { readonly type: "RecordRefund"; readonly refundId: RefundId; readonly at: Instant }
  | { readonly type: "ReleaseRefund"; readonly refundId: RefundId; readonly refundedTotal?: Money; readonly at: Instant }

/** Which payment of which order. */
type Whose = Pick<PaymentRequest, "paymentId" | "orderId">

export type PaymentEvent =
  | { readonly type: "PaymentOpened"; readonly paymentId: PaymentId; readonly orderId: OrderId; readonly gateway: Gateway; readonly method: OrderPaymentMethod; readonly currency: "INR"; readonly amount: Money; readonly at: Instant }
  | ({ readonly type: "PaymentGatewayOrderOpened"; readonly gatewayOrderId: string; readonly at: Instant } & Whose)
  | ({ readonly type: "PaymentFailed"; readonly reason: string; readonly at: Instant } & Whose & Reported)
  | ({ readonly type: "PaymentAuthorized"; readonly at: Instant } & Whose & Reported)
  | ({ readonly type: "PaymentVoided"; readonly at: Instant } & Whose & Reported)
  | ({ readonly type: "PaymentCaptured"; readonly at: Instant } & Whose & Reported)
  | ({ readonly type: "PaymentReplaced"; readonly replacement: PaymentId; readonly at: Instant } & Whose)
  | { readonly type: "PaymentCancelled"; readonly at: Instant }
  | { readonly type: "PaymentRefundReserved"; readonly refundId: RefundId; readonly reference: string; readonly amount: Money; readonly at: Instant }
  | ({ readonly type: "PaymentRefunded"; readonly refundId: RefundId; readonly amount: Money; readonly at: Instant } & Whose)
  /** `amount` more is gone than before; `given` what the gateway gave, where a bank had some of it already. Both in paise. */
  | ({ readonly type: "PaymentRefundedOutside"; readonly reference: string; readonly amount: Money; readonly given?: Money; readonly at: Instant } & Whose)
  | ({ readonly type: "PaymentDisputed"; readonly at: Instant } & Whose & Disputed)
  | ({ readonly type: "PaymentDisputeClosed"; readonly outcome: DisputeOutcome; readonly at: Instant } & Whose & Disputed)
  /** The customer's bank has taken so much of it, in paise. */
  | ({ readonly type: "PaymentTakenBack"; readonly amount: Money; readonly at: Instant } & Whose)
  | { readonly type: "PaymentRefundReleased"; readonly refundId: RefundId; readonly at: Instant }

export type PaymentRefusal =
  | { readonly code: "amount_not_positive"; readonly amount: Money }
  /** More than this attempt captured and nobody set aside or disputes, `refundable` being what is left. */
  | { readonly code: "refund_exceeds_captured"; readonly reference: string; readonly amount: Money; readonly refundable: Money }
  /** No money was set aside under this id. */
  | { readonly code: "refund_not_reserved"; readonly refundId: RefundId }
