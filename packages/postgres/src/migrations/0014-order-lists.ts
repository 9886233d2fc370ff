import type { Migration } from "./migration.ts"

const indexes = {
  orders_by_date: "(placed_at, id)",
  orders_by_standing_and_date: "(lifecycle, payment_status, fulfilment_status, source, placed_at, id)",
  // The date comes last, so that orders of other days are passed over without a look at their rows.
  orders_by_standing_and_total: "(lifecycle, payment_status, fulfilment_status, source, grand_total, id, placed_at)",
  orders_by_email: "(lower(email), placed_at, id)",
  orders_by_tag: "using gin (tags jsonb_path_ops) where tags <> '[]'"
}

const build = (name: string, what: string): ReadonlyArray<string> => [`drop index concurrently if exists ${name}`, `create index concurrently ${name} on orders ${what}`]

/** Lists of orders for the people of the shop (O11, O20), by whatever they filter and sort. */
export const orderLists: Migration = {
  id: 14,
  name: "order-lists",
  apart: true,
  // By lifecycle alone nobody asked; from now on a longer index begins with it.
  up: [...Object.entries(indexes).flatMap(([name, what]) => build(name, what)), `drop index concurrently if exists orders_by_lifecycle`],
  down: [...build("orders_by_lifecycle", "(lifecycle, placed_at)"), ...Object.keys(indexes).map((name) => `drop index concurrently if exists ${name}`)]
}
