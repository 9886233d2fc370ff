import type { PgClient } from "@effect/sql-pg"

/** Text as anybody typed it: quoted, and told to be text where a spreadsheet would take it for a formula. */
const text = (typed: string): string =>
  `'"' || case when left(${typed}, 1) in ('=', '+', '-', '@', e'\\t', e'\\r', e'\\n', '＝', '＋', '－', '＠') and ${typed} !~ '^\\+\\d+$' then '''' else '' end || replace(${typed}, '"', '""') || '"'`

/** The columns of `orderCsvHeader`. */
const cells: ReadonlyArray<string> = [
  text("order_number"),
  "id",
  `to_char(placed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`,
  "lifecycle", "payment_status", "fulfilment_status", "source", "payment_method",
  "coalesce(customer_id::text, '')",
  text("customer_name"), text("email"), text("phone"),
  `case when tags = '[]' then '""' else (select ${text("all_tags")} from (select string_agg(tag, '; ' order by place) as all_tags from jsonb_array_elements_text(tags) with ordinality as t (tag, place)) as joined) end`,
  "currency",
  "subtotal", "discount_total", "shipping_total", "tax_total", "round_off", "grand_total", "paid_amount", "refunded_amount"
]

/** A row of `orders` as `orderCsvLine` writes it: in the database, so that a line is all that a server has to pass on. */
export const csvLine = (sql: PgClient.PgClient) => sql.literal(`${cells.map((cell) => `(${cell})`).join(" || ',' || ")} || e'\\r\\n'`)
