import { id, type Instant, type PaymentId } from "@bahi/core/id"
import { run } from "@bahi/core/machine"
import { type OpenedPayment, paymentMachine, type PaymentCommand } from "@bahi/core/payment"
import { Cause, Clock, Effect } from "effect"
import { system } from "../caller/guest.ts"
import { Engine } from "../execute/index.ts"
import { logFaults } from "../fault/fault.ts"
import { locksOf, readOrder, readPayment } from "../order/find.ts"
import { type GatewayPayment, PaymentGateway, Shop } from "../ports/index.ts"

/**
 * Looks at the gateway's record of a payment, and brings ours up to it: every attempt that failed, was authorised or captured,
 * each once, however often and from wherever this is asked. What was only authorised is captured first where that is ours to
 * do, and the order still waits. Answers the payment as it stands then.
 */
export const reconcile = Effect.fn("payment.reconcile")(function*(paymentId: PaymentId) {
  const payment = yield* readPayment(paymentId)
  const { gatewayOrderId } = payment
  if (gatewayOrderId === undefined) return payment
  const gateway = yield* PaymentGateway
  const seen = yield* gateway.fetchPayments(gatewayOrderId)
  const record = (yield* captureAuthorized(payment, seen)) ? yield* gateway.fetchPayments(gatewayOrderId) : seen
  const now = yield* Clock.currentTimeMillis
  const facts = yield* factsOf(gatewayOrderId, record, now)
  if (facts.every((fact) => isKnown(payment, fact))) return payment

  const engine = yield* Engine
  return yield* engine.execute({
    actor: system,
    plan: Effect.map(readOrder(payment.orderId), (order) => ({
      lock: { ...locksOf(order), payment: [paymentId] },
      decide: () => Effect.succeed(facts.map((command) => ({ to: "payment", id: paymentId, command }))),
      answer: (states) => readPayment(paymentId, states)
    }))
  })
})

/** Looks at a payment as a task, and answers when to look again: soon while somebody waits for it, seldom later, never once a week is over. */
export const watchPayment = Effect.fn("payment.watch")(function*(paymentId: string) {
  const ours = id<"payment">(paymentId)
  const { openedAt, orderId, status } = yield* Effect.catchTag(reconcile(ours), "GatewayRefused", (fault) =>
    Effect.andThen(logFaults("The gateway does not know what was opened there.", Cause.fail(fault)), readPayment(ours)))
  const now = yield* Clock.currentTimeMillis
  const age = now - openedAt
  if (age > WEEK) return undefined
  const isAwaited = status !== "captured" && (yield* readOrder(orderId)).status === "pending"
  return isAwaited ? now + Math.max(MINUTE / 2, age / 4) : now + Math.max(60 * MINUTE, age)
})

const MINUTE = 60_000
const WEEK = 7 * 24 * 60 * MINUTE

const captureAuthorized = Effect.fnUntraced(function*({ orderId }: OpenedPayment, record: ReadonlyArray<GatewayPayment>) {
  const authorized = record.find(({ status }) => status === "authorized")
  if ((yield* Shop).capture !== "manual" || authorized === undefined || (yield* readOrder(orderId)).status !== "pending") return false
  const { gatewayPaymentId, amount } = authorized
  yield* (yield* PaymentGateway).capture({ gatewayPaymentId, amount, currency: "INR" })
  return true
})

/** What the record says of each attempt, the oldest first. Money of another currency or of another order is not ours to count: that is for a person to look at. */
const factsOf = Effect.fnUntraced(function*(gatewayOrderId: string, payments: ReadonlyArray<GatewayPayment>, at: Instant) {
  const ours = payments.filter((payment) => payment.gatewayOrderId === gatewayOrderId && payment.currency === "INR")
  if (ours.length < payments.length) yield* Effect.logError("The gateway's record holds payments of another currency or order; they are left out.").pipe(Effect.annotateLogs({ gatewayOrderId }))
  return ours.toSorted((one, other) => one.createdAt - other.createdAt).flatMap((payment) => factOf(payment, at))
})

const factOf = ({ gatewayPaymentId: reference, amount, amountRefunded, instrument, status, failureReason }: GatewayPayment, at: Instant): ReadonlyArray<PaymentCommand> => {
  const reported = { reference, amount, instrument, at }
  switch (status) {
    case "created":
      return []
    case "failed":
      return [{ type: "RecordFailure", ...reported, reason: failureReason ?? "payment_failed" }]
    case "authorized":
      return [{ type: "RecordAuthorization", ...reported }]
    case "voided":
      return [{ type: "RecordVoid", ...reported }]
    case "captured":
    case "refunded":
      return [{ type: "RecordCapture", ...reported }, ...(amountRefunded > 0 ? [{ type: "RecordRefundedTotal", reference, total: amountRefunded, at } as const] : [])]
  }
}

const isKnown = (payment: OpenedPayment, fact: PaymentCommand): boolean => {
  const outcome = run(paymentMachine, payment, fact)
  return outcome.ok && outcome.value.events.length === 0
}
