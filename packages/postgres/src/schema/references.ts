import { PgClient } from "@effect/sql-pg"
import { Effect } from "effect"

/** Columns whose values are those of a row of another table. */
export interface Reference {
  readonly source: string
  readonly columns: ReadonlyArray<string>
  readonly target: string
  readonly target_columns: ReadonlyArray<string>
  /** The primary key of the source. */
  readonly keys: ReadonlyArray<string>
  /** Whether it is a foreign key; else it is only called like one. */
  readonly declared: boolean
}

/** Every foreign key, and every uuid column that is called after a table without being one; but for what was sold, as that is a snapshot, which the catalog may have forgotten. */
export const references = Effect.flatMap(PgClient.PgClient, (sql) => sql<Reference>`
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
  select * from (
    select source, columns, target, target_columns, keys, true as declared from declared where keys is not null
    union all select source, columns, target, target_columns, keys, false from called where keys is not null
  ) as found
  order by source collate "C", array_to_string(columns, ',') collate "C", target collate "C"`)
