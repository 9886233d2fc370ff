import type { Item } from "@bahi/core/cart"
import { id } from "@bahi/core/id"
import { money } from "@bahi/core/money"

/** Goods of several codes and rates, as a shop for handicrafts has them. */
export const goods: ReadonlyArray<Item> = [
  ["KRT-IND-M", "Handloom cotton kurta", "Indigo, M", "62052000", "NOS", 50_000, 149_900],
  ["SAR-MYS-01", "Mysore silk saree with zari border", undefined, "50072010", "NOS", 50_000, 1_249_900],
  ["LMP-BRS-S", "Brass table lamp", "Small", "94052900", "NOS", 180_000, 324_950],
  ["SOAP-SDL-3", "Sandalwood soap, pack of three", undefined, "34011190", "PAC", 180_000, 28_500],
  ["TEA-NIL-250", "Nilgiri orange pekoe tea, 250 g", undefined, "09024020", "BOX", 50_000, 39_500],
  ["BAG-JUT-L", "Jute shopping bag", "Natural, L", "42022220", "NOS", 50_000, 44_900],
  ["BK-KAN-08", "Kannada primer for children", undefined, "49030010", "NOS", 0, 19_900]
].map((row, i) => {
  const [sku, name, variantName, hsnCode, unit, ratePpm, unitPrice] = row as [string, string, string | undefined, string, string, number, number]
  return {
    productId: id(`product-${i}`),
    variantId: id(`variant-${i}`),
    sku,
    name,
    ...(variantName === undefined ? {} : { variantName }),
    hsnCode,
    taxClass: { kind: "flat", ratePpm },
    unit,
    weightGrams: 400,
    unitPrice: money(unitPrice),
    unitMrp: money(unitPrice)
  }
})
