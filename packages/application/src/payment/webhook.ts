import { Clock, Effect } from "effect"
import { attemptOrRun, Wake } from "../execute/index.ts"
import { GatewayEvents, type GatewayNotice, type Task, PaymentGateway, Payments, Refunds, Tasks, Transactions, type WebhookDelivery } from "../ports/index.ts"

/**
 * Hears a webhook (P11): its signature is held against the raw bytes, the event is kept (each once, whatever it is about), and
 * what it concerns is looked at afterwards, in the gateway's own record. Nothing that it says is believed. Events that we do
 * not know, or of orders that are not ours, are kept and leave it at that: refused, they would come again for a day, and then
 * no more event would come.
 */
export const receiveWebhook = Effect.fn("payment.webhook")(function*(delivery: WebhookDelivery) {
  const now = yield* Clock.currentTimeMillis
  const notice = yield* (yield* PaymentGateway).readWebhook(delivery, now)
  const transactions = yield* Transactions
  const events = yield* GatewayEvents
  const tasks = yield* Tasks
  const outcome = yield* attemptOrRun(transactions, Effect.gen(function*() {
    const outcome = yield* events.keep(notice, now)
    if (outcome === "new") yield* tasks.schedule(yield* concernedBy(notice), now)
    return outcome
  }))
  if (outcome === "new") yield* (yield* Wake).ring("tasks")
})

const concernedBy = Effect.fnUntraced(function*({ gatewayOrderId, gatewayPaymentId, gatewayRefundId }: GatewayNotice) {
  const paymentId = gatewayOrderId === undefined ? undefined : yield* (yield* Payments).byGatewayOrder(gatewayOrderId)
  const refundIds = gatewayRefundId === undefined || gatewayPaymentId === undefined ? [] : yield* (yield* Refunds).underWay(gatewayPaymentId)
  return [
    ...(paymentId === undefined ? [] : [{ type: "ReconcilePayment", id: paymentId } as const]),
    ...refundIds.map((refundId) => ({ type: "SettleRefund", id: refundId }) as const)
  ] satisfies ReadonlyArray<Task>
})
