import type { Instant } from "../id.ts"
import { decideBy, type Handlers } from "../machine.ts"
import { ok, refuse } from "../result.ts"
import { dueOf, fulfilmentStatusOf, surplusOf } from "./axes.ts"
import { evolve } from "./evolve.ts"
import type { Order, OrderCommand, OrderEvent, OrderPolicy, OrderRefusal, PlacedOrder } from "./order.ts"
import { orderTransitions } from "./transitions.ts"

const handlers = (policy: OrderPolicy): Handlers<typeof orderTransitions, Order, OrderCommand, OrderEvent, OrderRefusal> => ({
  Place: (_unplaced, { type: _, at, ...placement }) =>
    placement.lines.length === 0
      ? refuse({ code: "order_has_no_lines" })
      : ok([{ type: "OrderPlaced", ...placement, expiresAt: at + policy.paymentWindowMs, at }]),

  SwitchToCod: (order, { paymentId, quote, availability, at }) => {
    if (availability === "unavailable") return refuse({ code: "cod_not_available_at_pincode", pincode: order.shippingAddress.pincode })
    const total = quote.totals.grandTotal
    if (total > policy.codMaximum) return refuse({ code: "cod_exceeds_maximum", total, maximum: policy.codMaximum })
    return ok([{ type: "OrderSwitchedToCod", orderId: order.orderId, replacedPaymentId: order.paymentId, paymentId, quote, at }])
  },

  ReplacePayment: (order, { paymentId, at }) =>
    ok([{ type: "OrderPaymentReplaced", orderId: order.orderId, paymentId, method: order.paymentMethod, due: dueOf(order), at }]),

  // Cash is paid at the door; everything else before anything is packed.
  Confirm: (order, { at }) => {
    const due = dueOf(order)
    if (order.paymentMethod !== "cod" && due > 0) return refuse({ code: "payment_outstanding", due })
    return ok([confirmed(order, at)])
  },

  // The payment's ledger has told a repeat from a second capture already.
  RecordPayment: (order, { paymentId, amount, at }) => ok(givingBack(order, completing(order, { type: "OrderPaymentRecorded", paymentId, amount, at }), at)),

  RecordRefund: (_order, { paymentId, amount, at }) => ok([{ type: "OrderRefundRecorded", paymentId, amount, at }]),

  // A parcel leaves once, however often it is said.
  Ship: (order, { type: _, at, ...parcel }) => {
    if (order.shipments.some((shipment) => shipment.shipmentId === parcel.shipmentId)) return ok([])
    if (order.paymentMethod !== "cod" && order.refundedAmount >= order.paidAmount && order.paidAmount > 0) return refuse({ code: "payment_refunded", refunded: order.refundedAmount })
    if (parcel.items.length === 0) return refuse({ code: "shipment_is_empty" })
    if (new Set(parcel.items.map((item) => item.lineId)).size < parcel.items.length) return refuse({ code: "shipment_names_a_line_twice" })
    for (const { lineId, quantity } of parcel.items) {
      const line = order.lines.find((line) => line.lineId === lineId)
      if (!line) return refuse({ code: "order_line_not_found", lineId })
      const unshipped = line.quantity - line.quantityShipped
      if (!Number.isInteger(quantity) || quantity < 1 || quantity > unshipped) return refuse({ code: "quantity_not_shippable", lineId, quantity, unshipped })
    }
    return ok([{ type: "OrderShipped", orderId: order.orderId, shipment: { ...parcel, shippedAt: at }, at }])
  },

  RecordDelivery: (order, { shipmentId, at }) => {
    const shipment = order.shipments.find((shipment) => shipment.shipmentId === shipmentId)
    if (!shipment) return refuse({ code: "shipment_not_found", shipmentId })
    if (shipment.deliveredAt !== undefined) return ok([])
    return ok(completing(order, { type: "OrderShipmentDelivered", orderId: order.orderId, shipmentId, at }))
  },

  Expire: (order, { at }) => {
    if (at < order.expiresAt) return refuse({ code: "order_not_yet_due", expiresAt: order.expiresAt })
    const { orderId, cartId, checkoutId, paymentId } = order
    return ok(givingBack(order, [{ type: "OrderExpired", orderId, cartId, checkoutId, paymentId, at }], at))
  }
})

const confirmed = ({ cartId, checkoutId, orderId }: PlacedOrder, at: Instant): OrderEvent => ({ type: "OrderConfirmed", orderId, cartId, checkoutId, at })

/** With what falls due when more is paid by then than the order keeps. */
const givingBack = (order: PlacedOrder, events: ReadonlyArray<OrderEvent>, at: Instant): ReadonlyArray<OrderEvent> => {
  const next = events.reduce<Order>(evolve, order) as PlacedOrder
  if (surplusOf(next) === 0) return events
  return [...events, { type: "OrderRefundDue", orderId: order.orderId, because: next.status === "expired" ? "order_expired" : "overpaid", at }]
}

/** What an event brings about at once: paid in full, a waiting order is confirmed; delivered and paid in full, it ends. */
const completing = (order: PlacedOrder, event: OrderEvent): ReadonlyArray<OrderEvent> => {
  const next = evolve(order, event) as PlacedOrder
  const { orderId, paymentId, paymentMethod } = order
  const delivered = fulfilmentStatusOf(next) === "delivered"
  const due = dueOf(next)
  return [
    event,
    ...(order.status === "pending" && due === 0 ? [confirmed(order, event.at)] : []),
    ...(delivered && fulfilmentStatusOf(order) !== "delivered" ? [{ type: "OrderDelivered", orderId, paymentId, paymentMethod, due, at: event.at } as const] : []),
    ...(delivered && due === 0 && order.status === "processing" ? [{ type: "OrderCompleted", at: event.at } as const] : [])
  ]
}

export const decide = (policy: OrderPolicy) =>
  decideBy<Order, OrderCommand, OrderEvent, OrderRefusal, typeof orderTransitions>("order", orderTransitions, handlers(policy))
