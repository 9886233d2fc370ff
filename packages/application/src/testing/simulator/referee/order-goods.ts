// What is sent, arrives, comes back and is called off.
import type { OrderLine, Pieces, PlacedOrder } from "@bahi/core/order"
import { areDistinct, isLong, isPieces, type Laws, type Told, type Verdict } from "./law.ts"

const named = ({ lines }: PlacedOrder, items: ReadonlyArray<Pieces>, mostOf: (line: OrderLine) => number): Verdict => ({
  "something is named, and each line once": items.length > 0 && areDistinct(items.map(({ lineId }) => lineId)),
  "whole pieces are named, and no more than there are": items.every(({ lineId, quantity }) => lines.some((line) => line.lineId === lineId && isPieces(quantity, mostOf(line))))
})

const waiting = (line: OrderLine): number => line.quantity - line.quantityCancelled - line.quantityShipped
const isWhole = ({ quantity }: Pieces): boolean => isPieces(quantity, Infinity)
const parcelOf = ({ shipments }: PlacedOrder, id: string) => shipments.find(({ shipmentId }) => shipmentId === id)

const onItsWay = ({ before, event }: { readonly before: PlacedOrder; readonly event: { readonly shipmentId: string } }): Verdict => {
  const parcel = parcelOf(before, event.shipmentId)
  return { "a parcel that arrives or comes back is on its way": parcel !== undefined && parcel.deliveredAt === undefined && parcel.returnedAt === undefined }
}

/** Pieces of a line whose money went back already. */
const creditedOf = ({ credits }: PlacedOrder, lineId: string): number => credits.at(-1)?.credited.lines[lineId] ?? 0

/** When goods of an order may move. */
export const goodsLaws: Laws<"order"> = {
  OrderShipped: ({ before, event: { shipment: { items } } }) => ({
    ...named(before, items, waiting),
    "a parcel is of one seller": new Set(before.lines.flatMap(({ lineId, item }) => items.some((sent) => sent.lineId === lineId) ? [item.sellerId] : [])).size <= 1,
    "what was paid and went back sends nothing": before.paymentMethod === "cod" || before.paidAmount === 0 || before.paidAmount > before.refundedAmount,
    "what a bank holds back sends nothing": before.paymentMethod === "cod" || Object.values(before.disputes).every(({ stage }) => stage !== "open")
  }),
  OrderShipmentDelivered: onItsWay,
  OrderShipmentReturned: onItsWay,
  OrderItemsCancelled: ({ before, event }) => ({ ...named(before, event.items, waiting), "who calls off says why": isLong(event.reason, 10, 500) }),
  OrderCancelled: ({ event }) => ({ "who calls off says why": isLong(event.reason, 10, 500), "whole pieces are called off": event.items.every(isWhole) }),
  OrderItemsCredited: ({ before, event: { credit } }) => ({
    ...named(before, credit.items, (line) => credit.because === "refunded" ? line.quantity - creditedOf(before, line.lineId) : line.quantityDelivered - line.quantityReturned)
  })
}

/** What must be true of what is said of the goods of an order. */
export const goodsTold: Told<"order"> = {
  CancelItems: ({ before, command }) => before.credits.some(({ creditId }) => creditId === command.creditId) ? {} : named(before, command.items, waiting)
}
