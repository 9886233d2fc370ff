import type { Migration } from "./migration.ts"

/** Goods that come back. How many of a line came back in all is the order's to keep: see `order_items`. */
export const returns: Migration = {
  id: 5,
  name: "returns",
  up: [
    `create table returns (
      id uuid primary key,
      version integer not null check (version > 0),
      order_id uuid not null references orders,
      return_number text unique,
      status text not null check (status in
        ('requested', 'rejected', 'cancelled', 'approved', 'pickup_scheduled', 'in_transit', 'partially_received', 'received', 'completed')),
      items jsonb not null check (jsonb_array_length(items) > 0),
      rejection_reason text,
      pickup jsonb,
      receipts jsonb not null default '[]',
      inspections jsonb not null default '[]',
      requested_at timestamptz not null,
      approved_at timestamptz,
      rejected_at timestamptz,
      cancelled_at timestamptz,
      picked_up_at timestamptz,
      completed_at timestamptz,
      updated_at timestamptz not null,
      constraint returns_rejected_with_reason check ((status = 'rejected') = (rejected_at is not null and rejection_reason is not null)),
      constraint returns_cancelled_with_date check (status <> 'cancelled' or cancelled_at is not null),
      constraint returns_approved_with_number check (approved_at is null or return_number is not null),
      constraint returns_under_way_are_approved check (status in ('requested', 'rejected', 'cancelled') or approved_at is not null),
      constraint returns_completed_with_date check ((status = 'completed') = (completed_at is not null))
    )`,
    `create index returns_by_order on returns (order_id, requested_at)`,
    `create index returns_by_status on returns (status, requested_at)`
  ],
  down: [`drop table returns`]
}
