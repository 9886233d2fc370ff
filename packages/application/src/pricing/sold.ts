import type { Item } from "@bahi/core/cart"
import { money, subtract } from "@bahi/core/money"
import { formatPercent } from "@bahi/core/tax"
import type { Totals } from "@bahi/core/totals"

/** What was put in or bought, with its figures, as carts and orders show it. */
export const soldView = ({ item, quantity }: { readonly item: Item; readonly quantity: number }, lineId: string, totals: Totals) => {
  const figures = totals.lines.find((line) => line.id === lineId)
  return {
    productId: item.productId,
    variantId: item.variantId,
    sku: item.sku,
    name: item.name,
    ...(item.variantName === undefined ? {} : { variantName: item.variantName }),
    ...(item.imageUrl === undefined ? {} : { imageUrl: item.imageUrl }),
    hsnCode: item.hsnCode,
    gstRate: formatPercent(figures?.ratePpm ?? 0),
    quantity,
    unitPrice: item.unitPrice,
    unitMrp: item.unitMrp,
    discount: figures ? subtract(figures.gross, figures.net) : money(0),
    taxable: figures?.taxable ?? money(0),
    tax: figures?.tax ?? money(0),
    total: figures?.total ?? money(0)
  }
}
