import { Payments } from "@bahi/application"
import { capturedAmountOf, refundedAmountOf, reservedAmountOf } from "@bahi/core/payment"
import { Effect } from "effect"
import { eachRow, eachState, type Law } from "./law.ts"

/** What was paid, and what went back. */
export const moneyLaws: ReadonlyArray<Law> = [
  eachState({
    name: "payment_amounts_of_ledger",
    sentence: "What a payment captured, set aside and gave back is the sum of what was reported of it.",
    of: "payments",
    load: (ids) => Effect.flatMap(Payments, ({ read }) => read(ids)),
    holds: (payment, row) => payment.status !== "unopened"
      && row["captured_amount"] === capturedAmountOf(payment)
      && row["refunded_amount"] === refundedAmountOf(payment)
      && row["reserved_amount"] === reservedAmountOf(payment)
      && payment.refunds.every(({ reference }) => payment.attempts.some((attempt) => attempt.reference === reference && attempt.stage === "captured"))
  }),

  eachRow({
    name: "order_paid_by_its_payments",
    sentence: "An order was paid, and gave back, what its payments were paid and gave back.",
    of: "orders",
    holds: `(this.paid_amount, this.refunded_amount) = (select coalesce(sum(captured_amount), 0), coalesce(sum(refunded_amount), 0) from payments p where p.order_id = this.id)`
  }),

  eachRow({
    name: "order_waits_for_one_payment",
    sentence: "An order that costs anything has its payment, and no other waits but those that were added to it.",
    of: "orders",
    where: "lifecycle not in ('draft', 'deleted') and grand_total > 0 and not (lifecycle in ('expired', 'cancelled') and confirmed_at is null)",
    holds: `(coalesce((this.store_credit ->> 'amount')::bigint, 0) = this.grand_total or exists (select from payments p where p.id = this.payment_id and p.order_id = this.id))
      and not exists (
        select from payments p where p.order_id = this.id and p.id <> this.payment_id and p.status = 'pending' and p.id::text is distinct from this.store_credit ->> 'paymentId'
          and not this.added_payments @> jsonb_build_array(jsonb_build_object('paymentId', p.id)))`
  }),

  eachRow({
    name: "refund_in_its_payment",
    sentence: "A refund is set aside in its payment until it is over, and counted there once it is completed.",
    of: "refunds",
    where: "payment_id is not null and status not in ('rejected', 'abandoned')",
    holds: `exists (
      select from payments p, jsonb_array_elements(p.refunds) as share
      where p.id = this.payment_id and p.order_id = this.order_id and share ->> 'refundId' = this.id::text and share -> 'amount' = to_jsonb(this.amount)
        and share ->> 'stage' = case this.status when 'completed' then 'refunded' else 'reserved' end)`
  }),

  eachRow({
    name: "money_set_aside_for_a_refund",
    sentence: "What a payment has set aside is for a refund that is under way, or disputed.",
    of: "payments",
    where: "reserved_amount > 0",
    holds: `not exists (
      select from jsonb_array_elements(this.refunds) as share
      where share ->> 'stage' = 'reserved' and not exists (select from refunds r where r.id::text = share ->> 'refundId' and r.status not in ('rejected', 'completed', 'abandoned')))`
  })
]
