import type { Migration } from "./migration.ts"

/** Who of the shop did what, by month; and what an order was edited from goes with the order, when it is deleted. */
export const auditLog: Migration = {
  id: 9,
  name: "audit-log",
  up: [
    `create table audit_log (
      id bigint generated always as identity,
      actor_type text not null check (actor_type in ('system', 'guest', 'customer', 'seller', 'admin')),
      aggregate text not null check (aggregate in ('cart', 'checkout', 'order', 'payment', 'refund', 'return', 'invoice')),
      aggregate_id uuid not null,
      events jsonb not null check (jsonb_array_length(events) > 0),
      created_at timestamptz not null,
      primary key (id, created_at)
    ) partition by range (created_at)`,
    `create index audit_log_by_aggregate on audit_log (aggregate_id, id)`,
    `create trigger audit_log_never_changes before update or delete on audit_log for each row execute function bahi_refuse_change()`,
    `create trigger audit_log_never_truncated before truncate on audit_log for each statement execute function bahi_refuse_change()`,
    `select bahi_begin_months(now(), 3)`,

    `create function bahi_refuse_change_unless_deleted() returns trigger language plpgsql as $$
      begin
        if tg_op = 'DELETE' and exists (select from orders where id = old.order_id and lifecycle = 'deleted') then
          return old;
        end if;
        raise exception '% is never changed: % refused', tg_table_name, tg_op using errcode = 'restrict_violation';
      end $$`,
    `drop trigger order_edits_never_changes on order_edits`,
    `create trigger order_edits_never_changes before update or delete on order_edits for each row execute function bahi_refuse_change_unless_deleted()`
  ],
  down: [
    `drop trigger order_edits_never_changes on order_edits`,
    `create trigger order_edits_never_changes before update or delete on order_edits for each row execute function bahi_refuse_change()`,
    `drop function bahi_refuse_change_unless_deleted`,
    `drop table audit_log`
  ]
}
