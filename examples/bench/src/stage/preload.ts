import type { Sql } from "postgres"
import { goods } from "./goods.ts"
import { GUESTS } from "./named.ts"

/** Which rows belong to an order, in the order in which they may be written. */
const parts = (sql: Sql, orderId: string) => [
  ["carts", sql`id = (select cart_id from orders where id = ${orderId})`],
  ["cart_items", sql`cart_id = (select cart_id from orders where id = ${orderId})`],
  ["checkout_sessions", sql`order_id = ${orderId}`],
  ["orders", sql`id = ${orderId}`],
  ["order_items", sql`order_id = ${orderId}`],
  ["payments", sql`order_id = ${orderId}`],
  ["order_status_history", sql`order_id = ${orderId}`],
  ["invoices", sql`order_id = ${orderId}`],
  ["invoice_tax_rows", sql`invoice_id in (select id from invoices where order_id = ${orderId})`],
  ["reservations", sql`order_id = ${orderId}`],
  ["stock_movements", sql`order_id = ${orderId}`]
] as const

/** A row to be copied: each column as an expression, in `n` and `at` where it has to be another in each copy. */
interface Mould {
  readonly table: string
  readonly columns: Readonly<Record<string, string>>
}

/**
 * Reads everything that one real order wrote, to be cast again and again: whatever columns there are, the copies are what the
 * shop itself would have written.
 */
export const mouldsOf = async (sql: Sql, orderId: string, kind: "confirmed" | "waiting"): Promise<ReadonlyArray<Mould>> => {
  const rows: Array<{ readonly table: string; readonly row: Row }> = []
  for (const [table, condition] of parts(sql, orderId)) {
    for (const { row } of await sql<Array<{ row: Row }>>`select to_jsonb(t) as row from ${sql(table)} t where ${condition}`) rows.push({ table, row: kind === "waiting" ? later(row) : row })
  }
  const named = (column: string) => [...new Set(rows.flatMap(({ row }) => typeof row[column] === "string" ? [row[column]] : []))]
  const holes: ReadonlyArray<readonly [what: string, by: string]> = [
    ...named("id").map((id, place) => [id, `bench_id(at, n, ${place + (kind === "waiting" ? 100 : 0)})`] as const),
    // Each copy is of other goods, or all would wait for the same shelf.
    ...(["product", "variant"] as const).flatMap((of) => named(`${of}_id`).map((id, place) => [id, `'${id.slice(0, 24)}' || lpad(((n * 3 + ${place}) % ${goods.length})::text, 12, '0')`] as const)),
    ...named("guest_key").map((key) => [key, `encode(sha256(convert_to(${kind === "confirmed" ? `'guest-' || n % ${GUESTS}` : "'waiting-' || n"}, 'UTF8')), 'hex')`] as const),
    ...named("order_number").map((number) => [number, kind === "confirmed" ? "'OLD-' || n" : "'WAIT-' || n"] as const),
    ...named("number").map((number) => [number, "'OLD-' || n"] as const),
    ...named("gateway_order_id").map((id) => [id, "'order_' || lpad(n::text, 14, '0')"] as const)
  ]
  const moulds: Array<Mould> = []
  for (const { table, row } of rows) {
    const columns = await sql<Array<{ name: string; type: string }>>`
      select column_name as name, udt_name as type from information_schema.columns where table_schema = 'public' and table_name = ${table} and is_identity = 'NO' and is_generated = 'NEVER'`
    moulds.push({ table, columns: Object.fromEntries(columns.map(({ name, type }) => [`"${name}"`, expressionOf(row[name], type, holes, kind)])) })
  }
  return moulds
}

type Row = Readonly<Record<string, unknown>>

const expressionOf = (value: unknown, type: string, holes: ReadonlyArray<readonly [what: string, by: string]>, kind: "confirmed" | "waiting"): string => {
  if (value === null || value === undefined) return `null::${type}`
  if (type === "timestamptz" && kind === "confirmed") return "at"
  const fillings: Array<string> = []
  const plain = typeof value === "object" ? JSON.stringify(value) : String(value)
  let text = plain.replaceAll("%", "%%").replaceAll("'", "''")
  for (const [what, by] of holes) {
    if (text === what) return `(${by})::${type}`
    if (!text.includes(what)) continue
    fillings.push(by)
    text = text.replaceAll(what, `%${fillings.length}$s`)
  }
  return fillings.length === 0 ? `'${plain.replaceAll("'", "''")}'::${type}` : `format('${text}', ${fillings.join(", ")})::${type}`
}

/** What waits to be paid waits for a week, so that no sweep ends it meanwhile. */
const later = (row: Row): Row =>
  typeof row["expires_at"] === "string" ? { ...row, expires_at: new Date(Date.now() + 7 * 24 * 60 * 60 * 1000).toISOString() } : row

/** Copies `from` to `to` of the orders; they were placed a minute after each other, the last of `last` a minute ago. */
export const cast = async (sql: Sql, moulds: ReadonlyArray<Mould>, from: number, to: number, last: number): Promise<void> => {
  await sql.begin(async (sql) => {
    // As a restored backup is written: triggers and foreign keys have had their say when the specimen was placed.
    await sql`set local session_replication_role = replica`
    await sql`set local synchronous_commit = off`
    // The rows of an order lie together, as the shop writes them.
    for (const [table, rows] of Map.groupBy(moulds, ({ table }) => table)) {
      const names = Object.keys(rows[0]!.columns).join(", ")
      const values = rows.map(({ columns }) => `(${Object.values(columns).join(", ")})`).join(", ")
      await sql.unsafe(
        `insert into ${table} (${names}) select row.*
         from generate_series(${from}, ${to}) as n, lateral (select now() - (${last} - n + 1) * interval '1 minute' as at) as t, lateral (values ${values}) as row (${names})`)
    }
  })
}

/** Ids that sort by time, like those that the shop gives out. */
export const prepare = async (sql: Sql): Promise<void> => {
  await sql.unsafe(`create function bench_id(at timestamptz, n bigint, place integer) returns text immutable parallel safe language sql as $$
    select substr(t, 1, 8) || '-' || substr(t, 9, 4) || '-7' || substr(h, 1, 3) || '-8' || substr(h, 4, 3) || '-' || substr(h, 7, 12)
    from (select lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') as t, md5(n || ':' || place) as h) as parts $$`)
}

/** What is held is held in the stock as well; and nothing is left to be tidied up while somebody measures. */
export const settle = async (sql: Sql): Promise<void> => {
  await sql`update stock set reserved = coalesce((select sum(quantity) from reservations r where r.variant_id = stock.variant_id and r.status = 'held'), 0)`
  await sql.unsafe("vacuum analyze")
  await sql.unsafe("checkpoint")
}
