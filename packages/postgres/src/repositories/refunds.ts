import { Refunds, type States } from "@bahi/application"
import { id } from "@bahi/core/id"
import type { RequestedRefund } from "@bahi/core/refund"
import { Effect, Layer } from "effect"
import type { Statement } from "effect/sql"
import { database } from "../client.ts"
import { amount, confirmIn, instant, present, same, timestamp, writeAtOnce } from "../sql.ts"
import { inOrder, type Locking, reading, rowIn, type Versioned } from "./rows.ts"

interface Row extends Versioned {
  readonly status: RequestedRefund["status"]
  readonly order_id: string
  readonly payment_id: string
  readonly reference: string
  readonly because: RequestedRefund["because"]
  readonly gateway: RequestedRefund["gateway"]
  readonly destination: RequestedRefund["destination"]["kind"]
  readonly bank_account: string | null
  readonly refund_number: string | null
  readonly items: NonNullable<RequestedRefund["items"]> | null
  readonly plea: NonNullable<RequestedRefund["plea"]> | null
  readonly notes: RequestedRefund["notes"]
  readonly rejection_reason: string | null
  readonly transfer_reference: string | null
  readonly amount: bigint
  readonly gateway_refund_id: string | null
  readonly attempt: number | null
  readonly failure: "refused" | "bounced" | null
  readonly reason: string | null
  readonly requested_at: Date
  readonly sent_at: Date | null
  readonly rejected_at: Date | null
  readonly completed_at: Date | null
  readonly abandoned_at: Date | null
}

/** Refunds in `refunds`. */
export const refundsPostgres = Layer.effect(Refunds, Effect.map(database, ({ quickly, sql }) => {
  const select = (condition: Statement.Fragment, locking: Locking) =>
    sql<Row>`
      select id, version, status, order_id, payment_id, reference, because, gateway, destination, bank_account, refund_number, items, plea, notes, rejection_reason, transfer_reference, amount, gateway_refund_id, attempt, failure, reason, requested_at, sent_at, rejected_at, completed_at, abandoned_at
      from refunds where ${condition} ${inOrder(sql, locking)}`
  const { read, lock } = reading({ quickly, sql }, { kind: "refund", select, stateOf })
  const row = rowIn(sql, "refunds", { columnsOf, settledBy })

  return Refunds.of({
    read,
    underWay: (reference) =>
      quickly(sql<{ readonly id: string }>`select id from refunds where reference = ${reference} and status not in ('rejected', 'completed', 'abandoned')`).pipe(
        Effect.map((found) => found.map((row) => id<"refund">(row.id))), Effect.orDie),
    lock,
    confirm: confirmIn(sql, "refunds"),
    save: (changes) => Effect.forEach(changes, (change) =>
      change.after.status === "unrequested" ? Effect.void : writeAtOnce(sql, "refund", [row(change, change.after)]), { discard: true })
  })
}))

const columnsOf = (refund: RequestedRefund) => ({
  status: refund.status,
  destination: refund.destination.kind,
  bank_account: refund.destination.kind === "bank" ? refund.destination.account : undefined,
  notes: refund.notes,
  rejection_reason: refund.status === "rejected" ? refund.rejectionReason : undefined,
  transfer_reference: "transferReference" in refund ? refund.transferReference : undefined,
  gateway_refund_id: "gatewayRefundId" in refund ? refund.gatewayRefundId : undefined,
  attempt: "attempt" in refund ? refund.attempt : undefined,
  failure: refund.status === "failed" ? refund.failure : undefined,
  reason: refund.status === "failed" ? refund.reason : undefined,
  sent_at: timestamp("sentAt" in refund ? refund.sentAt : undefined),
  rejected_at: timestamp(refund.status === "rejected" ? refund.rejectedAt : undefined),
  completed_at: timestamp(refund.status === "completed" ? refund.completedAt : undefined),
  abandoned_at: timestamp(refund.status === "abandoned" ? refund.abandonedAt : undefined)
})

/** What a refund keeps from its beginning. */
const settledBy = ({ orderId, paymentId, reference, because, gateway, refundNumber, items, plea, currency, amount, requestedAt }: RequestedRefund) =>
  ({ order_id: orderId, payment_id: paymentId, reference, because, gateway, refund_number: refundNumber, items, plea, currency, amount, requested_at: timestamp(requestedAt) })

const stateOf = (row: Row): States["refund"] => ({
  status: row.status,
  refundId: id<"refund">(row.id),
  orderId: id<"order">(row.order_id),
  paymentId: id<"payment">(row.payment_id),
  reference: row.reference,
  because: row.because,
  gateway: row.gateway,
  destination: { kind: row.destination, ...present("account", row.bank_account, same) },
  ...present("refundNumber", row.refund_number, same),
  ...present("items", row.items ?? null, same),
  ...present("plea", row.plea ?? null, same),
  notes: row.notes,
  ...present("rejectionReason", row.rejection_reason, same),
  ...present("transferReference", row.transfer_reference, same),
  currency: "INR",
  amount: amount(row.amount),
  requestedAt: instant(row.requested_at),
  ...present("gatewayRefundId", row.gateway_refund_id, same),
  ...present("attempt", row.attempt, same),
  ...present("failure", row.failure, same),
  ...present("reason", row.reason, same),
  ...present("sentAt", row.sent_at, instant),
  ...present("rejectedAt", row.rejected_at, instant),
  ...present("completedAt", row.completed_at, instant),
  ...present("abandonedAt", row.abandoned_at, instant)
}) as States["refund"]
