import type { Migration } from "./migration.ts"

/** Outbox, tasks, idempotency keys and number series. */
export const machinery: Migration = {
  id: 4,
  name: "machinery",
  up: [
    `create table outbox (
      id bigint generated always as identity,
      aggregate text not null,
      aggregate_id uuid not null,
      -- In which version the event was written; what says none is of the first.
      version smallint not null default 1,
      event jsonb not null,
      attempts integer not null default 0,
      not_before timestamptz not null,
      created_at timestamptz not null,
      primary key (id, created_at)
    )`,
    `create index outbox_waiting on outbox (id) where attempts < 10`,

    // What is to be done with a remote neighbour: the key makes it one task, however often it is asked for.
    `create table tasks (
      type text not null check (type in ('ReconcilePayment', 'SettleRefund')),
      id uuid not null,
      due_at timestamptz not null,
      attempts integer not null default 0,
      revision bigint not null default 1,
      primary key (type, id)
    )`,
    `create index tasks_by_time on tasks (due_at)`,

    `create table idempotency_keys (
      caller text not null,
      key text not null,
      request text not null,
      answer jsonb,
      created_at timestamptz not null,
      primary key (caller, key)
    )`,
    `create index idempotency_keys_by_age on idempotency_keys (created_at)`,

    `create table number_series (series text primary key, last bigint not null check (last > 0))`,

    // Numbers that may have gaps come from a sequence, made when its series begins: nobody waits for a commit.
    `create function bahi_begin_numbers(p_series text) returns text language plpgsql as $$
      declare v_sequence text := 'numbers_' || regexp_replace(lower(p_series), '[^a-z0-9]+', '_', 'g');
      begin
        if to_regclass(v_sequence) is null then
          perform pg_advisory_xact_lock(hashtext(v_sequence));
          execute format('create sequence if not exists %I', v_sequence);
        end if;
        return v_sequence;
      end $$`,
    `create function bahi_next_number(p_series text) returns bigint language sql as $$ select nextval(bahi_begin_numbers(p_series)) $$`
  ],
  down: [
    `drop function bahi_next_number, bahi_begin_numbers`,
    `do $$ declare v_sequence text; begin
      for v_sequence in select sequencename from pg_sequences where schemaname = current_schema() and sequencename like 'numbers\\_%' loop
        execute format('drop sequence %I', v_sequence);
      end loop;
    end $$`,
    `drop table number_series, idempotency_keys, tasks, outbox`
  ]
}
