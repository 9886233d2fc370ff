import type { PgClient } from "@effect/sql-pg"

/** What makes a spreadsheet take a cell for a formula when it comes first: a tab, the end of a line, and = + - @ in both widths. */
const triggers = [..."\t\r\n=+-@＝＋－＠"].map((character) => character.codePointAt(0)!).join(", ")

/** Text as anybody typed it: quoted, and told by an apostrophe to be text where a spreadsheet would calculate. */
const text = (typed: string): string => `case when ascii(${typed}) in (${triggers}) and ${typed} !~ '^\\+\\d+$' then '"''' else '"' end || replace(${typed}, '"', '""') || '"'`

const tags = `(select ${text("tagged")} from (select string_agg(tag, '; ' order by place) as tagged from jsonb_array_elements_text(tags) with ordinality as t (tag, place)) as joined)`

/** The columns of `orderCsvHeader`. */
const cells: ReadonlyArray<string> = [
  text("order_number"),
  "id",
  // Takes a third of what `to_char` would.
  `replace(left((placed_at at time zone 'UTC')::text, 19), ' ', 'T') || 'Z'`,
  "lifecycle", "payment_status", "fulfilment_status", "source", "payment_method",
  "coalesce(customer_id::text, '')",
  text("customer_name"), text("email"), text("phone"),
  `case when tags = '[]' then '""' else ${tags} end`,
  "currency",
  "subtotal", "discount_total", "shipping_total", "tax_total", "round_off", "grand_total", "paid_amount", "refunded_amount"
]

/** A row of `orders` as `orderCsvLine` writes it, on a connection whose `datestyle` is ISO: a line is all that a server has to pass on. */
export const csvLine = (sql: PgClient.PgClient) => sql.literal(`${cells.map((cell) => `(${cell})`).join(" || ',' || ")} || e'\\r\\n'`)
