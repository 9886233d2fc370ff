import { kinds } from "@bahi/core/reactions"
import { PgClient } from "@effect/sql-pg"
import { Effect, Stream } from "effect"
import { eachRow, type Law, pagesOf } from "./law.ts"

/** The table of a kind of aggregate. */
const tableOf = (kind: string): string => kind === "checkout" ? "checkout_sessions" : `${kind}s`

/** What a row refers to is there: by every foreign key, and by every uuid column that is called after a table without being one. */
const noOrphans: Law = {
  name: "no_orphans",
  sentence: "What a row refers to is there.",
  check: (size) => Stream.unwrap(Effect.map(references, (found) => Stream.fromIterable(found).pipe(Stream.flatMap(({ columns, keys, source, target, target_columns }) =>
    Stream.map(
      pagesOf(
        { of: source, keys, where: columns.map((column) => `${column} is not null`).join(" and ") },
        `exists (select from ${target} t where ${columns.map((column, place) => `t.${target_columns[place]} = this.${column}`).join(" and ")})`,
        size),
      ({ broken, rows }) => ({ rows, broken: broken.map((key) => `${source}.${columns.join("+")} of ${key}`) }))))))
}

interface Reference {
  readonly source: string
  readonly columns: ReadonlyArray<string>
  readonly target: string
  readonly target_columns: ReadonlyArray<string>
  /** The primary key of the source. */
  readonly keys: ReadonlyArray<string>
}

// What was sold is a snapshot: the catalog may have forgotten it.
const references = Effect.flatMap(PgClient.PgClient, (sql) => sql<Reference>`
  with ours as (
    select c.oid, relname::text as name, relname::text as source, (
      select array_agg(attname::text order by place) from pg_index, unnest(indkey::smallint[]) with ordinality as k (attnum, place)
      join pg_attribute a on a.attnum = k.attnum where a.attrelid = c.oid and indrelid = c.oid and indisprimary
    ) as keys
    from pg_class c where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p') and not relispartition
  ), declared as (
    select s.source, s.keys, f.conrelid, f.conkey,
      (select array_agg(attname::text order by place) from unnest(f.conkey) with ordinality as k (attnum, place) join pg_attribute a on a.attrelid = f.conrelid and a.attnum = k.attnum) as columns,
      t.name as target,
      (select array_agg(attname::text order by place) from unnest(f.confkey) with ordinality as k (attnum, place) join pg_attribute a on a.attrelid = f.confrelid and a.attnum = k.attnum) as target_columns
    from pg_constraint f join ours s on s.oid = f.conrelid join ours t on t.oid = f.confrelid where f.contype = 'f'
  ), called as (
    select s.source, s.keys, array[a.attname::text] as columns, t.name as target, array['id'] as target_columns
    from ours s join pg_attribute a on a.attrelid = s.oid and a.attnum > 0 and not a.attisdropped and a.atttypid = 'uuid'::regtype
    join ours t on t.keys = array['id'] and (a.attname = left(t.name, -1) || '_id' or a.attname like '%\\_' || left(t.name, -1) || '_id')
    where t.name like '%s' and t.name not in ('products', 'variants') and not exists (select from declared d where d.conrelid = s.oid and a.attnum = any(d.conkey))
  )
  select source, columns, target, target_columns, keys from declared where keys is not null
  union all select source, columns, target, target_columns, keys from called where keys is not null
  order by source, columns`)

/** What rows of one table say about rows of others. */
export const referenceLaws: ReadonlyArray<Law> = [
  noOrphans,

  eachRow({
    name: "outbox_of_what_is_there",
    sentence: "An event that waits happened to an aggregate that is there.",
    of: "outbox",
    keys: ["id", "created_at"],
    holds: `case this.aggregate ${kinds.map((kind) => `when '${kind}' then exists (select from ${tableOf(kind)} a where a.id = this.aggregate_id)`).join(" ")} else false end`
  }),

  eachRow({
    name: "task_about_what_is_there",
    sentence: "A task is about a payment or a refund that is there.",
    of: "tasks",
    keys: ["type", "id"],
    holds: `case when this.type like '%Payment' then exists (select from payments p where p.id = this.id) when this.type like '%Refund' then exists (select from refunds r where r.id = this.id) else true end`
  }),

  eachRow({
    name: "guards_stand",
    sentence: "Every constraint is validated, every index is whole, every trigger is on.",
    of: `(
      select conrelid::regclass || '.' || conname as guard, convalidated as stands from pg_constraint where connamespace = current_schema()::regnamespace
      union all select indexrelid::regclass::text, indisvalid and indisready from pg_index join pg_class on pg_class.oid = indexrelid where relnamespace = current_schema()::regnamespace
      union all select tgrelid::regclass || '.' || tgname, tgenabled in ('O', 'A') from pg_trigger join pg_class on pg_class.oid = tgrelid where relnamespace = current_schema()::regnamespace)`,
    keys: ["guard"],
    holds: "this.stands"
  })
]
