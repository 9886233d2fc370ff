import { cannotFollow } from "../machine.ts"
import { add, money } from "../money/index.ts"
import type { Order, OrderedLine, OrderEvent, OrderLine, Pieces, PlacedDetails, PlacedOrder, Placement } from "./order.ts"

export const evolve = (order: Order, event: OrderEvent): Order => {
  switch (event.type) {
    case "OrderDrafted": {
      if (order.status !== "unplaced") return cannotFollow(event, order)
      const { type: _, at, ...placed } = event
      return { status: "draft", ...placed, ...fresh(placed.lines), placedAt: at }
    }
    case "OrderDraftEdited": {
      const { lines, ...changes } = event.changes
      return { ...standing(order, event, "draft"), ...changes, ...(lines === undefined ? {} : { lines: linesOf(lines) }) }
    }
    case "OrderPlaced": {
      const { tags, notes } = order.status === "unplaced" ? { tags: [], notes: [] } : standing(order, event, "draft")
      const { type: _, at, ...placed } = event
      return { status: "pending", ...placed, ...fresh(placed.lines), placedAt: at, tags, notes }
    }
    case "OrderSwitchedToCod":
      return { ...standing(order, event, "pending"), paymentMethod: "cod", paymentId: event.paymentId, quote: event.quote }
    case "OrderPaymentReplaced": {
      const placed = standing(order, event, "pending")
      const { replaced, paymentId, method, due } = event
      const wasAdded = placed.addedPayments.some((added) => added.paymentId === replaced)
      return wasAdded ? { ...placed, addedPayments: placed.addedPayments.map((added) => added.paymentId === replaced ? { paymentId, method, amount: due } : added) } : { ...placed, paymentId }
    }
    case "OrderPaymentAdded": {
      const placed = standing(order, event, "pending", "confirmed", "processing")
      const { paymentId, method, amount } = event
      return { ...placed, addedPayments: [...placed.addedPayments, { paymentId, method, amount }] }
    }
    case "OrderConfirmed": {
      const { expiresAt: _, ...placed } = standing(order, event, "pending")
      return { ...placed, status: "confirmed", confirmedAt: event.at }
    }
    case "OrderPaymentRecorded": {
      const placed = pastDraft(order, event)
      return { ...placed, paidAmount: add(placed.paidAmount, event.amount) }
    }
    case "OrderRefundRecorded": {
      const placed = pastDraft(order, event)
      return { ...placed, refundedAmount: add(placed.refundedAmount, event.amount) }
    }
    case "OrderPaymentNewsRecorded": {
      const placed = pastDraft(order, event)
      return { ...placed, paymentNews: { ...placed.paymentNews, [event.paymentId]: { news: event.news, at: event.at } } }
    }
    case "OrderDisputeRecorded": {
      const placed = pastDraft(order, event)
      return { ...placed, disputes: { ...placed.disputes, [event.disputeId]: { amount: event.amount, stage: event.stage } } }
    }
    // Says what the sums already show, for those who react to it.
    case "OrderRefundDue":
      return pastDraft(order, event)
    case "OrderShipped": {
      const placed = standing(order, event, "confirmed", "processing")
      return { ...placed, status: "processing", shipments: [...placed.shipments, event.shipment], lines: moved(placed.lines, event.shipment.items, "quantityShipped") }
    }
    case "OrderShipmentDelivered":
      return parcelSettled(standing(order, event, "processing", "cancelled"), event, "deliveredAt", "quantityDelivered")
    case "OrderShipmentReturned": {
      const placed = parcelSettled(standing(order, event, "processing", "cancelled"), event, "returnedAt", "quantityReturnedToOrigin")
      return { ...placed, credits: [...placed.credits, ...(event.credit === undefined ? [] : [event.credit])] }
    }
    // Says what the quantities already show, for those who react to it.
    case "OrderDelivered":
      return standing(order, event, "processing")
    case "OrderCompleted":
      return { ...standing(order, event, "processing"), status: "completed", completedAt: event.at }
    case "OrderItemsCancelled": {
      const placed = standing(order, event, "confirmed", "processing")
      return { ...placed, lines: moved(placed.lines, event.items, "quantityCancelled"), credits: [...placed.credits, event.credit] }
    }
    case "OrderItemsCredited": {
      const placed = standing(order, event, "confirmed", "processing", "completed", "cancelled")
      const tally = event.credit.because === "refunded" ? "quantityRefunded" : "quantityReturned"
      return { ...placed, lines: moved(placed.lines, event.credit.items, tally), credits: [...placed.credits, event.credit] }
    }
    case "OrderCancelled": {
      const { expiresAt: _, ...placed } = { expiresAt: 0, ...standing(order, event, "draft", "pending", "confirmed", "processing") }
      const { items, credit, reason, category, by, at } = event
      return {
        ...placed, status: "cancelled", cancelledAt: at, reason, category, by,
        lines: moved(placed.lines, items, "quantityCancelled"), credits: [...placed.credits, ...(credit === undefined ? [] : [credit])]
      }
    }
    case "OrderDetailsEdited": {
      const placed = standing(order, event, "pending", "confirmed", "processing")
      const { type: _, orderId: _orderId, ...edit } = event
      return { ...placed, ...edit.after, edits: [...placed.edits, edit] }
    }
    case "OrderTagged": {
      const placed = withDetails(order, event)
      return { ...placed, tags: [...placed.tags, event.tag] }
    }
    case "OrderUntagged": {
      const placed = withDetails(order, event)
      return { ...placed, tags: placed.tags.filter((tag) => tag !== event.tag) }
    }
    case "OrderNoted": {
      const placed = withDetails(order, event)
      const { noteId, text, by, at } = event
      return { ...placed, notes: [...placed.notes, { noteId, text, by, at }] }
    }
    case "OrderExpired": {
      const { expiresAt: _, ...placed } = standing(order, event, "draft", "pending")
      return { ...placed, status: "expired", expiredAt: event.at }
    }
    case "OrderDeleted":
      return { status: "deleted", orderId: standing(order, event, "draft", "cancelled", "expired").orderId, orderNumber: event.orderNumber, deletedAt: event.at }
  }
}

/** The order, which stands in one of these statuses. */
const standing = <S extends PlacedOrder["status"]>(order: Order, event: OrderEvent, ...statuses: ReadonlyArray<S>): Extract<PlacedOrder, { readonly status: S }> =>
  (statuses as ReadonlyArray<string>).includes(order.status) ? order as Extract<PlacedOrder, { readonly status: S }> : cannotFollow(event, order)

const withDetails = (order: Order, event: OrderEvent): PlacedOrder => order.status === "unplaced" || order.status === "deleted" ? cannotFollow(event, order) : order

const pastDraft = (order: Order, event: OrderEvent): Exclude<PlacedOrder, { readonly status: "draft" }> => {
  const placed = withDetails(order, event)
  return placed.status === "draft" ? cannotFollow(event, order) : placed
}

const linesOf = (lines: ReadonlyArray<OrderedLine>): ReadonlyArray<OrderLine> =>
  lines.map((line) => ({ ...line, quantityShipped: 0, quantityDelivered: 0, quantityCancelled: 0, quantityReturnedToOrigin: 0, quantityReturned: 0, quantityRefunded: 0 }))

/** What an order begins with. */
const fresh = (lines: ReadonlyArray<OrderedLine>): Omit<PlacedDetails, Exclude<keyof Placement, "lines"> | "placedAt"> => ({
  lines: linesOf(lines), paidAmount: money(0), refundedAmount: money(0), addedPayments: [], paymentNews: {}, disputes: {}, shipments: [], credits: [], edits: [], tags: [], notes: []
})

type Tally = "quantityShipped" | "quantityDelivered" | "quantityCancelled" | "quantityReturnedToOrigin" | "quantityReturned" | "quantityRefunded"

const moved = (lines: ReadonlyArray<OrderLine>, items: ReadonlyArray<Pieces>, tally: Tally): ReadonlyArray<OrderLine> =>
  lines.map((line) => ({ ...line, [tally]: items.reduce((sum, item) => item.lineId === line.lineId ? sum + item.quantity : sum, line[tally]) }))

/** A parcel that arrived, or came back. */
const parcelSettled = <O extends PlacedOrder>(order: O, event: Extract<OrderEvent, { readonly shipmentId: string }>, when: "deliveredAt" | "returnedAt", tally: Tally): O => {
  const shipment = order.shipments.find((shipment) => shipment.shipmentId === event.shipmentId)
  if (!shipment) return cannotFollow(event, order)
  return { ...order, shipments: order.shipments.map((other) => other === shipment ? { ...other, [when]: event.at } : other), lines: moved(order.lines, shipment.items, tally) }
}
