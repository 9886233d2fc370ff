import type { Item } from "@bahi/core/cart"
import { id } from "@bahi/core/id"
import { money } from "@bahi/core/money"
import type { Sql } from "postgres"

const idOf = (kind: string, place: number): string => `01996d0c-0000-7000-${kind}-${String(place).padStart(12, "0")}`

/** What is sold: plain goods of one variant each, so that no shelf is what everybody waits for. */
export const goods: ReadonlyArray<Item> = Array.from({ length: 500 }, (_, place) => ({
  productId: id<"product">(idOf("8000", place)),
  variantId: id<"variant">(idOf("9000", place)),
  sku: `BENCH-${String(place).padStart(4, "0")}`,
  name: `Steel bottle, colour ${place}`,
  hsnCode: "732393",
  taxClass: { kind: "flat", ratePpm: 50_000 },
  unit: "NOS",
  weightGrams: 250,
  unitPrice: money(19_900 + 100 * place),
  unitMrp: money(29_900 + 100 * place)
}))

/** Puts the goods on the shelves, more than anybody can buy. */
export const stockUp = async (sql: Sql): Promise<void> => {
  const rows = goods.map((item) => ({ variant_id: item.variantId, product_id: item.productId, sku: item.sku, item, on_hand: 1_000_000_000 }))
  await sql`insert into catalog_variants (variant_id, product_id, sku, item) select variant_id, product_id, sku, item from jsonb_populate_recordset(null::catalog_variants, ${sql.json(rows as never)})`
  await sql`insert into stock (variant_id, on_hand) select variant_id, on_hand from jsonb_populate_recordset(null::stock, ${sql.json(rows as never)})`
}
