import type { GatewayOrder, GatewayPayment, GatewayRefund } from "@bahi/application"
import { money } from "@bahi/core/money"
import { Schema } from "effect"
import { idPattern } from "./id.ts"

/** Whole paise. */
const Paise = Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER }))
const Text = Schema.optionalKey(Schema.NullOr(Schema.String))
const Currency = Schema.String.check(Schema.isPattern(/^[A-Z]{3}$/))

/** An order, as far as we believe what is said of it; other fields may come and go. */
export const Order = Schema.Struct({
  id: Schema.String.check(Schema.isPattern(idPattern.order)),
  entity: Schema.Literal("order"),
  amount: Paise,
  currency: Currency,
  receipt: Text,
  status: Schema.Literals(["created", "attempted", "paid"])
})
export type Order = typeof Order.Type

const Card = Schema.Struct({ network: Text, last4: Text })

export const Payment = Schema.Struct({
  id: Schema.String.check(Schema.isPattern(idPattern.payment)),
  entity: Schema.Literal("payment"),
  amount: Paise,
  currency: Currency,
  // `pending`: a courier has still to collect it.
  status: Schema.Literals(["created", "pending", "authorized", "captured", "refunded", "failed"]),
  order_id: Schema.String.check(Schema.isPattern(idPattern.order)),
  // Of a payment that was given back before anybody captured it this stays false, and its status says refunded all the same.
  captured: Schema.optionalKey(Schema.NullOr(Schema.Boolean)),
  amount_refunded: Schema.optionalKey(Schema.NullOr(Paise)),
  method: Text,
  card: Schema.optionalKey(Schema.NullOr(Card)),
  vpa: Text,
  bank: Text,
  wallet: Text,
  error_code: Text,
  error_reason: Text,
  created_at: Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 8.64e12 }))
})
export type Payment = typeof Payment.Type

export const Refund = Schema.Struct({
  id: Schema.String.check(Schema.isPattern(idPattern.refund)),
  entity: Schema.Literal("refund"),
  payment_id: Schema.String.check(Schema.isPattern(idPattern.payment)),
  amount: Paise,
  status: Schema.Literals(["pending", "processed", "failed"]),
  receipt: Text,
  // PHP's empty map is a list; dashboards put other things than texts in.
  notes: Schema.optionalKey(Schema.Unknown)
})
export type Refund = typeof Refund.Type

export const collectionOf = <A, I>(item: Schema.Codec<A, I>) => Schema.Struct({ entity: Schema.Literal("collection"), items: Schema.Array(item) })

export const orderOf = ({ id, amount, currency, receipt }: Order): GatewayOrder => ({
  gatewayOrderId: id,
  amount: money(amount),
  currency,
  receipt: receipt ?? ""
})

export const paymentOf = (payment: Payment): GatewayPayment => {
  const failureReason = [payment.error_reason, payment.error_code].find((reason) => reason && reason !== "NA")
  const label = labelOf(payment)
  return {
    gatewayPaymentId: payment.id,
    gatewayOrderId: payment.order_id,
    status: payment.status === "pending" ? "created" : isVoided(payment) ? "voided" : payment.status,
    amount: money(payment.amount),
    currency: payment.currency,
    amountRefunded: money(isVoided(payment) ? 0 : payment.amount_refunded ?? 0),
    instrument: { method: payment.method ?? "unknown", ...(label ? { label } : {}) },
    ...(failureReason ? { failureReason } : {}),
    createdAt: payment.created_at * 1000
  }
}

/** Authorised, and given back because nobody captured it in time: there was never any money. */
export const isVoided = ({ status, captured }: Pick<Payment, "status" | "captured">): boolean => status === "refunded" && captured === false

export const refundOf = ({ id, payment_id, status, amount }: Refund): GatewayRefund =>
  ({ gatewayRefundId: id, gatewayPaymentId: payment_id, status, amount: money(amount) })

const labelOf = ({ method, card, vpa, bank, wallet }: Payment): string | undefined => {
  switch (method) {
    case "card":
    case "emi":
      return card?.last4 && /^\d{4}$/.test(card.last4) ? `${card.network ?? "Card"} •••• ${card.last4}` : undefined
    case "upi":
      return vpa ? maskedVpa(vpa) : undefined
    case "netbanking":
      return bank ?? undefined
    case "wallet":
      return wallet ?? undefined
    default:
      return undefined
  }
}

/** `success@razorpay` becomes `s•••••s@razorpay`: the dots do not tell how many letters they stand for, and of a short name nothing is left. */
export const maskedVpa = (vpa: string): string => {
  const [, name, handle] = /^(.*?)(@.*)?$/s.exec(vpa) as unknown as [string, string, string | undefined]
  const letters = [...name]
  return `${letters.length > 3 ? `${letters[0]}•••••${letters.at(-1)}` : "•••••"}${handle ?? ""}`
}
