import { chargeId } from "../checkout/index.ts"
import { amountInWords, money, subtract, sum } from "../money/index.ts"
import { dueOf, type PlacedOrder } from "../order/index.ts"
import type { ChargeTotals, LineTotals } from "../totals/index.ts"
import type { DocumentTitle, InvoiceDocument, InvoiceLine, SaleDocument, Seller, TaxFigures, TaxRow } from "./document.ts"

/** Services of goods transport, where a charge is a supply of its own and not part of the goods. */
const TRANSPORT_SAC = "9968"

const chargeNames: Readonly<Record<string, string>> = { [chargeId.shipping]: "Shipping", [chargeId.codFee]: "Cash on delivery fee" }

/** The sale invoice of an order, from the order's own figures: nothing is priced or taxed again. */
export const composeInvoice = (order: PlacedOrder, seller: Seller, priceMode: SaleDocument["priceMode"]): SaleDocument => {
  const { totals } = order.quote
  const goods = order.lines.map(({ lineId, item, quantity }): InvoiceLine => {
    const figures = figuresOf(totals.lines, lineId)
    return {
      kind: "goods",
      description: item.variantName === undefined ? item.name : `${item.name}, ${item.variantName}`,
      sku: item.sku,
      hsnCode: item.hsnCode,
      quantity,
      unit: item.unit,
      unitPrice: item.unitPrice,
      gross: figures.gross,
      discount: subtract(figures.gross, figures.net),
      ratePpm: figures.ratePpm,
      ...(figures.treatment === undefined ? {} : { treatment: figures.treatment }),
      ...headsOf(figures),
      total: figures.total
    }
  })
  const lines = [...goods, ...totals.charges.flatMap((charge) => linesOfCharge(charge, goods, priceMode))]
  return {
    type: "sale",
    title: titleOf(lines, order.billing.gstin),
    orderNumber: order.orderNumber,
    orderedAt: order.placedAt,
    currency: order.currency,
    priceMode,
    seller,
    buyer: { address: order.billing.address, ...(order.billing.gstin === undefined ? {} : { gstin: order.billing.gstin }), email: order.email, phone: order.phone },
    deliveryAddress: order.shippingAddress,
    placeOfSupply: order.quote.placeOfSupply,
    supply: order.quote.supply,
    reverseCharge: false,
    lines,
    taxTable: taxTableOf(lines),
    totals: { ...headsOf(totals), tax: totals.tax, totalBeforeRoundOff: totals.totalBeforeRoundOff, roundOff: totals.roundOff, grandTotal: totals.grandTotal },
    amountInWords: amountInWords(totals.grandTotal),
    paymentMethod: order.paymentMethod,
    due: dueOf(order)
  }
}

/** By everything that is supplied: a charge that is taxed on its own makes a tax invoice of untaxed goods. */
const titleOf = (lines: ReadonlyArray<InvoiceLine>, gstin: string | undefined): DocumentTitle => {
  if (lines.every((line) => line.ratePpm === 0)) return "bill_of_supply"
  return gstin === undefined && lines.some((line) => line.ratePpm === 0) ? "invoice_cum_bill_of_supply" : "tax_invoice"
}

/** The tax table: what is taxed under each HSN code at each rate, in the order of the codes. */
export const taxTableOf = (lines: ReadonlyArray<InvoiceLine>): ReadonlyArray<TaxRow> => {
  const rows = new Map<string, TaxRow>()
  for (const line of lines) {
    const { hsnCode, ratePpm } = line
    const key = `${hsnCode} ${String(ratePpm).padStart(7, "0")}`
    const row = rows.get(key)
    rows.set(key, { hsnCode, ratePpm, ...(row ? plus(row, line) : headsOf(line)) })
  }
  return [...rows].sort(([a], [b]) => a < b ? -1 : 1).map(([, row]) => row)
}

/** The parts of a charge as lines, each under the code of the goods that it brings. */
export const linesOfCharge = (charge: Pick<ChargeTotals, "id" | "parts">, goods: ReadonlyArray<InvoiceLine>, priceMode: InvoiceDocument["priceMode"]): ReadonlyArray<InvoiceLine> =>
  charge.parts.map((part) => {
    const total = sum([part.taxable, part.tax])
    const price = priceMode === "inclusive" ? total : part.taxable
    return {
      kind: "charge",
      description: Object.hasOwn(chargeNames, charge.id) ? chargeNames[charge.id]! : charge.id,
      hsnCode: principalOf(goods, part.ratePpm) ?? TRANSPORT_SAC,
      quantity: 1,
      unit: "NA",
      unitPrice: price,
      gross: price,
      discount: money(0),
      ratePpm: part.ratePpm,
      ...headsOf(part),
      total
    }
  })

/** The code of the most valuable goods at this rate. */
const principalOf = (goods: ReadonlyArray<InvoiceLine>, ratePpm: number): string | undefined =>
  goods.filter((line) => line.ratePpm === ratePpm).toSorted((a, b) => b.taxable - a.taxable)[0]?.hsnCode

const figuresOf = (lines: ReadonlyArray<LineTotals>, lineId: string): LineTotals => {
  const figures = lines.find((line) => line.id === lineId)
  if (!figures) throw new Error(`The order's totals have no line ${lineId}`)
  return figures
}

export const headsOf = ({ taxable, cgst, sgst, igst, cess }: TaxFigures): TaxFigures => ({ taxable, cgst, sgst, igst, cess })

const plus = (a: TaxFigures, b: TaxFigures): TaxFigures => ({
  taxable: sum([a.taxable, b.taxable]),
  cgst: sum([a.cgst, b.cgst]),
  sgst: sum([a.sgst, b.sgst]),
  igst: sum([a.igst, b.igst]),
  cess: sum([a.cess, b.cess])
})
