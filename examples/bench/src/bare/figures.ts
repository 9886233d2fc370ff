import type { Item } from "@bahi/core/cart"

/** A line as a statement brings it. */
export interface Line {
  readonly lineId: string
  readonly item: Item
  readonly quantity: number
  readonly free?: number
  readonly held?: number
  readonly until?: string
}

const split = (total: number, ratePpm: number) => {
  const half = Math.round(total * ratePpm / (1_000_000 + ratePpm) / 2)
  return { taxable: total - 2 * half, cgst: half, sgst: half, igst: 0, cess: 0, tax: 2 * half, total }
}

const rateOf = ({ taxClass }: Item): number => taxClass.kind === "flat" ? taxClass.ratePpm : 50_000

/** The figures that an answer and a row need, the tax halved inside one state: no slabs, no shares, nothing checked. */
export const figuresOf = (lines: ReadonlyArray<Line>, charges: Readonly<Record<string, number>> = {}) => {
  const figures = lines.map((line) => ({ ...line, ratePpm: rateOf(line.item), gross: line.item.unitPrice * line.quantity, ...split(line.item.unitPrice * line.quantity, rateOf(line.item)) }))
  const charged = Object.entries(charges).map(([id, amount]) => ({ id, amount, ...split(amount, 50_000) }))
  const all = [...figures, ...charged]
  const sum = (of: "taxable" | "cgst" | "tax" | "total") => all.reduce((total, part) => total + part[of], 0)
  const total = sum("total")
  const grandTotal = Math.round(total / 100) * 100
  return {
    lines: figures,
    totals: {
      currency: "INR", priceMode: "inclusive", placeOfSupply: "29", supply: "intra", subtotal: figures.reduce((sum, { gross }) => sum + gross, 0), discountTotal: 0, charges: charged,
      taxable: sum("taxable"), cgst: sum("cgst"), sgst: sum("cgst"), igst: 0, cess: 0, taxTotal: sum("tax"), roundOff: grandTotal - total, grandTotal
    }
  }
}
export type Figures = ReturnType<typeof figuresOf>

/** Standard shipping by weight, in paise. */
export const shippingRateOf = (lines: ReadonlyArray<Line>): number =>
  4_900 + 2_000 * Math.max(0, Math.ceil((lines.reduce((grams, { item, quantity }) => grams + item.weightGrams * quantity, 0) - 500) / 500))

/** A line as an answer shows it. */
export const lineView = ({ lineId, item, quantity, ratePpm, taxable, tax, total }: Figures["lines"][number]) => ({
  itemId: lineId, productId: item.productId, variantId: item.variantId, sku: item.sku, name: item.name, hsnCode: item.hsnCode, unitPrice: item.unitPrice, unitMrp: item.unitMrp,
  gstRate: String(ratePpm / 10_000), quantity, discount: 0, taxable, tax, total
})
