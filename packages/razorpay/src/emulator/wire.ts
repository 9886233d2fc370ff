// Entities as Razorpay writes them: the names, and the order of the keys.
import type { Notes, Order, Payment, Refund } from "./entity.ts"
import { seconds } from "./page.ts"

export type WireOrder = ReturnType<typeof orderOnWire>
export type WirePayment = ReturnType<typeof paymentOnWire>
export type WireRefund = ReturnType<typeof refundOnWire>

export const orderOnWire = (order: Order) => ({
  id: order.id,
  entity: "order" as const,
  amount: order.amount,
  amount_paid: order.amountPaid,
  amount_due: Math.max(0, order.amount - order.amountPaid),
  currency: "INR" as const,
  receipt: order.receipt,
  offer_id: null,
  status: order.status,
  attempts: order.paymentIds.length,
  notes: notesOnWire(order.notes),
  created_at: seconds(order.createdAt),
  description: null,
  checkout: null
})

export const paymentOnWire = (payment: Payment) => ({
  id: payment.id,
  entity: "payment" as const,
  amount: payment.amount,
  currency: "INR" as const,
  status: payment.status,
  order_id: payment.orderId,
  invoice_id: null,
  international: false,
  method: payment.method,
  amount_refunded: payment.amountRefunded,
  refund_status: payment.amountRefunded === 0 ? null : payment.amountRefunded === payment.amount ? "full" as const : "partial" as const,
  captured: payment.captured,
  description: null,
  card_id: payment.cardId,
  bank: payment.method === "netbanking" ? "BARB_R" : null,
  wallet: payment.method === "wallet" ? "airtelmoney" : null,
  vpa: payment.method === "upi" ? vpa : null,
  email: payment.email,
  contact: payment.contact,
  notes: notesOnWire(payment.notes),
  fee: payment.fee,
  tax: payment.tax,
  error_code: payment.failure?.code ?? null,
  error_description: payment.failure?.description ?? null,
  error_source: payment.failure?.source ?? null,
  error_step: payment.failure?.step ?? null,
  error_reason: payment.failure?.reason ?? null,
  acquirer_data: acquirerOf(payment),
  created_at: seconds(payment.createdAt),
  ...(payment.method === "upi" ? { upi: { vpa, flow: "collect" as const } } : {})
})

/** What `expand[]=card` adds, and what the events of a card payment hold. */
export const cardOnWire = (payment: Payment) => ({
  id: payment.cardId,
  entity: "card" as const,
  name: "",
  last4: "1007",
  network: "Visa",
  type: "debit",
  issuer: null,
  international: false,
  emi: false,
  sub_type: "consumer",
  token_iin: null
})

export const refundOnWire = (refund: Refund) => ({
  id: refund.id,
  entity: "refund" as const,
  amount: refund.amount,
  currency: "INR" as const,
  payment_id: refund.paymentId,
  notes: notesOnWire(refund.notes),
  receipt: refund.receipt,
  acquirer_data: { arn: refund.status === "processed" ? "10000000000000" : null },
  created_at: seconds(refund.createdAt),
  batch_id: null,
  status: refund.status,
  // Instant speed is not offered: `optimum` falls back to normal.
  speed_processed: "normal" as const,
  speed_requested: refund.speedRequested
})

/** With its keys in the order of the alphabet, at every depth. */
export const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== "object" || value === null) return value
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, sorted(inner)]))
}

/** Empty notes are an empty list, as PHP writes them. */
const notesOnWire = (notes: Notes): Notes | readonly [] => (Object.keys(notes).length === 0 ? [] : notes)

const vpa = "customer@razorpay"

const acquirerOf = (payment: Payment) => {
  const reference = payment.status === "created" || payment.status === "failed" ? null : payment.bankReference
  switch (payment.method) {
    case "upi":
      return { rrn: reference }
    case "card":
      return { auth_code: reference?.slice(0, 6) ?? null }
    case "netbanking":
      return { bank_transaction_id: reference?.slice(0, 7) ?? null }
    case "wallet":
      return { transaction_id: reference }
  }
}
