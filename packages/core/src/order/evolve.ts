import { cannotFollow } from "../machine.ts"
import { add, money } from "../money/index.ts"
import type { Order, OrderEvent, OrderLine, Shipment } from "./order.ts"

export const evolve = (order: Order, event: OrderEvent): Order => {
  if (event.type === "OrderPlaced") {
    if (order.status !== "unplaced") return cannotFollow(event, order)
    const { type: _, at, ...placed } = event
    return { status: "pending", ...placed, placedAt: at, paidAmount: money(0), refundedAmount: money(0), shipments: [] }
  }
  if (order.status === "unplaced") return cannotFollow(event, order)
  switch (event.type) {
    case "OrderSwitchedToCod":
      return order.status === "pending" ? { ...order, paymentMethod: "cod", paymentId: event.paymentId, quote: event.quote } : cannotFollow(event, order)
    case "OrderPaymentReplaced":
      return order.status === "pending" ? { ...order, paymentId: event.paymentId } : cannotFollow(event, order)
    case "OrderConfirmed": {
      if (order.status !== "pending") return cannotFollow(event, order)
      const { expiresAt: _, ...placed } = order
      return { ...placed, status: "confirmed", confirmedAt: event.at }
    }
    case "OrderPaymentRecorded":
      return { ...order, paidAmount: add(order.paidAmount, event.amount) }
    case "OrderRefundRecorded":
      return { ...order, refundedAmount: add(order.refundedAmount, event.amount) }
    // Says what the sums already show, for those who react to it.
    case "OrderRefundDue":
      return order
    case "OrderShipped":
      return order.status === "confirmed" || order.status === "processing"
        ? { ...order, status: "processing", shipments: [...order.shipments, event.shipment], lines: moved(order.lines, event.shipment, "quantityShipped") }
        : cannotFollow(event, order)
    case "OrderShipmentDelivered": {
      const shipment = order.shipments.find((shipment) => shipment.shipmentId === event.shipmentId)
      if (!shipment || order.status !== "processing") return cannotFollow(event, order)
      return {
        ...order,
        shipments: order.shipments.map((other) => other === shipment ? { ...other, deliveredAt: event.at } : other),
        lines: moved(order.lines, shipment, "quantityDelivered")
      }
    }
    // Says what the quantities already show, for those who react to it.
    case "OrderDelivered":
      return order.status === "processing" ? order : cannotFollow(event, order)
    case "OrderCompleted":
      return order.status === "processing" ? { ...order, status: "completed", completedAt: event.at } : cannotFollow(event, order)
    case "OrderExpired": {
      if (order.status !== "pending") return cannotFollow(event, order)
      const { expiresAt: _, ...placed } = order
      return { ...placed, status: "expired", expiredAt: event.at }
    }
  }
}

const moved = (lines: ReadonlyArray<OrderLine>, { items }: Shipment, tally: "quantityShipped" | "quantityDelivered"): ReadonlyArray<OrderLine> =>
  lines.map((line) => ({ ...line, [tally]: items.reduce((sum, item) => item.lineId === line.lineId ? sum + item.quantity : sum, line[tally]) }))
