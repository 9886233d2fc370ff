import { rateFor } from "@bahi/core/tax"
import { describe, expect, it } from "vitest"
import { demoCatalog } from "./catalog.ts"

const rateOf = (sku: string) => {
  const { taxClass, unitPrice } = demoCatalog.find(({ item }) => item.sku === sku)!.item
  return rateFor(taxClass, { unitPrice, priceMode: "inclusive" })
}

describe("the demo catalog", () => {
  it("has a GST rate for every price, and an MRP that is not below it", () => {
    for (const { item } of demoCatalog) {
      expect(rateFor(item.taxClass, { unitPrice: item.unitPrice, priceMode: "inclusive" }), item.sku).toMatchObject({ ok: true })
      expect(item.unitMrp, item.sku).toBeGreaterThanOrEqual(item.unitPrice)
      expect(item.hsnCode, item.sku).toMatch(/^\d{4}(\d{2}){0,2}$/)
      expect(item.name.length, item.sku).toBeLessThanOrEqual(200)
    }
  })

  it("names each thing once", () => {
    expect(new Set(demoCatalog.map(({ item }) => item.sku)).size).toBe(demoCatalog.length)
    expect(new Set(demoCatalog.map(({ item }) => item.variantId)).size).toBe(demoCatalog.length)
  })

  it("has apparel in both slabs, food at 0 and 5 %, electronics at 18, a thing at 40 and jewellery at 3", () => {
    for (const [sku, percent] of [["TSHIRT-INDIGO-M", 5], ["BLAZER-WOOL-40", 18], ["MILK-TONED-1L", 0], ["TEA-ASSAM-250G", 5], ["PHONE-5G-128", 18], ["COLA-CAN-300ML", 40], ["RING-GOLD-22K-3G", 3]] as const) {
      expect(rateOf(sku), sku).toEqual({ ok: true, value: percent * 10_000 })
    }
  })
})
