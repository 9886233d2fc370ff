import type { Item } from "@bahi/core/cart"
import { money, subtract } from "@bahi/core/money"
import { formatPercent } from "@bahi/core/tax"
import type { Totals } from "@bahi/core/totals"
import type { View } from "../schema/index.ts"

/** An item as the catalog shows it, and every line of a cart or an order. */
export const itemView = ({ productId, variantId, sku, name, variantName, imageUrl, hsnCode, unitPrice, unitMrp }: Item): typeof View.Product.Type => ({
  productId, variantId, sku, name,
  ...(variantName === undefined ? {} : { variantName }),
  ...(imageUrl === undefined ? {} : { imageUrl }),
  hsnCode, unitPrice, unitMrp
})

/** What was put in or bought, with its figures, as carts and orders show it. */
export const soldView = ({ item, quantity }: { readonly item: Item; readonly quantity: number }, lineId: string, totals: Totals) => {
  const figures = totals.lines.find((line) => line.id === lineId)
  return {
    ...itemView(item),
    gstRate: formatPercent(figures?.ratePpm ?? 0),
    quantity,
    discount: figures ? subtract(figures.gross, figures.net) : money(0),
    taxable: figures?.taxable ?? money(0),
    tax: figures?.tax ?? money(0),
    total: figures?.total ?? money(0)
  }
}
