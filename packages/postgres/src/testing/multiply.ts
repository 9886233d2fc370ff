import { PgClient } from "@effect/sql-pg"
import { Effect } from "effect"

/** Rows that are over: copies of what still waits would be taken for work. */
const over: { readonly [table: string]: string } = {
  carts: "status = 'converted'",
  checkout_sessions: "status in ('completed', 'expired')",
  orders: "lifecycle <> 'pending'",
  reservations: "status <> 'held'",
  payments: "status <> 'pending'",
  refunds: "status = 'completed'",
  webhook_deliveries: "status <> 'pending'"
}

/**
 * Makes every table of the schema that holds anything as large as those of a shop that has sold for a while: copies of its rows,
 * each under keys of its own. Behind the back of triggers and foreign keys: what copies refer to is not there. Answers the tables.
 */
export const multiply = Effect.fnUntraced(function*(rows: number, except: ReadonlyArray<string>) {
  const sql = yield* PgClient.PgClient
  const tables = yield* sql<{ readonly table: string; readonly columns: ReadonlyArray<{ readonly name: string; readonly type: string; readonly unique: boolean; readonly alone: boolean }> }>`
    select c.relname::text as table, (
      select jsonb_agg(jsonb_build_object('name', a.attname, 'type', a.atttypid::regtype::text,
        'unique', exists (select from pg_index i where i.indrelid = c.oid and i.indisunique and a.attnum = any(i.indkey::smallint[])),
        -- No uuid beside it in the index makes the row different.
        'alone', exists (select from pg_index i where i.indrelid = c.oid and i.indisunique and a.attnum = any(i.indkey::smallint[])
          and not exists (select from pg_attribute u where u.attrelid = c.oid and u.attnum = any(i.indkey::smallint[]) and u.atttypid = 'uuid'::regtype))
      ) order by attnum) from pg_attribute a where a.attrelid = c.oid and attnum > 0 and not attisdropped and attgenerated = ''
    ) as columns
    from pg_class c where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p') and not relispartition and relname <> 'bahi_migrations'`
  const filled: Array<string> = []
  yield* sql.withTransaction(Effect.gen(function*() {
    yield* sql`select set_config('session_replication_role', 'replica', true), set_config('statement_timeout', '0', true)`
    for (const { columns, table } of tables) {
      if (except.includes(table)) continue
      const value = ({ alone, name, type, unique }: (typeof columns)[number]): string => {
        const it = `t."${name}"`
        if (type === "uuid") return `case when ${it} is null then null else gen_random_uuid() end`
        if (alone && type === "text") return `case when ${it} is null then null else 'T' || upper(left(md5('${table}' || n), 15)) end`
        if (unique && (type === "bigint" || type === "integer") && alone) return `${it} + n * 1000`
        // Every order is of somebody else.
        if (name === "email") return `n || '.' || ${it}`
        // What is due is due some day, and the rest has been for a while.
        return type !== "timestamp with time zone" ? it : /^(?:due_at|expires_at|not_before)$/.test(name) ? `${it} + interval '1 day' + n * interval '20 seconds'` : `${it} - n * interval '20 seconds'`
      }
      const quoted = `"${table}"`
      const made = yield* sql.unsafe(`
        insert into ${quoted} (${columns.map(({ name }) => `"${name}"`).join(", ")}) overriding system value
        select ${columns.map(value).join(", ")}
        from (select row_number() over () as place, count(*) over () as size, * from ${quoted} where ${over[table] ?? "true"}) as t
        join generate_series(1, ${rows}) as n on n % t.size = t.place - 1 returning 1`).unprepared
      if (made.length > 0) filled.push(table)
    }
  }))
  for (const table of filled) yield* sql.unsafe(`analyze "${table}"`)
  return filled.sort()
})
