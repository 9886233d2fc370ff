import { type GatewayFault, GatewayUnknown, type PaymentGateway } from "@bahi/application"
import { Effect } from "effect"
import type { Client } from "./client.ts"
import { isIdOf, isPayable, refuseUnless } from "./guard.ts"
import { isVoided, Payment, paymentOf } from "./schema.ts"

/** Takes what was authorised. Razorpay says "already captured" in five ways and more, so its words decide nothing: its record does. */
export const payments = (client: Client): Pick<PaymentGateway["Service"], "capture"> => {
  const decidedByRecord = (gatewayPaymentId: string, fault: GatewayFault): Effect.Effect<Payment, GatewayFault> =>
    fetchPayment(client, "capture", gatewayPaymentId).pipe(
      Effect.mapError((then) => fault._tag === "GatewayRefused" && then._tag !== "GatewayRefused" ? unsure(fault, then) : fault),
      Effect.flatMap((payment) => payment.status === "captured" || (payment.status === "refunded" && !isVoided(payment)) ? Effect.succeed(payment) : Effect.fail(fault)))

  return {
    capture: ({ gatewayPaymentId, amount, currency }) => refuseUnless("capture", isIdOf("payment", gatewayPaymentId), isPayable(amount)).pipe(
      Effect.andThen(client.ask({
        operation: "capture",
        effect: "writes",
        answer: Payment,
        call: (razorpay) => razorpay.payments.capture(gatewayPaymentId, amount, currency)
      }).pipe(Effect.catchIf(({ _tag }) => _tag !== "GatewayMisconfigured", (fault) => decidedByRecord(gatewayPaymentId, fault)))),
      Effect.flatMap((payment) => withCards(client, "capture", [payment])),
      Effect.map(([payment]) => paymentOf(payment!)))
  }
}

/** A card's network and last digits are told only one payment at a time. Without them the payment is the same, only its label is missing. */
export const withCards = (client: Client, operation: GatewayFault["operation"], payments: ReadonlyArray<Payment>): Effect.Effect<ReadonlyArray<Payment>> =>
  Effect.forEach(payments, (payment) =>
    payment.card || (payment.method !== "card" && payment.method !== "emi")
      ? Effect.succeed(payment)
      : fetchPayment(client, operation, payment.id).pipe(
        Effect.map(({ card }) => card ? { ...payment, card } : payment),
        Effect.orElseSucceed(() => payment)), { concurrency: 4 })

const fetchPayment = (client: Client, operation: GatewayFault["operation"], id: string) =>
  client.ask({ operation, effect: "reads", answer: Payment, call: (razorpay) => razorpay.payments.fetch(id, { "expand[]": "card" }) })

/** A refusal may mean that it was captured long ago; unless the record can be seen, nobody knows. */
const unsure = ({ operation, reason }: GatewayFault, then: GatewayFault) => new GatewayUnknown({ operation, reason: `${reason}; then, looking at the payment: ${then.reason}` })
