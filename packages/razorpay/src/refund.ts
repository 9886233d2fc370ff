import { type GatewayFault, GatewayRefused, GatewayUnknown, type PaymentGateway } from "@bahi/application"
import { Effect } from "effect"
import type { Client } from "./client.ts"
import { saysDuplicate } from "./fault.ts"
import { isIdOf, isPayable, isRefundKey, refuseUnless } from "./guard.ts"
import { collectionOf, Refund, refundOf } from "./schema.ts"

const PAGE = 100

/** Sends money back, once for a key, and finds again what was sent under it: the key is the refund's receipt, and stands in its notes. */
export const refunds = (client: Client): Pick<PaymentGateway["Service"], "refund" | "findRefund"> => {
  const find = (operation: GatewayFault["operation"], gatewayPaymentId: string, key: string, skip = 0): Effect.Effect<Refund | undefined, GatewayFault> =>
    client.ask({
      operation,
      effect: "reads",
      answer: collectionOf(Refund),
      call: (razorpay) => razorpay.payments.fetchMultipleRefund(gatewayPaymentId, { count: PAGE, skip })
    }).pipe(Effect.flatMap(({ items }) => {
      const found = items.find(({ receipt, notes }) => receipt === key || keyIn(notes) === key)
      return found || items.length < PAGE ? Effect.succeed(found) : find(operation, gatewayPaymentId, key, skip + PAGE)
    }))

  /** What was repeated without an answer, or is there already as it seems: there it must be. */
  const found = ({ key, gatewayPaymentId, amount }: Parameters<PaymentGateway["Service"]["refund"]>[0], { operation, reason }: GatewayFault) =>
    find("refund", gatewayPaymentId, key).pipe(
      Effect.mapError((fault) => new GatewayUnknown({ operation, reason: `${reason}; then, looking for its key: ${fault.reason}` })),
      Effect.flatMap((refund): Effect.Effect<Refund, GatewayFault> => {
        if (!refund) return Effect.fail(new GatewayUnknown({ operation, reason: `${reason}; no such refund is found by its key` }))
        return refund.amount === amount ? Effect.succeed(refund) : Effect.fail(new GatewayRefused({ operation, reason: "another amount was refunded under this key" }))
      }))

  return {
    refund: (refund) => refuseUnless("refund", isRefundKey(refund.key), isIdOf("payment", refund.gatewayPaymentId), isPayable(refund.amount)).pipe(
      Effect.andThen(client.ask({
        operation: "refund",
        effect: "writes",
        answer: Refund,
        idempotencyKey: refund.key,
        call: (razorpay) => razorpay.payments.refund(refund.gatewayPaymentId, { amount: refund.amount, receipt: refund.key, notes: { [NOTE]: refund.key } })
      })),
      Effect.catchIf((fault) => fault._tag === "GatewayUnknown" || saysDuplicate(fault), (fault) => found(refund, fault)),
      Effect.map(refundOf)),

    findRefund: ({ key, gatewayPaymentId }) => refuseUnless("findRefund", isRefundKey(key), isIdOf("payment", gatewayPaymentId)).pipe(
      Effect.andThen(find("findRefund", gatewayPaymentId, key)),
      Effect.map((refund) => refund && refundOf(refund)))
  }
}

const NOTE = "refund_key"

const keyIn = (notes: unknown): unknown => typeof notes === "object" && notes !== null && NOTE in notes ? notes[NOTE] : undefined
