import { type GatewayFault, GatewayUnavailable, GatewayUnknown, PaymentGateway } from "@bahi/application"
import { Effect, Layer, Redacted } from "effect"
import { type ClientOptions, makeClient, RAZORPAY_URL } from "./client.ts"
import { orders } from "./order.ts"
import { payments } from "./payment.ts"
import { refunds } from "./refund.ts"
import { readWebhook } from "./webhook/read.ts"
import { verifyPayment } from "./webhook/signature.ts"

export interface PaymentGatewayRazorpayOptions extends ClientOptions {
  /** Those of the dashboard's webhooks: the new one and, while it is being replaced, the old one, which signs again what it signed first. */
  readonly webhookSecrets: ReadonlyArray<Redacted.Redacted>
  /** Where browsers find the checkout. Default Razorpay's, or `/v1/checkout.js` at a base URL of your own. */
  readonly scriptUrl?: string
  /** How long ago the event of a webhook may have happened. Default 16 days: Razorpay can send again what is 15 days old. */
  readonly staleAfterMs?: number
}

/** Razorpay as the payment gateway. Dies when it is built, and says what to set, when its options can never work. */
export const paymentGatewayRazorpay = (options: PaymentGatewayRazorpayOptions): Layer.Layer<PaymentGateway> =>
  Layer.effect(PaymentGateway, Effect.sync(() => make(options)))

const make = ({ webhookSecrets, scriptUrl, staleAfterMs, ...options }: PaymentGatewayRazorpayOptions): PaymentGateway["Service"] => {
  const client = makeClient(options)
  if (webhookSecrets.length === 0 || webhookSecrets.some((secret) => Redacted.value(secret).trim() === "")) {
    throw new Error("Razorpay is not configured: set webhookSecrets to the secrets that were entered with the webhooks, none of them empty.")
  }
  const { openOrder, fetchPayments } = orders(client)
  const { capture } = payments(client)
  const { refund, findRefund } = refunds(client)

  /** Repetitions and second looks have an end together, too. */
  const within = (fault: GatewayFault) => Effect.timeoutOrElse({ duration: client.deadlineMs, orElse: () => Effect.fail(fault) })
  const late = { reason: `not done within ${client.deadlineMs} ms` }

  return PaymentGateway.of({
    checkout: { keyId: options.keyId, scriptUrl: scriptUrl ?? (client.baseUrl === RAZORPAY_URL ? "https://checkout.razorpay.com/v1/checkout.js" : `${client.baseUrl}/v1/checkout.js`) },
    openOrder: (order) => within(new GatewayUnknown({ operation: "openOrder", ...late }))(openOrder(order)),
    fetchPayments: (gatewayOrderId) => within(new GatewayUnavailable({ operation: "fetchPayments", ...late }))(fetchPayments(gatewayOrderId)),
    capture: (payment) => within(new GatewayUnknown({ operation: "capture", ...late }))(capture(payment)),
    refund: (wanted) => within(new GatewayUnknown({ operation: "refund", ...late }))(refund(wanted)),
    findRefund: (wanted) => within(new GatewayUnavailable({ operation: "findRefund", ...late }))(findRefund(wanted)),
    isGenuine: (proof) => verifyPayment({ ...proof, keySecret: options.keySecret }),
    readWebhook: (delivery, now) => readWebhook(delivery, now, { secrets: webhookSecrets, ...(staleAfterMs === undefined ? {} : { staleAfterMs }) })
  })
}
