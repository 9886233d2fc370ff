import type { Migration } from "./migration.ts"

const taskTypes = (types: string) => [
  `alter table tasks drop constraint tasks_type_check`,
  `alter table tasks add constraint tasks_type_check check (type in (${types}))`
]

/** Who is told of what happens, and what became of each delivery. Deliveries are listed by their ids, which sort by the time at which they were made. */
export const subscribers: Migration = {
  id: 11,
  name: "subscribers",
  up: [
    `create table webhook_subscribers (
      id uuid primary key,
      url text not null,
      -- The types that are wanted; all where there is none.
      events jsonb not null,
      secret text not null,
      created_at timestamptz not null
    )`,
    `create table webhook_deliveries (
      id uuid primary key,
      subscriber_id uuid not null references webhook_subscribers (id) on delete cascade,
      event_id uuid not null,
      type text not null,
      -- As it is sent, and signed.
      body text not null,
      status text not null check (status in ('pending', 'delivered', 'failed')),
      attempts integer not null default 0,
      outcome text,
      created_at timestamptz not null,
      settled_at timestamptz,
      constraint webhook_deliveries_settled_unless_pending check ((settled_at is null) = (status = 'pending')),
      constraint webhook_deliveries_once unique (subscriber_id, event_id)
    )`,
    `create index webhook_deliveries_by_subscriber on webhook_deliveries (subscriber_id, id)`,
    `create index webhook_deliveries_settled on webhook_deliveries (settled_at) where status <> 'pending'`,
    ...taskTypes("'ReconcilePayment', 'SettleRefund', 'DeliverWebhook'")
  ],
  down: [
    `delete from tasks where type = 'DeliverWebhook'`,
    ...taskTypes("'ReconcilePayment', 'SettleRefund'"),
    `drop table webhook_deliveries`,
    `drop table webhook_subscribers`
  ]
}
