import type { Migration } from "./migration.ts"

/** Builds an index beside the one that is there, and puts it in its place at once: there is one at any moment, wherever this breaks off. */
const anew = (name: string, unique: "" | "unique", on: string): ReadonlyArray<string> => [
  `drop index concurrently if exists ${name}_anew`,
  `create ${unique} index concurrently ${name}_anew on ${on}`,
  `do $$ begin drop index if exists ${name}; alter index ${name}_anew rename to ${name}; end $$`
]

/** What is current of a kind of owner, and what is held for an order: each row that has this key, or every row. */
const keyed = (condition: (key: string) => string): ReadonlyArray<string> => [
  ...anew("carts_one_current_per_guest", "unique", `carts (guest_key) where status in ('active', 'locked')${condition("guest_key")}`),
  ...anew("carts_one_current_per_customer", "unique", `carts (customer_id) where status in ('active', 'locked')${condition("customer_id")}`),
  ...anew("reservations_held_by_order", "", `reservations (order_id) where status = 'held'${condition("order_id")}`)
]

const byOriginal = "invoices_by_original"

/**
 * Leaves one index for each question: an index by a key holds only rows that have it, and credit notes are found by their order
 * alone. A plan that is made for an empty table takes any index that could answer.
 */
export const oneIndexEach: Migration = {
  id: 15,
  name: "one-index-each",
  apart: true,
  up: [...keyed((key) => ` and ${key} is not null`), `drop index concurrently if exists ${byOriginal}`],
  down: [...keyed(() => ""), `drop index concurrently if exists ${byOriginal}`, `create index concurrently ${byOriginal} on invoices (original_invoice_id) where type = 'credit_note'`]
}
