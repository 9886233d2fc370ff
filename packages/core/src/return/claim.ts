import { takenBy } from "../cart/index.ts"
import type { Instant, OrderLineId, ProductId } from "../id.ts"
import type { PlacedOrder } from "../order/index.ts"
import type { AskedReturn, DeliveredLine } from "./return.ts"

/**
 * The pieces of a line that these returns have taken back, or wait for. What was sent back to the customer counts: nobody looks
 * at it twice. What never came is free again.
 */
export const claimedOf = (returns: ReadonlyArray<AskedReturn>, lineId: OrderLineId): number =>
  returns.flatMap((asked) => asked.lines.filter((line) => line.lineId === lineId).map((line) => {
    switch (asked.status) {
      case "rejected":
      case "cancelled":
        return 0
      case "completed":
        return line.quantityReceived
      case "requested":
      case "approved":
      case "pickup_scheduled":
      case "in_transit":
      case "partially_received":
      case "received":
        return line.quantity
    }
  })).reduce((sum, quantity) => sum + quantity, 0)

/** The facts for requesting a return of an order: what was delivered of it and when, and what its other returns claim. */
export const deliveredLinesOf = (
  { lines, shipments }: Pick<PlacedOrder, "lines" | "shipments">,
  others: ReadonlyArray<AskedReturn>,
  productCategoryOf: (productId: ProductId) => string
): ReadonlyArray<DeliveredLine> =>
  lines.filter(({ quantityDelivered }) => quantityDelivered > 0).map(({ lineId, item }) => ({
    lineId,
    variantId: item.variantId,
    productCategory: productCategoryOf(item.productId),
    takes: takenBy(item),
    deliveries: shipments.flatMap(({ items, deliveredAt }) =>
      deliveredAt === undefined ? [] : items.filter((sent) => sent.lineId === lineId).map(({ quantity }): { quantity: number; at: Instant } => ({ quantity, at: deliveredAt }))),
    quantityClaimed: claimedOf(others, lineId)
  }))
