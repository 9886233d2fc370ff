import type { Migration } from "./migration.ts"

/** The owner of a current cart is found in the index of their kind. */
const currents = (condition: (key: string) => string): ReadonlyArray<string> => Object.entries({ guest: "guest_key", customer: "customer_id" }).flatMap(([owner, key]) => {
  const name = `carts_one_current_per_${owner}`
  return [
    `drop index concurrently if exists ${name}_anew`,
    `create unique index concurrently ${name}_anew on carts (${key}) where status in ('active', 'locked')${condition(key)}`,
    `drop index concurrently if exists ${name}`,
    `alter index ${name}_anew rename to ${name}`
  ]
})

const byOriginal = "invoices_by_original"

/**
 * Leaves one index for each question: those of current carts hold only the carts of their kind of owner, and credit notes are
 * found by their order alone. A plan that is made for an empty table takes any index that could answer.
 */
export const oneIndexEach: Migration = {
  id: 15,
  name: "one-index-each",
  apart: true,
  up: [...currents((key) => ` and ${key} is not null`), `drop index concurrently if exists ${byOriginal}`],
  down: [...currents(() => ""), `drop index concurrently if exists ${byOriginal}`, `create index concurrently ${byOriginal} on invoices (original_invoice_id) where type = 'credit_note'`]
}
