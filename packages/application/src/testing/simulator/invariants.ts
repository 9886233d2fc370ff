import { demandsOf } from "@bahi/core/cart"
import type { VariantId } from "@bahi/core/id"
import type { PlacedOrder } from "@bahi/core/order"
import { capturedAmountOf, type OpenedPayment, refundedAmountOf } from "@bahi/core/payment"
import type { Tables } from "../../memory/tables.ts"

const sum = (amounts: ReadonlyArray<number>): number => amounts.reduce((total, amount) => total + amount, 0)

export const ordersIn = ({ states }: Tables): ReadonlyArray<PlacedOrder> => [...states.order.values()].flatMap(({ state }) => state.status === "unplaced" || state.status === "deleted" ? [] : [state])
export const paymentsIn = ({ states }: Tables): ReadonlyArray<OpenedPayment> => [...states.payment.values()].flatMap(({ state }) => state.status === "unopened" ? [] : [state])
const isSold = ({ status }: PlacedOrder): boolean => status !== "pending" && status !== "expired"

/** What must hold after every step, whatever happened: each by the sentence that it breaks. */
export const broken = (tables: Tables, received: ReadonlyMap<VariantId, number>): ReadonlyArray<string> => {
  const orders = ordersIn(tables)
  const payments = paymentsIn(tables)
  const invoices = [...tables.states.invoice.values()].flatMap(({ state }) => state.status === "issued" ? [state] : [])
  const found: Array<string> = []
  const holds = (sentence: string, isTrue: boolean) => { if (!isTrue) found.push(sentence) }

  for (const [variantId, pieces] of received) {
    const sold = sum(orders.filter(isSold).flatMap(({ lines }) => demandsOf(lines).map((demand) => demand.variantId === variantId ? demand.quantity : 0)))
    const onHand = tables.onHand.get(variantId) ?? 0
    const held = sum([...tables.reservations.values()].map((held) => held.variantId === variantId ? held.quantity : 0))
    holds(`stock is conserved: ${pieces} came, ${sold} went, ${onHand} are there`, pieces === sold + onHand)
    holds(`F22: no more is held than is there: ${held} of ${onHand}`, held <= onHand)
  }
  for (const order of orders) {
    const of = payments.filter(({ orderId }) => orderId === order.orderId)
    const name = order.orderNumber
    holds(`${name} is paid what its payments captured`, order.paidAmount === sum(of.map(capturedAmountOf)))
    holds(`${name} gave back what its payments gave back`, order.refundedAmount === sum(of.map(refundedAmountOf)))
    holds(`${name} has its payment`, of.some(({ paymentId }) => paymentId === order.paymentId))
    holds(`${name} waits for one payment at a time`, of.filter(({ status }) => status === "pending").length <= 1)
    holds(`${name} holds stock only while it waits`, order.status === "pending" || [...tables.reservations.values()].every((held) => held.orderId !== order.orderId))
    holds(`${name} is paid before it is sent`, order.paymentMethod === "cod" || order.shipments.length === 0 || order.paidAmount >= order.quote.totals.grandTotal)
    holds(`F15: ${name} is one order of its session`, orders.filter(({ checkoutId }) => checkoutId === order.checkoutId).length === 1)
    const cart = tables.states.cart.get(order.cartId ?? "")?.state.status
    holds(`${name} has its cart`, order.status === "pending" ? cart === "locked" : order.status === "expired" || cart === "converted")
    holds(`F12: ${name} gives back no more than came`, of.every((payment) => sum(payment.refunds.map(({ amount }) => amount)) <= capturedAmountOf(payment)))
  }
  holds("F32: invoices are numbered from one, none missing", invoices.map(({ number }) => Number(number.slice(-6))).toSorted((a, b) => a - b).every((number, i) => number === i + 1))
  holds("an order has one invoice, and only when it is confirmed", new Set(invoices.map(({ orderId }) => orderId)).size === invoices.length
    && invoices.every(({ orderId }) => orders.some((order) => order.orderId === orderId && isSold(order))))
  return found
}

/** What must hold when trouble is over and everything had its time: nothing waits, and every rupee is where it belongs. */
export const unsettled = (tables: Tables, keptByGateway: (gatewayOrderId: string) => number): ReadonlyArray<string> => {
  const payments = paymentsIn(tables)
  return [
    ...ordersIn(tables).flatMap((order) => {
      const online = payments.filter(({ orderId, gateway }) => orderId === order.orderId && gateway === "razorpay")
      const kept = order.paidAmount - order.refundedAmount
      const atGateway = sum(online.flatMap(({ gatewayOrderId }) => gatewayOrderId === undefined ? [] : [keptByGateway(gatewayOrderId)]))
      const byHand = sum(payments.filter(({ orderId, gateway }) => orderId === order.orderId && gateway === "cod").map(capturedAmountOf))
      return [
        ...(order.status === "pending" ? [`${order.orderNumber} still waits`] : []),
        ...(order.status === "expired" && kept !== 0 ? [`F16: ${order.orderNumber} expired and keeps ${kept}`] : []),
        ...(order.status !== "expired" && kept > order.quote.totals.grandTotal ? [`${order.orderNumber} keeps too much: ${kept}`] : []),
        ...(kept !== atGateway + byHand ? [`${order.orderNumber} keeps ${kept}, and the gateway ${atGateway}`] : []),
        ...(isSold(order) && ![...tables.states.invoice.values()].some(({ state }) => state.status === "issued" && state.orderId === order.orderId) ? [`${order.orderNumber} has no invoice`] : [])
      ]
    }),
    ...(tables.outbox.size > 0 ? [`${tables.outbox.size} events wait`] : []),
    ...[...tables.states.refund.values()].flatMap(({ state }) => state.status === "completed" || state.status === "abandoned" ? [] : [`a refund is ${state.status}`])
  ]
}
