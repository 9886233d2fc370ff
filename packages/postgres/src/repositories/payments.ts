import { Payments } from "@bahi/application"
import { id } from "@bahi/core/id"
import { type Attempt, capturedAmountOf, type OpenedPayment, type PaymentEvent, refundedAmountOf, type RefundShare, reservedAmountOf } from "@bahi/core/payment"
import { Effect, Layer } from "effect"
import type { Statement } from "effect/sql"
import { database } from "../client.ts"
import { amount, confirmIn, insertInto, instant, millisOf, present, same, timestamp, writeAtOnce } from "../sql.ts"
import { inOrder, type Locking, reading, rowIn, type Versioned, versionBefore } from "./rows.ts"

interface Row extends Versioned {
  readonly status: OpenedPayment["status"]
  readonly order_id: string
  readonly gateway: OpenedPayment["gateway"]
  readonly gateway_order_id: string | null
  readonly method: OpenedPayment["method"]
  readonly amount: bigint
  readonly refunds: ReadonlyArray<RefundShare>
  readonly disputes: OpenedPayment["disputes"]
  readonly opened_at: Date
  readonly captured_at: Date | null
  readonly cancelled_at: Date | null
  readonly stages: ReadonlyArray<Attempt>
}

/** Payments in `payments`, every stage of every attempt in `payment_events`. */
export const paymentsPostgres = Layer.effect(Payments, Effect.map(database, ({ quickly, sql }) => {
  const millis = millisOf(sql)
  const select = (condition: Statement.Fragment, locking: Locking) =>
    sql<Row>`
      select id, version, ${versionBefore(sql, "payments", "p", locking)} as seen, status, order_id, gateway, gateway_order_id, method, amount, refunds, disputes, opened_at, captured_at, cancelled_at, coalesce((
        select json_agg(json_strip_nulls(json_build_object('reference', e.reference, 'stage', e.type, 'amount', e.amount, 'instrument', e.instrument, 'reason', e.reason, 'at', ${millis("e.occurred_at")})) order by row(e.id))
        from payment_events e where e.payment_id = p.id
      ), '[]') as stages
      from payments p where ${condition} ${inOrder(sql, locking)}`
  const { read, readWhere, lock } = reading({ quickly, sql }, { kind: "payment", select, stateOf })
  const row = rowIn(sql, "payments", { columnsOf, settledBy })

  return Payments.of({
    read,
    ofOrder: (orderId) => Effect.map(readWhere(sql`order_id = ${orderId}`), (found) => [...found.values()].map(({ state }) => state).toSorted((a, b) => a.openedAt - b.openedAt)),
    byGatewayOrder: (gatewayOrderId) =>
      quickly(sql<{ readonly id: string }>`select id from payments where gateway_order_id = ${gatewayOrderId}`).pipe(Effect.map(([row]) => row && id<"payment">(row.id)), Effect.orDie),
    lock,
    confirm: confirmIn(sql, "payments"),
    save: Effect.fnUntraced(function*(changes) {
      for (const change of changes) {
        const { id, after, events } = change
        if (after.status === "unopened") continue
        const facts = events.flatMap(factOf)
        yield* writeAtOnce(sql, "payment", [
          row(change, after),
          ...(facts.length === 0 ? [] : [{
            statement: insertInto(sql, "payment_events", facts.map(({ stage, reference, amount, instrument = null, reason = null, at }) =>
              ({ payment_id: id, type: stage, reference, amount, instrument, reason, occurred_at: timestamp(at) }))),
            rows: facts.length
          }])
        ])
      }
    })
  })
}))

const columnsOf = (payment: OpenedPayment) => ({
  status: payment.status,
  gateway_order_id: payment.gatewayOrderId,
  captured_amount: capturedAmountOf(payment),
  reserved_amount: reservedAmountOf(payment),
  refunded_amount: refundedAmountOf(payment),
  refunds: payment.refunds,
  disputes: payment.disputes,
  captured_at: timestamp(payment.status === "captured" ? payment.capturedAt : undefined),
  cancelled_at: timestamp(payment.status === "cancelled" ? payment.cancelledAt : undefined)
})

/** What a payment keeps from its beginning. */
const settledBy = ({ orderId, gateway, method, currency, amount, openedAt }: OpenedPayment) => ({ order_id: orderId, gateway, method, currency, amount, opened_at: timestamp(openedAt) })

const factOf = (event: PaymentEvent): ReadonlyArray<Attempt> => {
  switch (event.type) {
    case "PaymentFailed":
      return [{ ...event, stage: "failed" }]
    case "PaymentAuthorized":
      return [{ ...event, stage: "authorized" }]
    case "PaymentVoided":
      return [{ ...event, stage: "voided" }]
    case "PaymentCaptured":
      return [{ ...event, stage: "captured" }]
    case "PaymentOpened":
    case "PaymentGatewayOrderOpened":
    case "PaymentReplaced":
    case "PaymentCancelled":
    case "PaymentRefundReserved":
    case "PaymentRefunded":
    case "PaymentRefundedOutside":
    case "PaymentRefundReleased":
    case "PaymentDisputed":
    case "PaymentDisputeClosed":
    case "PaymentTakenBack":
      return []
  }
}

const stateOf = (row: Row): OpenedPayment => ({
  status: row.status,
  paymentId: id<"payment">(row.id),
  orderId: id<"order">(row.order_id),
  gateway: row.gateway,
  method: row.method,
  currency: "INR",
  amount: amount(row.amount),
  ...present("gatewayOrderId", row.gateway_order_id, same),
  // Each attempt at its last stage, in the order in which they were first heard of.
  attempts: [...new Map(row.stages.map((stage) => [stage.reference, stage])).values()],
  refunds: row.refunds,
  disputes: row.disputes,
  openedAt: instant(row.opened_at),
  ...present("capturedAt", row.captured_at, instant),
  ...present("cancelledAt", row.cancelled_at, instant)
}) as OpenedPayment
