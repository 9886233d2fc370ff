// An order of several sellers, by seller: each has its own parcels and figures, and stands on its own (O24).
import type { SellerId } from "../id.ts"
import { type Totals, type TotalsInput, totalsBySeller } from "../totals/index.ts"
import { dueOf, type FulfilmentStatus, fulfilmentStatusOf, isDelivered, remainingOf } from "./axes.ts"
import type { OrderLine, PlacedOrder, Shipment } from "./order.ts"

/** One seller's part of an order. */
export interface SellerPart {
  /** Absent for what the shop itself sells. */
  readonly sellerId?: SellerId
  readonly lines: ReadonlyArray<OrderLine>
  readonly lifecycle: PlacedOrder["status"]
  readonly fulfilment: FulfilmentStatus
  readonly shipments: ReadonlyArray<Shipment>
  /** Its figures of the order as it was placed. The parts add up to the order (F35); each line bears its share of order discounts. */
  readonly totals: Totals
}

/** The parts of an order, in the order of their first lines. */
export const sellerPartsOf = (order: PlacedOrder): ReadonlyArray<SellerPart> => {
  const bySeller = totalsBySeller(documentOf(order), { ...order.quote.totals, orderDiscounts: [] })
  if (!bySeller.ok) throw new Error(`The order cannot be split: ${JSON.stringify(bySeller.error)}`)
  return bySeller.value.map(({ sellerId, totals }) => {
    const lines = order.lines.filter(({ item }) => (item.sellerId ?? THE_SHOP) === sellerId)
    return {
      ...(sellerId === THE_SHOP ? {} : { sellerId: sellerId as SellerId }),
      lines,
      lifecycle: lifecycleOf(order, lines),
      fulfilment: fulfilmentStatusOf({ lines }),
      // A parcel is of one seller.
      shipments: order.shipments.filter(({ items }) => lines.some(({ lineId }) => items[0]!.lineId === lineId)),
      totals
    }
  })
}

/** No seller's id is empty. */
const THE_SHOP = ""

/** A part goes its own way between confirmation and the end. */
const lifecycleOf = (order: PlacedOrder, lines: ReadonlyArray<OrderLine>): PlacedOrder["status"] => {
  if (order.status !== "confirmed" && order.status !== "processing") return lines.every((line) => line.quantityCancelled === line.quantity) ? "cancelled" : order.status
  if (lines.every((line) => remainingOf(line) === 0)) return "cancelled"
  if (isDelivered({ lines }) && dueOf(order) === 0) return "completed"
  return lines.some((line) => line.quantityShipped > 0) ? "processing" : "confirmed"
}

/** The document that the order's figures are of, as far as a split asks: a charge of several rates was spread over the lines, one of one rate by their value. */
const documentOf = ({ lines, quote }: PlacedOrder): TotalsInput => ({
  priceMode: "inclusive",
  supply: quote.supply,
  lines: quote.totals.lines.map(({ id, ratePpm }) => {
    const { item, quantity } = lines.find(({ lineId }) => lineId === id)!
    return { id, unitPrice: item.unitPrice, quantity, ratePpm, sellerId: item.sellerId ?? THE_SHOP }
  }),
  charges: quote.totals.charges.map(({ id, amount, parts }) =>
    parts.length > 1 ? { id, amount, taxPolicy: "proRata" } : { id, amount, taxPolicy: "fixed", ratePpm: parts[0]?.ratePpm ?? 0 })
})
