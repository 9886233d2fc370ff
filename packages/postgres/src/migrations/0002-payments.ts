import type { Migration } from "./migration.ts"

/** Payments with the attempts to make them, refunds, and what gateways told us. Amounts are paise. */
export const payments: Migration = {
  id: 2,
  name: "payments",
  up: [
    `create table payments (
      id uuid primary key,
      version integer not null check (version > 0),
      order_id uuid not null references orders,
      gateway text not null check (gateway in ('cod', 'razorpay', 'bank', 'store_credit')),
      gateway_order_id text unique,
      method text not null,
      status text not null check (status in ('pending', 'failed', 'authorized', 'captured', 'cancelled')),
      currency text not null check (currency = 'INR'),
      amount bigint not null check (amount > 0),
      captured_amount bigint not null check (captured_amount >= 0),
      reserved_amount bigint not null check (reserved_amount >= 0),
      refunded_amount bigint not null check (refunded_amount >= 0),
      refunds jsonb not null,
      disputes jsonb not null,
      opened_at timestamptz not null,
      captured_at timestamptz,
      cancelled_at timestamptz,
      updated_at timestamptz not null,
      constraint payments_captured_with_amount check ((status = 'captured') = (captured_amount > 0)),
      constraint payments_given_back_of_captured check (reserved_amount + refunded_amount <= captured_amount)
    )`,
    `create index payments_by_order on payments (order_id)`,

    // Every stage that an attempt was heard at; the last of each reference is where it stands.
    `create table payment_events (
      id bigint generated always as identity primary key,
      payment_id uuid not null references payments,
      type text not null check (type in ('failed', 'authorized', 'voided', 'captured')),
      reference text not null,
      amount bigint not null constraint payment_events_amount_check check (amount > 0 or type = 'failed'),
      instrument jsonb,
      reason text,
      occurred_at timestamptz not null,
      unique (payment_id, type, reference),
      constraint payment_events_failed_with_reason check ((type = 'failed') = (reason is not null))
    )`,

    `create table refunds (
      id uuid primary key,
      version integer not null check (version > 0),
      order_id uuid not null references orders,
      payment_id uuid not null references payments,
      reference text not null,
      gateway text not null,
      destination text not null check (destination in ('source', 'store_credit', 'bank')),
      -- The name of the details, which are kept elsewhere.
      bank_account text check (bank_account is null or destination = 'bank'),
      refund_number text unique,
      because text not null check (because in
        ('order_expired', 'overpaid', 'order_cancelled', 'items_cancelled', 'returned_to_origin', 'returned', 'exchanged', 'refunded', 'requested')),
      items jsonb,
      plea jsonb,
      notes jsonb not null,
      rejection_reason text,
      transfer_reference text,
      status text not null check (status in ('requested', 'approved', 'rejected', 'processing', 'unknown', 'failed', 'completed', 'abandoned')),
      currency text not null check (currency = 'INR'),
      amount bigint not null check (amount > 0),
      gateway_refund_id text unique,
      attempt integer check (attempt > 0),
      failure text check (failure in ('refused', 'bounced')),
      reason text,
      requested_at timestamptz not null,
      sent_at timestamptz,
      rejected_at timestamptz,
      completed_at timestamptz,
      abandoned_at timestamptz,
      updated_at timestamptz not null,
      constraint refunds_sent_with_date check ((status in ('processing', 'unknown', 'failed', 'abandoned') or (status = 'completed' and transfer_reference is null)) = (sent_at is not null)),
      constraint refunds_transferred_by_hand check (transfer_reference is null or (status = 'completed' and destination <> 'source')),
      constraint refunds_rejected_for_a_reason check ((status = 'rejected') = (rejection_reason is not null)),
      constraint refunds_requested_for_items check (because <> 'requested' or items is not null),
      constraint refunds_sent_in_attempts check ((sent_at is not null) = (attempt is not null)),
      constraint refunds_abandoned_with_date check ((status = 'abandoned') = (abandoned_at is not null)),
      constraint refunds_rejected_with_date check ((status = 'rejected') = (rejected_at is not null)),
      constraint refunds_failed_with_reason check ((status = 'failed') = (reason is not null) and (status = 'failed') = (failure is not null)),
      constraint refunds_completed_somewhere check (case when status = 'completed' then completed_at is not null and (gateway_refund_id is not null) <> (transfer_reference is not null) else completed_at is null end)
    )`,
    `create index refunds_by_order on refunds (order_id)`,
    `create index refunds_by_payment on refunds (payment_id)`,
    `create index refunds_under_way on refunds (reference) where status not in ('rejected', 'completed', 'abandoned')`,

    // What a webhook said is not believed, and so not kept: only that it said it, and about what.
    `create table gateway_events (
      event_id text primary key,
      type text not null,
      gateway_order_id text,
      gateway_payment_id text,
      gateway_refund_id text,
      created_at timestamptz not null,
      received_at timestamptz not null
    )`,
    `create index gateway_events_by_order on gateway_events (gateway_order_id)`,

    ...["payment_events", "gateway_events"].flatMap((table) => [
      `create trigger ${table}_never_changes before update or delete on ${table} for each row execute function bahi_refuse_change()`,
      `create trigger ${table}_never_truncated before truncate on ${table} for each statement execute function bahi_refuse_change()`
    ])
  ],
  down: [`drop table gateway_events, refunds, payment_events, payments`]
}
