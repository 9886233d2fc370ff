import { demandsOf } from "@bahi/core/cart"
import type { VariantId } from "@bahi/core/id"
import { dueOf, keptTotalOf, type PlacedOrder } from "@bahi/core/order"
import { capturedAmountOf, type OpenedPayment, refundedAmountOf } from "@bahi/core/payment"
import type { Tables } from "../../memory/tables.ts"

const sum = (amounts: ReadonlyArray<number>): number => amounts.reduce((total, amount) => total + amount, 0)

export const ordersIn = ({ states }: Tables): ReadonlyArray<PlacedOrder> => [...states.order.values()].flatMap(({ state }) => state.status === "unplaced" || state.status === "deleted" ? [] : [state])
export const paymentsIn = ({ states }: Tables): ReadonlyArray<OpenedPayment> => [...states.payment.values()].flatMap(({ state }) => state.status === "unopened" ? [] : [state])
const documentsIn = ({ states }: Tables) => [...states.invoice.values()].flatMap(({ state }) => state.status === "issued" ? [state] : [])
const isSold = (order: PlacedOrder): boolean => "confirmedAt" in order && order.confirmedAt !== undefined

/** What must hold after every step, whatever happened: each by the sentence that it breaks. */
export const broken = (tables: Tables, received: ReadonlyMap<VariantId, number>): ReadonlyArray<string> => {
  const found: Array<string> = []
  const holds = (sentence: string, isTrue: boolean) => { if (!isTrue) found.push(sentence) }
  const orders = ordersIn(tables)
  const payments = paymentsIn(tables)

  const back = [...tables.restocks.values()].flat()
  for (const [variantId, pieces] of received) {
    const ofIt = (demands: ReadonlyArray<{ readonly variantId: VariantId; readonly quantity: number }>) => sum(demands.flatMap((demand) => demand.variantId === variantId ? [demand.quantity] : []))
    const sold = sum(orders.filter(isSold).map(({ lines }) => ofIt(demandsOf(lines))))
    const onHand = tables.onHand.get(variantId) ?? 0
    const held = sum([...tables.reservations.values()].map((held) => held.variantId === variantId ? held.quantity : 0))
    holds(`stock is conserved: ${pieces} came, ${sold} went, ${ofIt(back)} came back, ${onHand} are there`, pieces === sold - ofIt(back) + onHand)
    holds(`F24: nothing comes back that did not go: ${ofIt(back)} of ${sold}`, ofIt(back) <= sold)
    holds(`F22: no more is held than is there: ${held} of ${onHand}`, held <= onHand)
  }
  for (const order of orders) for (const sentence of ofOrder(tables, order, payments.filter(({ orderId }) => orderId === order.orderId))) found.push(`${order.orderNumber} ${sentence}`)
  for (const { state: cart } of tables.states.cart.values()) {
    if (cart.status === "unopened") continue
    holds("F17: what became an order was not empty", cart.status !== "converted" || cart.lines.length > 0)
    holds("F27: a cart has each thing once, and in numbers that it may have", new Set(cart.lines.map(({ item, giftOf }) => `${item.variantId} ${giftOf === undefined}`)).size === cart.lines.length
      && cart.lines.every(({ quantity }) => Number.isInteger(quantity) && quantity >= 1 && quantity <= 10_000) && cart.lines.filter(({ giftOf }) => giftOf === undefined).length <= 100)
    holds("a merged cart is empty, and an abandoned one holds nothing", cart.status !== "merged" || cart.lines.length === 0)
    holds("stock is held by carts that are filled, and by orders", cart.status === "active" || cart.status === "locked" || [...tables.reservations.values()].every(({ holder, orderId }) => holder !== cart.cartId || orderId !== undefined))
  }
  for (const { state: asked } of tables.states.return.values()) {
    if (asked.status === "unrequested") continue
    holds("F30: a return takes what was asked for, and looks at what came", asked.lines.length > 0 && asked.lines.every((line) =>
      line.quantity >= 1 && line.quantityReceived <= line.quantity && line.quantityPassed + line.quantityFailed <= line.quantityReceived))
  }
  const documents = documentsIn(tables)
  for (const prefix of ["INV", "CRN"]) {
    const numbers = documents.flatMap(({ number }) => number.startsWith(prefix) ? [Number(number.slice(-6))] : []).toSorted((a, b) => a - b)
    holds(`F32: ${prefix} is numbered from one, none missing, none twice`, numbers.every((number, i) => number === i + 1))
  }
  const sales = documents.filter(({ document }) => document.type === "sale")
  holds("an order has one invoice, and only when it is confirmed", new Set(sales.map(({ orderId }) => orderId)).size === sales.length && sales.every(({ orderId }) => orders.some((order) => order.orderId === orderId && isSold(order))))
  return found
}

const ofOrder = (tables: Tables, order: PlacedOrder, payments: ReadonlyArray<OpenedPayment>): ReadonlyArray<string> => {
  const found: Array<string> = []
  const holds = (sentence: string, isTrue: boolean) => { if (!isTrue) found.push(sentence) }
  const total = order.quote.totals.grandTotal
  holds("is paid what its payments captured", order.paidAmount === sum(payments.map(capturedAmountOf)))
  holds("gave back what its payments gave back", order.refundedAmount === sum(payments.map(refundedAmountOf)))
  holds("F12: gives back no more than came", payments.every((payment) => refundedAmountOf(payment) <= capturedAmountOf(payment)) && order.refundedAmount <= order.paidAmount)
  holds("F1: keeps a whole number of paise, nothing at least and its total at most", Number.isSafeInteger(keptTotalOf(order)) && keptTotalOf(order) >= 0 && keptTotalOf(order) <= total)
  holds("has its payment", order.status === "draft" || total === 0 || !isSold(order) || payments.some(({ paymentId }) => paymentId === order.paymentId))
  holds("waits for one payment at a time", payments.filter(({ status, paymentId }) => status === "pending" && !order.addedPayments.some((added) => added.paymentId === paymentId)).length <= 1)
  holds("holds stock only while it waits", order.status === "pending" || [...tables.reservations.values()].every((held) => held.orderId !== order.orderId))
  holds("is paid before it is sent", order.paymentMethod === "cod" || order.shipments.length === 0 || dueOf(order) === 0)
  holds("F15: is one order of its session", order.checkoutId === undefined || ordersIn(tables).filter(({ checkoutId }) => checkoutId === order.checkoutId).length === 1)
  const cart = order.cartId === undefined ? undefined : tables.states.cart.get(order.cartId)?.state.status
  holds("has its cart", cart === undefined || (order.status === "pending" ? cart === "locked" : !isSold(order) || cart === "converted"))
  for (const line of order.lines) {
    const { quantity, quantityShipped, quantityDelivered, quantityCancelled, quantityReturnedToOrigin, quantityReturned, quantityRefunded } = line
    holds("F31: sends what was ordered and not cancelled, and counts what became of it", [quantity, quantityShipped, quantityDelivered, quantityCancelled, quantityReturnedToOrigin, quantityReturned, quantityRefunded].every((pieces) => Number.isInteger(pieces) && pieces >= 0)
      && quantity >= 1 && quantityShipped + quantityCancelled <= quantity && quantityDelivered + quantityReturnedToOrigin <= quantityShipped && quantityReturned <= quantityDelivered && quantityRefunded <= quantity)
    holds("sent what its parcels hold", quantityShipped === sum(order.shipments.flatMap(({ items }) => items.flatMap((item) => item.lineId === line.lineId ? [item.quantity] : []))))
  }
  holds("sends no parcel of nothing", order.shipments.every(({ items }) => items.length > 0))
  holds("has lines", order.lines.length > 0)
  holds("has tags, notes and reasons of a length", order.tags.length <= 50 && order.tags.every((tag) => tag.length >= 1 && tag.length <= 50) && order.notes.every(({ text }) => text.length >= 1 && text.length <= 500)
    && (order.status !== "cancelled" || (order.reason.length >= 10 && order.reason.length <= 500)))
  holds("was not sent elsewhere than it was taxed for", order.shippingAddress.stateCode === order.quote.placeOfSupply || order.billing.gstin !== undefined)
  return found
}

/** What must hold when trouble is over and everything had its time: nothing waits, and every rupee is where it belongs. */
export const unsettled = (tables: Tables, keptByGateway: (gatewayOrderId: string) => number): ReadonlyArray<string> => {
  const payments = paymentsIn(tables)
  const documents = documentsIn(tables)
  return [
    ...ordersIn(tables).flatMap((order) => {
      const of = payments.filter(({ orderId }) => orderId === order.orderId)
      const kept = order.paidAmount - order.refundedAmount
      const atGateway = sum(of.flatMap(({ gateway, gatewayOrderId }) => gateway === "razorpay" && gatewayOrderId !== undefined ? [keptByGateway(gatewayOrderId)] : []))
      const byHand = sum(of.filter(({ gateway }) => gateway !== "razorpay").map((payment) => capturedAmountOf(payment) - refundedAmountOf(payment)))
      const papers = documents.filter(({ orderId }) => orderId === order.orderId)
      const invoiced = sum(papers.map(({ document }) => document.type === "sale" ? document.totals.grandTotal : -document.totals.grandTotal))
      return [
        ...(order.status === "pending" || order.status === "draft" ? [`${order.orderNumber} still waits`] : []),
        ...(kept > keptTotalOf(order) ? [`F16: ${order.orderNumber} is ${order.status}, may keep ${keptTotalOf(order)}, and keeps ${kept}`] : []),
        ...(kept !== atGateway + byHand ? [`${order.orderNumber} keeps ${kept}, the gateway ${atGateway}, and by hand ${byHand}`] : []),
        ...(isSold(order) && order.status !== "cancelled" && !papers.some(({ document }) => document.type === "sale") ? [`${order.orderNumber} has no invoice`] : []),
        ...(papers.length > 0 && invoiced !== keptTotalOf(order) ? [`${order.orderNumber}: invoices less credit notes come to ${invoiced}, and it keeps ${keptTotalOf(order)}`] : [])
      ]
    }),
    ...(tables.outbox.size > 0 ? [`${tables.outbox.size} events wait`] : []),
    ...[...tables.states.refund.values()].flatMap(({ state }) => state.status === "completed" || state.status === "abandoned" || state.status === "rejected" ? [] : [`a refund is ${state.status}`])
  ]
}
