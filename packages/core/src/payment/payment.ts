import type { PaymentMethod } from "../checkout/index.ts"
import type { Instant, OrderId, PaymentId } from "../id.ts"
import type { Money } from "../money/index.ts"

/** Who moves the money. */
export type Gateway = "cod" | "razorpay"

/** A fact about money that moved, as somebody outside reported it. `reference` is theirs, and tells a repeat from a second one. */
export interface Capture {
  readonly reference: string
  readonly amount: Money
  readonly at: Instant
}

export interface PaymentRequest {
  readonly paymentId: PaymentId
  readonly orderId: OrderId
  readonly gateway: Gateway
  readonly method: PaymentMethod
  readonly currency: "INR"
  readonly amount: Money
  readonly captures: ReadonlyArray<Capture>
  readonly openedAt: Instant
}

export type Payment =
  | { readonly status: "unopened" }
  | (PaymentRequest & { readonly status: "pending" })
  | (PaymentRequest & { readonly status: "captured"; readonly capturedAt: Instant })
  | (PaymentRequest & { readonly status: "cancelled"; readonly cancelledAt: Instant })
export type OpenedPayment = Exclude<Payment, { readonly status: "unopened" }>

export type PaymentCommand =
  | { readonly type: "Open"; readonly paymentId: PaymentId; readonly orderId: OrderId; readonly method: PaymentMethod; readonly currency: "INR"; readonly amount: Money; readonly at: Instant }
  | { readonly type: "RecordCapture"; readonly reference: string; readonly amount: Money; readonly at: Instant }
  | { readonly type: "Cancel"; readonly at: Instant }

export type PaymentEvent =
  | { readonly type: "PaymentOpened"; readonly paymentId: PaymentId; readonly orderId: OrderId; readonly gateway: Gateway; readonly method: PaymentMethod; readonly currency: "INR"; readonly amount: Money; readonly at: Instant }
  | { readonly type: "PaymentCaptured"; readonly paymentId: PaymentId; readonly orderId: OrderId; readonly reference: string; readonly amount: Money; readonly at: Instant }
  | { readonly type: "PaymentCancelled"; readonly at: Instant }

export type PaymentRefusal = { readonly code: "amount_not_positive"; readonly amount: Money }
