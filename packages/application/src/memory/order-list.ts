import { chargeId } from "@bahi/core/checkout"
import { money } from "@bahi/core/money"
import { axesOf, type PlacedOrder } from "@bahi/core/order"
import { Effect, Layer, Stream } from "effect"
import { type ExportedOrder, orderCsvLine } from "../order/csv.ts"
import { type ListedOrder, type OrderFilter, OrderList, type OrderSort, type States } from "../ports/index.ts"
import { Memory } from "./memory.ts"

/** Lists of orders, from a map of their lines. */
export const orderListMemory = Layer.effect(OrderList, Effect.map(Memory, ({ see }) => OrderList.of({
  page: (filter, { after, limit, ...sort }) => see(({ listed }) => {
    const [from, bySort] = [after && { grandTotal: money(after.value), placedAt: after.value, orderId: after.orderId }, compareBy(sort)]
    return [...listed.values()].filter((order) => isFound(order, filter) && (from === undefined || bySort(order, from) > 0)).sort(bySort).slice(0, limit).map(listedOf)
  }),
  count: (filter, atMost) => see(({ listed }) => {
    const count = [...listed.values()].filter((order) => isFound(order, filter)).length
    return count > atMost ? "more" as const : count
  }),
  lines: (filter) => Stream.fromIterableEffect(see(({ listed }) =>
    [...listed.values()].filter((order) => isFound(order, filter)).sort(compareBy({ sort: "date", direction: "desc" })).map(orderCsvLine)))
})))

type Compared = Pick<ListedOrder, "grandTotal" | "placedAt" | "orderId">

const compareBy = ({ direction, sort }: OrderSort) => (one: Compared, other: Compared): number => {
  const difference = (sort === "date" ? one.placedAt - other.placedAt : one.grandTotal - other.grandTotal) || (one.orderId < other.orderId ? -1 : one.orderId > other.orderId ? 1 : 0)
  return direction === "asc" ? difference : -difference
}

const isFound = (order: ListedOrder, { customerId, email, fulfilmentStatus, paymentStatus, placedFrom = -Infinity, placedTo = Infinity, source, status, tag }: OrderFilter): boolean =>
  (status === undefined || order.lifecycle === status)
  && (paymentStatus === undefined || order.paymentStatus === paymentStatus)
  && (fulfilmentStatus === undefined || order.fulfilmentStatus === fulfilmentStatus)
  && (source === undefined || order.source === source)
  && (customerId === undefined || order.customerId === customerId)
  && (email === undefined || order.email.toLowerCase() === email.toLowerCase())
  && (tag === undefined || order.tags.includes(tag))
  && order.placedAt >= placedFrom && order.placedAt < placedTo

const listedOf = ({ phone: _phone, paymentMethod: _method, subtotal: _subtotal, discountTotal: _discount, shippingTotal: _shipping, taxTotal: _tax, roundOff: _roundOff, ...listed }: ExportedOrder): ListedOrder => listed

/** The line of an order as it is now; of one that was deleted, nothing of whose it was. */
export const lineOf = (order: States["order"], before: ExportedOrder | undefined): ExportedOrder | undefined => {
  switch (order.status) {
    case "unplaced":
      return undefined
    case "deleted":
      return before && { ...before, lifecycle: "deleted", customerName: "", email: "", phone: "", tags: [] }
    default:
      return exportedOf(order)
  }
}

const exportedOf = (order: PlacedOrder): ExportedOrder => {
  const { lifecycle, payment, fulfilment } = axesOf(order)
  const { charges, discountTotal, grandTotal, roundOff, subtotal, tax } = order.quote.totals
  return {
    orderId: order.orderId, orderNumber: order.orderNumber, lifecycle, paymentStatus: payment, fulfilmentStatus: fulfilment, source: order.source,
    ...(order.owner.kind === "customer" ? { customerId: order.owner.customerId } : {}),
    customerName: order.shippingAddress.name, email: order.email, currency: order.currency, grandTotal, paidAmount: order.paidAmount, refundedAmount: order.refundedAmount,
    tags: order.tags, placedAt: order.placedAt,
    phone: order.phone, paymentMethod: order.paymentMethod, subtotal, discountTotal, shippingTotal: charges.find(({ id }) => id === chargeId.shipping)?.total ?? money(0), taxTotal: tax, roundOff
  }
}
