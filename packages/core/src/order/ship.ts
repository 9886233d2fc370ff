import { id, type SellerId } from "../id.ts"
import { ok, refuse } from "../result.ts"
import { unshippedOf } from "./axes.ts"
import { creditOf } from "./credit.ts"
import type { OrderHandlers } from "./decide.ts"
import { following } from "./follow.ts"
import { demandsFor } from "./item.ts"
import type { OrderPolicy, OrderRefusal, Pieces, PlacedOrder } from "./order.ts"

export const shipping = (policy: OrderPolicy): Pick<OrderHandlers, "Ship" | "RecordDelivery" | "RecordShipmentReturned"> => ({
  // A parcel leaves once, however often it is said.
  Ship: (order, { type: _, at, ...parcel }) => {
    if (order.shipments.some((shipment) => shipment.shipmentId === parcel.shipmentId)) return ok([])
    const refusal = moneyRefusal(order) ?? parcelRefusal(order, parcel.items)
    return refusal ? refuse(refusal) : ok([{ type: "OrderShipped", orderId: order.orderId, shipment: { ...parcel, shippedAt: at }, at }])
  },

  RecordDelivery: (order, { shipmentId, at }) => {
    const shipment = order.shipments.find((shipment) => shipment.shipmentId === shipmentId)
    if (!shipment) return refuse({ code: "shipment_not_found", shipmentId })
    if (shipment.returnedAt !== undefined) return refuse({ code: "shipment_already_returned", shipmentId, returnedAt: shipment.returnedAt })
    if (shipment.deliveredAt !== undefined) return ok([])
    return ok(following(order, { type: "OrderShipmentDelivered", orderId: order.orderId, shipmentId, at }))
  },

  // A parcel comes back once. An order that was called off meanwhile has nothing left to give back for it.
  RecordShipmentReturned: (order, { shipmentId, goods, at }) => {
    const shipment = order.shipments.find((shipment) => shipment.shipmentId === shipmentId)
    if (!shipment) return refuse({ code: "shipment_not_found", shipmentId })
    if (shipment.deliveredAt !== undefined) return refuse({ code: "shipment_already_delivered", shipmentId, deliveredAt: shipment.deliveredAt })
    if (shipment.returnedAt !== undefined) return ok([])
    const { items } = shipment
    const charges = policy.chargesBack.returnToOrigin
    return ok(following(order, {
      type: "OrderShipmentReturned",
      orderId: order.orderId,
      shipmentId,
      demands: goods === "restocked" ? demandsFor(order, items) : [],
      ...(order.status === "cancelled" ? {} : { credit: creditOf(order, { creditId: id<"credit">(shipmentId), because: "returned_to_origin", items, charges, at }) }),
      at
    }))
  }
})

/** Money that went back, or that a bank holds back, sends nothing (F13). */
const moneyRefusal = ({ paymentMethod, paidAmount, refundedAmount, disputes }: PlacedOrder): OrderRefusal | undefined => {
  if (paymentMethod === "cod") return undefined
  if (refundedAmount >= paidAmount && paidAmount > 0) return { code: "payment_refunded", refunded: refundedAmount }
  const disputeIds = Object.keys(disputes).filter((disputeId) => disputes[disputeId]!.stage === "open")
  return disputeIds.length > 0 ? { code: "payment_disputed", disputeIds } : undefined
}

const parcelRefusal = ({ lines }: PlacedOrder, items: ReadonlyArray<Pieces>): OrderRefusal | undefined => {
  if (items.length === 0) return { code: "shipment_is_empty" }
  if (new Set(items.map((item) => item.lineId)).size < items.length) return { code: "shipment_names_a_line_twice" }
  const sellerIds = new Set<SellerId | null>()
  for (const { lineId, quantity } of items) {
    const line = lines.find((line) => line.lineId === lineId)
    if (!line) return { code: "order_line_not_found", lineId }
    const unshipped = unshippedOf(line)
    if (!Number.isInteger(quantity) || quantity < 1 || quantity > unshipped) return { code: "quantity_not_shippable", lineId, quantity, unshipped }
    sellerIds.add(line.item.sellerId ?? null)
  }
  return sellerIds.size > 1 ? { code: "shipment_of_several_sellers", sellerIds: [...sellerIds] } : undefined
}
