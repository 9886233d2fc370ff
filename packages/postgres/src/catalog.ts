import { Catalog } from "@bahi/application"
import type { Item } from "@bahi/core/cart"
import { Effect, Layer } from "effect"
import { database } from "./client.ts"
import { insertInto } from "./sql.ts"

/** What the shop sells, in `catalog_variants`. */
export const catalogPostgres = Layer.effect(Catalog, Effect.map(database, ({ quickly, sql }) => Catalog.of({
  find: ({ productId, variantId }) =>
    quickly(sql<{ readonly item: Item }>`
      select item from catalog_variants where product_id = ${productId} ${variantId === undefined ? sql`` : sql`and variant_id = ${variantId}`} limit 2`).pipe(
      Effect.map((found) => found.length === 1 ? found[0]!.item : undefined),
      Effect.orDie),
  variants: (variantIds) =>
    quickly(sql<{ readonly item: Item }>`select item from catalog_variants where variant_id = any(${variantIds}::uuid[])`).pipe(Effect.map((found) => found.map(({ item }) => item)), Effect.orDie),
  list: ({ after = "", limit }) =>
    sql<{ readonly item: Item }>`select item from catalog_variants where sku > ${after} order by sku limit ${limit}`.pipe(
      Effect.map((found) => found.map(({ item }) => item)),
      Effect.orDie),
  put: (items) =>
    items.length === 0 ? Effect.void : sql`
      ${insertInto(sql, "catalog_variants", lastOfEach(items).map((item) => ({ variant_id: item.variantId, product_id: item.productId, sku: item.sku, item })))}
      on conflict (variant_id) do update set product_id = excluded.product_id, sku = excluded.sku, item = excluded.item`.pipe(Effect.asVoid, Effect.orDie)
})))

/** A statement may write a row once: of a variant that is named again, the last counts. */
const lastOfEach = (items: ReadonlyArray<Item>): ReadonlyArray<Item> => [...new Map(items.map((item) => [item.variantId, item])).values()]
