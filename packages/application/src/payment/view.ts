import { capturedAmountOf, type OpenedPayment, refundedAmountOf } from "@bahi/core/payment"
import type { View } from "../schema/index.ts"

/** A payment as its payer sees it (P08). */
export const paymentView = (payment: OpenedPayment): typeof View.Payment.Type => ({
  paymentId: payment.paymentId,
  orderId: payment.orderId,
  status: payment.status,
  method: payment.method,
  currency: payment.currency,
  amount: payment.amount,
  capturedAmount: capturedAmountOf(payment),
  openedAt: payment.openedAt,
  refundedAmount: refundedAmountOf(payment),
  attempts: payment.attempts.map(({ stage, amount, instrument, reason, at }) => ({ status: stage, amount, ...(instrument && { instrument }), ...(reason !== undefined && { reason }), at })),
  ...(payment.status === "captured" ? { capturedAt: payment.capturedAt } : {})
})
