import type { Instant } from "@bahi/core/id"
import type { Money } from "@bahi/core/money"
import { Context, Data, type Effect } from "effect"

/** What was asked of the gateway when something went wrong. `reason` is safe to log: it holds no secret and no personal data. */
interface Fault {
  readonly operation: "openOrder" | "fetchPayments" | "capture" | "refund" | "findRefund"
  readonly reason: string
}

/** The gateway said no: nothing happened, and asking the same again changes nothing. */
export class GatewayRefused extends Data.TaggedError("GatewayRefused")<Fault> {}

/** Nobody knows whether it happened: ask the gateway for its record before anything else. */
export class GatewayUnknown extends Data.TaggedError("GatewayUnknown")<Fault> {}

/** Surely nothing happened, and it may work later: the gateway cannot be reached, is overloaded, or is busy with the same thing. */
export class GatewayUnavailable extends Data.TaggedError("GatewayUnavailable")<Fault> {}

/** The shop's own account is set up wrongly (keys, address, permissions): no attempt will work until a person mends it. */
export class GatewayMisconfigured extends Data.TaggedError("GatewayMisconfigured")<Fault> {}

export type GatewayFault = GatewayRefused | GatewayUnknown | GatewayUnavailable | GatewayMisconfigured

/** One attempt to pay, as the gateway has it. */
export interface GatewayPayment {
  readonly gatewayPaymentId: string
  readonly gatewayOrderId: string
  /** `refunded` when all of it went back; a part that went back leaves it `captured`. `voided`: authorised, never captured, and given back. */
  readonly status: "created" | "authorized" | "voided" | "captured" | "refunded" | "failed"
  readonly amount: Money
  readonly currency: string
  /** Of what was captured. */
  readonly amountRefunded: Money
  /** With what it was paid, masked: `card` "Visa •••• 1007", `upi` "s•••••s@razorpay", `netbanking` "HDFC". */
  readonly instrument: { readonly method: string; readonly label?: string }
  /** The gateway's machine-readable reason, such as `payment_cancelled`. */
  readonly failureReason?: string
  readonly createdAt: Instant
}

/** What was opened at the gateway to be paid. */
export interface GatewayOrder {
  readonly gatewayOrderId: string
  readonly amount: Money
  readonly currency: string
  readonly receipt: string
}

/** Money on its way back. */
export interface GatewayRefund {
  readonly gatewayRefundId: string
  readonly gatewayPaymentId: string
  readonly status: "pending" | "processed" | "failed"
  readonly amount: Money
}

/** What a webhook said, once its signature was found right: which records to look at, and nothing that need be believed. */
export interface GatewayNotice {
  /** The same for every delivery of one event. */
  readonly eventId: string
  /** As the gateway names it, such as `payment.captured`. */
  readonly type: string
  readonly gatewayOrderId?: string
  readonly gatewayPaymentId?: string
  readonly gatewayRefundId?: string
  readonly createdAt: Instant
}

/** A delivery as it came in: the exact bytes, and the headers with their names in lower case. */
export interface WebhookDelivery {
  readonly body: Uint8Array
  readonly headers: Readonly<Record<string, string | undefined>>
}

/** A delivery that does not come from the gateway, or not in this form: nothing of it is believed or kept. */
export class WebhookRefused extends Data.TaggedError("WebhookRefused")<{
  readonly code: "signature_missing" | "signature_wrong" | "event_malformed" | "event_stale"
}> {}

/** Takes money online. Remote: never called inside a transaction. The record that it answers is the truth; what browsers and webhooks say only makes us look. */
export class PaymentGateway extends Context.Service<PaymentGateway, {
  /** What a browser needs to open the checkout: the public key, and where the script is. */
  readonly checkout: { readonly keyId: string; readonly scriptUrl: string }
  /** Opens an order of `amount` paise under our `receipt` (at most 40 characters). After an unknown outcome it looks for the receipt before it gives up. */
  readonly openOrder: (order: { readonly receipt: string; readonly amount: Money; readonly currency: "INR"; readonly capture: "automatic" | "manual" }) => Effect.Effect<GatewayOrder, GatewayFault>
  /** The gateway's record of all attempts to pay an order. */
  readonly fetchPayments: (gatewayOrderId: string) => Effect.Effect<ReadonlyArray<GatewayPayment>, GatewayFault>
  /** Takes what was authorised. Whatever the gateway answers, what counts is its record afterwards, which is what this answers. */
  readonly capture: (payment: { readonly gatewayPaymentId: string; readonly amount: Money; readonly currency: "INR" }) => Effect.Effect<GatewayPayment, GatewayFault>
  /** Sends money back. Under the same `key` it happens once, however often it is asked: at least 10 of `A-Za-z0-9_-`. */
  readonly refund: (refund: { readonly key: string; readonly gatewayPaymentId: string; readonly amount: Money }) => Effect.Effect<GatewayRefund, GatewayFault>
  /** The refund that was asked for under this key, if the gateway has it. */
  readonly findRefund: (refund: { readonly key: string; readonly gatewayPaymentId: string }) => Effect.Effect<GatewayRefund | undefined, GatewayFault>
  /** Whether the browser's proof of payment is the gateway's, for the order that we stored. Compared in constant time. */
  readonly isGenuine: (proof: { readonly gatewayOrderId: string; readonly gatewayPaymentId: string; readonly signature: string }) => boolean
  /** Reads a delivery whose signature, made with any of the webhook secrets over its raw bytes, is right. */
  readonly readWebhook: (delivery: WebhookDelivery, now: Instant) => Effect.Effect<GatewayNotice, WebhookRefused>
}>()("@bahi/application/PaymentGateway") {}
