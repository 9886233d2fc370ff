import type { Instant, OrderId } from "../id.ts"
import { demandsOf } from "../inventory/index.ts"
import { type AddedPayment, firstPaymentsOf, type OrderEvent } from "../order/index.ts"
import type { Together } from "./addressed.ts"
import { restocked } from "./restocked.ts"

export const afterOrder = (event: OrderEvent): ReadonlyArray<Together> => {
  const { at } = event
  switch (event.type) {
    // What costs nothing waits for nobody.
    case "OrderPlaced": {
      const { orderId, cartId, paymentMethod, quote, expiresAt } = event
      const passed = { type: "PassToOrder", orderId, demands: demandsOf(event.lines), expiresAt, at } as const
      return [
        ...(cartId === undefined ? [] : [{ to: "cart", id: cartId, command: { type: "Lock", orderId, at } } as const]),
        { to: "inventory", command: cartId === undefined ? passed : { ...passed, cartId } },
        ...firstPaymentsOf(event).map((payment) => opened(event, payment)),
        ...(paymentMethod === "cod" || quote.totals.grandTotal === 0 ? [{ to: "order", id: orderId, command: { type: "Confirm", at } } as const] : [])
      ]
    }
    case "OrderSwitchedToCod": {
      const { orderId, replacedPaymentId, paymentId, due } = event
      return [
        { to: "payment", id: replacedPaymentId, command: { type: "Cancel", at } },
        opened(event, { paymentId, method: "cod", amount: due }),
        { to: "order", id: orderId, command: { type: "Confirm", at } }
      ]
    }
    case "OrderConfirmed": {
      const { orderId, cartId, checkoutId } = event
      return [
        { to: "inventory", command: { type: "ConvertToSale", orderId, at } },
        ...(cartId === undefined ? [] : [{ to: "cart", id: cartId, command: { type: "Convert", at } } as const]),
        ...(checkoutId === undefined ? [] : [{ to: "checkout", id: checkoutId, command: { type: "Complete", at } } as const])
      ]
    }
    case "OrderExpired":
      return [...calledOff(event), ...(event.was === "draft" ? [] : givenBack(event, "order_expired"))]
    // What it held is free again; what was sold already comes back to the shelf.
    case "OrderCancelled":
      return [
        ...calledOff(event),
        ...(event.was === "pending" ? givenBack(event, "order_cancelled") : []),
        ...restocked(event.credit?.creditId ?? event.orderId, event)
      ]
    case "OrderItemsCancelled":
      return restocked(event.credit.creditId, event)
    case "OrderShipmentReturned":
      return restocked(event.shipmentId, event)
    // The courier takes the cash when he hands over the last parcel.
    case "OrderDelivered":
      return event.paymentMethod === "cod" && event.due > 0
        ? [{ to: "payment", id: event.paymentId, command: { type: "RecordCapture", reference: `delivery:${event.orderId}`, amount: event.due, at } }]
        : []
    case "OrderPaymentReplaced":
      return [opened(event, { ...event, amount: event.due })]
    case "OrderPaymentAdded":
      return [opened(event, event)]
    case "OrderDrafted":
    case "OrderDraftEdited":
    case "OrderPaymentRecorded":
    case "OrderPaymentNewsRecorded":
    case "OrderDisputeRecorded":
    case "OrderRefundDue":
    case "OrderRefundRecorded":
    case "OrderShipped":
    case "OrderShipmentDelivered":
    case "OrderCompleted":
    case "OrderItemsCredited":
    case "OrderDetailsEdited":
    case "OrderTagged":
    case "OrderUntagged":
    case "OrderNoted":
    case "OrderDeleted":
      return []
  }
}

/** What is to pay for an order, or for a part of it. */
const opened = ({ orderId, at }: { readonly orderId: OrderId; readonly at: Instant }, { paymentId, method, amount }: AddedPayment): Together =>
  ({ to: "payment", id: paymentId, command: { type: "Open", paymentId, orderId, method, currency: "INR", amount, at } })

type Ended = Extract<OrderEvent, { readonly type: "OrderExpired" | "OrderCancelled" }>

/** Nothing is to be paid for it any more. What was paid already stays as it is. */
const calledOff = ({ paymentIds, at }: Ended): ReadonlyArray<Together> => paymentIds.map((id) => ({ to: "payment", id, command: { type: "Cancel", at } }))

/** The stock is free, the cart can be filled again, and the session ends. */
const givenBack = ({ orderId, cartId, checkoutId, at }: Ended, because: "order_expired" | "order_cancelled"): ReadonlyArray<Together> => [
  { to: "inventory", command: { type: "Release", orderId, at } },
  ...(cartId === undefined ? [] : [{ to: "cart", id: cartId, command: { type: "Unlock", at } } as const]),
  ...(checkoutId === undefined ? [] : [{ to: "checkout", id: checkoutId, command: { type: "Expire", because, at } } as const])
]
