import type { Migration } from "./migration.ts"

/** What grows for ever, or comes and goes all the time: by month, so that a month can be moved away, or dropped when it is empty. */
const byMonth = ["order_status_history", "outbox"]

// The table becomes the place of everything that has no month of its own: no row is moved. Indexes keep their names above it.
const partition = (table: string) => `do $$
  declare
    v_triggers text[];
    v_next bigint := nextval(pg_get_serial_sequence('${table}', 'id'));
    v_index record;
    v_trigger text;
  begin
    select array_agg(pg_get_triggerdef(oid) order by tgname) into v_triggers from pg_trigger where tgrelid = '${table}'::regclass and not tgisinternal;
    for v_trigger in select tgname from pg_trigger where tgrelid = '${table}'::regclass and not tgisinternal and tgtype & 1 = 1 loop
      execute format('drop trigger %I on ${table}', v_trigger);
    end loop;
    alter table ${table} alter id drop identity;
    alter table ${table} rename to ${table}_rest;
    create table ${table} (like ${table}_rest including all) partition by range (created_at);
    alter table ${table} attach partition ${table}_rest default;
    execute format('alter table ${table} alter id add generated always as identity (start with %s)', v_next);
    for v_index in
      select above.relname as above, below.relname as below from pg_index i join pg_class below on below.oid = indexrelid join pg_inherits on inhrelid = indexrelid join pg_class above on above.oid = inhparent
      where i.indrelid = '${table}_rest'::regclass
    loop
      execute format('alter index %I rename to %I', v_index.below, v_index.below || '_rest');
      execute format('alter index %I rename to %I', v_index.above, v_index.below);
    end loop;
    foreach v_trigger in array coalesce(v_triggers, '{}') loop
      execute v_trigger;
    end loop;
  end $$`

// What the months hold goes to the rest, and the rest becomes the table.
const unpartition = (table: string) => `do $$
  declare
    v_triggers text[];
    v_next bigint := nextval(pg_get_serial_sequence('${table}', 'id'));
    v_name text;
  begin
    select array_agg(pg_get_triggerdef(oid) order by tgname) into v_triggers from pg_trigger where tgrelid = '${table}'::regclass and not tgisinternal;
    for v_name in select c.relname from pg_inherits join pg_class c on c.oid = inhrelid where inhparent = '${table}'::regclass and c.relname <> '${table}_rest' order by 1 loop
      execute format('alter table ${table} detach partition %I', v_name);
      execute format('insert into ${table} overriding system value select * from %I', v_name);
      execute format('drop table %I', v_name);
    end loop;
    alter table ${table} detach partition ${table}_rest;
    drop table ${table};
    alter table ${table}_rest rename to ${table};
    for v_name in select relname from pg_index join pg_class on pg_class.oid = indexrelid where indrelid = '${table}'::regclass loop
      execute format('alter index %I rename to %I', v_name, left(v_name, -5));
    end loop;
    for v_name in select tgname from pg_trigger where tgrelid = '${table}'::regclass and not tgisinternal loop
      execute format('drop trigger %I on ${table}', v_name);
    end loop;
    -- Before 17 the identity of the whole is nothing of its parts; since, it stays with them.
    alter table ${table} alter id drop identity if exists;
    execute format('alter table ${table} alter id add generated always as identity (start with %s)', v_next);
    foreach v_name in array coalesce(v_triggers, '{}') loop
      execute v_name;
    end loop;
  end $$`

/** What lets old data go: the months of partitioned tables, and indexes by the time at which a row was over. */
export const retention: Migration = {
  id: 6,
  name: "retention",
  up: [
    ...byMonth.map(partition),

    `create index reservations_over on reservations (updated_at) where status <> 'held'`,

    // Attached rather than created in place: nobody who writes to the table waits. Statement triggers are not inherited.
    `create function bahi_attach(p_parent text, p_name text, p_bounds text) returns void language plpgsql as $$
      declare v_trigger text;
      begin
        execute format('create table %I (like %I including defaults including constraints)', p_name, p_parent);
        for v_trigger in select pg_get_triggerdef(oid) from pg_trigger where tgrelid = p_parent::regclass and not tgisinternal and tgtype & 1 = 0 loop
          execute regexp_replace(v_trigger, format(' ON (\\w+\\.)?%s ', p_parent), format(' ON %I ', p_name));
        end loop;
        execute format('alter table %I attach partition %I %s', p_parent, p_name, p_bounds);
      end $$`,

    // Makes sure that every table that is partitioned by \`created_at\` has the month of this instant and so many after it, and a
    // place for everything else. A month that has begun there, because nobody made it in time, stays there.
    `create function bahi_begin_months(p_now timestamptz, p_ahead integer) returns integer language plpgsql as $$
      declare
        v_parent text;
        v_month timestamp;
        v_name text;
        v_bounds text;
        v_late boolean;
        v_begun integer := 0;
      begin
        perform pg_advisory_xact_lock(hashtext('bahi_months'));
        for v_parent in
          select relname from pg_class where relnamespace = current_schema()::regnamespace and relkind = 'p' and pg_get_partkeydef(oid) = 'RANGE (created_at)' order by relname
        loop
          if to_regclass(v_parent || '_rest') is null then
            perform bahi_attach(v_parent, v_parent || '_rest', 'default');
          end if;
          for v_month in select date_trunc('month', p_now at time zone 'UTC') + n * interval '1 month' from generate_series(0, p_ahead) as n loop
            v_name := v_parent || to_char(v_month, '_YYYY_MM');
            continue when to_regclass(v_name) is not null;
            execute format('select exists (select from %I where created_at >= %L and created_at < %L)', v_parent || '_rest', v_month at time zone 'UTC', (v_month + interval '1 month') at time zone 'UTC') into v_late;
            continue when v_late;
            v_bounds := format('for values from (%L) to (%L)', to_char(v_month, 'YYYY-MM-DD 00:00:00+00'), to_char(v_month + interval '1 month', 'YYYY-MM-DD 00:00:00+00'));
            perform bahi_attach(v_parent, v_name, v_bounds);
            v_begun := v_begun + 1;
          end loop;
        end loop;
        return v_begun;
      end $$`,

    // Drops the months of a table that were over before this instant, and that nothing is left of.
    `create function bahi_drop_empty_months(p_parent text, p_now timestamptz) returns integer language plpgsql as $$
      declare
        v_name text;
        v_used boolean;
        v_dropped integer := 0;
      begin
        for v_name in
          select c.relname from pg_inherits join pg_class c on c.oid = inhrelid where inhparent = p_parent::regclass and c.relname ~ '_[0-9]{4}_[0-9]{2}$'
          and to_date(right(c.relname, 7), 'YYYY_MM') < date_trunc('month', p_now at time zone 'UTC') order by c.relname
        loop
          execute format('select exists (select from %I)', v_name) into v_used;
          continue when v_used;
          execute format('lock table %I, %I in access exclusive mode', p_parent, v_name);
          execute format('select exists (select from %I)', v_name) into v_used;
          continue when v_used;
          execute format('drop table %I', v_name);
          v_dropped := v_dropped + 1;
        end loop;
        return v_dropped;
      end $$`,

    `select bahi_begin_months(now(), 3)`
  ],
  down: [
    `drop function bahi_drop_empty_months, bahi_begin_months, bahi_attach`,
    ...byMonth.map(unpartition),
    `drop index reservations_over`
  ]
}
