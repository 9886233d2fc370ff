import { Effect } from "effect"
import { Catalog } from "../ports/index.ts"
import { itemView } from "../pricing/sold.ts"
import type { View } from "../schema/index.ts"

/** What the shop sells, in pages: the cursor is the SKU of the last one shown. */
export const listProducts = Effect.fn("catalog.list")(function*({ after, limit }: { readonly after?: string; readonly limit: number }) {
  const catalog = yield* Catalog
  const found = yield* catalog.list({ ...(after === undefined ? {} : { after }), limit: limit + 1 })
  const items = found.slice(0, limit)
  return {
    items: items.map(itemView),
    nextCursor: found.length > limit ? items.at(-1)!.sku : null
  } satisfies typeof View.ProductPage.Type
})
