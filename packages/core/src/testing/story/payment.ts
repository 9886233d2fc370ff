// What the stories of payments are told with: what was opened, tried, captured and given back.
import { id } from "../../id.ts"
import { money } from "../../money/index.ts"
import { specify } from "../index.ts"
import { type OpenedPayment, type PaymentCommand, type PaymentEvent, paymentMachine } from "../../payment/index.ts"

export const { given } = specify(paymentMachine)
export const asked = { paymentId: id<"payment">("payment-1"), orderId: id<"order">("order-1"), method: "upi", currency: "INR", amount: money(242_500) } as const
export const { paymentId, orderId } = asked
export const [refundId, otherRefund, replacement] = [id<"refund">("refund-1"), id<"refund">("refund-2"), id<"payment">("payment-2")]
export const instrument = { method: "upi", label: "s•••••s@razorpay" }
export const opened: PaymentEvent = { type: "PaymentOpened", ...asked, gateway: "razorpay", at: 0 }
export const tried = (reference: string, amount = 242_500, at = 1) => ({ paymentId, orderId, reference, amount: money(amount), at })
export const failed = (reference: string): PaymentEvent => ({ type: "PaymentFailed", ...tried(reference), reason: "incorrect_pin" })
export const authorized = (reference: string): PaymentEvent => ({ type: "PaymentAuthorized", ...tried(reference) })
export const captured = (reference: string, amount = 242_500, at = 1): PaymentEvent => ({ type: "PaymentCaptured", ...tried(reference, amount, at) })
export const cancelled: PaymentEvent = { type: "PaymentCancelled", at: 2 }
export const reserved = (amount: number, of = refundId): PaymentEvent => ({ type: "PaymentRefundReserved", refundId: of, reference: "pay_A", amount: money(amount), at: 2 })
export const refunded = (amount: number): PaymentEvent => ({ type: "PaymentRefunded", paymentId, orderId, refundId, amount: money(amount), at: 3 })
export const hear = <T extends "RecordAuthorization" | "RecordVoid" | "RecordCapture">(type: T, reference: string, amount = 242_500) => ({ type, reference, amount: money(amount), at: 5 }) as PaymentCommand
export const hearFailure = (reference: string): PaymentCommand => ({ type: "RecordFailure", reference, amount: money(242_500), reason: "incorrect_pin", at: 5 })
export const reserve = (amount: number, reference = "pay_A"): PaymentCommand => ({ type: "ReserveRefund", refundId: otherRefund, reference, amount: money(amount), at: 5 })
export const stateAfter = (...events: ReadonlyArray<PaymentEvent>) => events.reduce(paymentMachine.evolve, paymentMachine.initial) as OpenedPayment
