import type { CartEvent } from "../cart/index.ts"
import type { CheckoutEvent } from "../checkout/index.ts"
import { type CartId, id, type Instant } from "../id.ts"
import { type Demand, demandsOf } from "../inventory/index.ts"
import { firstPaymentsOf, type OrderEvent } from "../order/index.ts"
import type { PaymentEvent } from "../payment/index.ts"
import type { RefundEvent } from "../refund/index.ts"
import type { ReturnEvent } from "../return/index.ts"
import type { Happened, Together } from "./addressed.ts"

/** Options of the shop. */
export interface ReactionPolicy {
  /** How long a cart holds its stock after it was touched; a checkout holds it longer. */
  readonly cartReservationMs: number
  readonly checkoutReservationMs: number
}

/** A quarter of an hour in the cart, half an hour in checkout. */
export const reactionPolicy: ReactionPolicy = { cartReservationMs: 15 * 60 * 1000, checkoutReservationMs: 30 * 60 * 1000 }

/** What an event makes happen in its own transaction, because the two must never disagree. */
export const together = (policy: ReactionPolicy = reactionPolicy) => (happened: Happened): ReadonlyArray<Together> => {
  switch (happened.of) {
    case "cart":
      return afterCart(policy, id<"cart">(happened.id), happened.event)
    case "checkout":
      return afterCheckout(policy, happened.event)
    case "order":
      return afterOrder(happened.event)
    case "payment":
      return afterPayment(happened.event)
    case "refund":
      return afterRefund(happened.event)
    case "return":
      return afterReturn(happened.event)
    case "invoice":
      return []
  }
}

// The reservation follows the quantity.
const afterCart = (policy: ReactionPolicy, cartId: CartId, event: CartEvent): ReadonlyArray<Together> => {
  switch (event.type) {
    case "CartItemAdded":
    case "CartQuantityChanged":
    case "CartItemRemoved":
    case "CartItemSaved":
    case "CartItemMovedBack":
    case "CartGiftsApplied":
    case "CartChangesAccepted":
      return [{ to: "inventory", command: { type: "Reserve", cartId, demands: event.demands, expiresAt: event.at + policy.cartReservationMs, at: event.at } }]
    case "CartMerged":
      return [{ to: "cart", id: event.into, command: { type: "Absorb", from: cartId, lines: event.lines, saved: event.saved, at: event.at } }]
    case "CartAbsorbed": {
      const { from, demands, at } = event
      return [{ to: "inventory", command: { type: "MergeCarts", from, into: cartId, demands, expiresAt: at + policy.cartReservationMs, at } }]
    }
    case "CartAbandoned":
      return [{ to: "inventory", command: { type: "ReleaseCart", cartId, at: event.at } }]
    case "CartOpened":
    case "CartSavedRemoved":
    case "CartLocked":
    case "CartUnlocked":
    case "CartConverted":
      return []
  }
}

const afterCheckout = (policy: ReactionPolicy, event: CheckoutEvent): ReadonlyArray<Together> => {
  switch (event.type) {
    // What lapsed meanwhile is taken again, or refused here rather than at the till.
    case "CheckoutStarted":
      return [{ to: "inventory", command: { type: "Reserve", cartId: event.cartId, demands: event.demands, expiresAt: event.at + policy.checkoutReservationMs, at: event.at } }]
    case "CheckoutShippingAddressEntered":
    case "CheckoutBillingAddressEntered":
    case "CheckoutShippingMethodSelected":
    case "CheckoutPaymentMethodSelected":
    case "CheckoutGiftMessageWritten":
    case "CheckoutNotesWritten":
    case "CheckoutStoreCreditUsed":
    case "CheckoutOrderPlaced":
    case "CheckoutCompleted":
    case "CheckoutExpired":
      return []
  }
}

const afterOrder = (event: OrderEvent): ReadonlyArray<Together> => {
  const { at } = event
  switch (event.type) {
    // What costs nothing waits for nobody.
    case "OrderPlaced": {
      const { orderId, cartId, paymentMethod, currency, quote, expiresAt } = event
      const passed = { type: "PassToOrder", orderId, demands: demandsOf(event.lines), expiresAt, at } as const
      return [
        ...(cartId === undefined ? [] : [{ to: "cart", id: cartId, command: { type: "Lock", orderId, at } } as const]),
        { to: "inventory", command: cartId === undefined ? passed : { ...passed, cartId } },
        ...firstPaymentsOf(event).map(({ paymentId, method, amount }) =>
          ({ to: "payment", id: paymentId, command: { type: "Open", paymentId, orderId, method, currency, amount, at } }) as const),
        ...(paymentMethod === "cod" || quote.totals.grandTotal === 0 ? [{ to: "order", id: orderId, command: { type: "Confirm", at } } as const] : [])
      ]
    }
    case "OrderSwitchedToCod": {
      const { orderId, replacedPaymentId, paymentId, due } = event
      return [
        { to: "payment", id: replacedPaymentId, command: { type: "Cancel", at } },
        { to: "payment", id: paymentId, command: { type: "Open", paymentId, orderId, method: "cod", currency: "INR", amount: due, at } },
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
    case "OrderPaymentReplaced": {
      const { orderId, paymentId, method, due } = event
      return [{ to: "payment", id: paymentId, command: { type: "Open", paymentId, orderId, method, currency: "INR", amount: due, at } }]
    }
    case "OrderPaymentAdded": {
      const { orderId, paymentId, method, amount } = event
      return [{ to: "payment", id: paymentId, command: { type: "Open", paymentId, orderId, method, currency: "INR", amount, at } }]
    }
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

type Ended = Extract<OrderEvent, { readonly type: "OrderExpired" | "OrderCancelled" }>

/** Nothing is to be paid for it any more. What was paid already stays as it is. */
const calledOff = ({ paymentIds, at }: Ended): ReadonlyArray<Together> => paymentIds.map((id) => ({ to: "payment", id, command: { type: "Cancel", at } }))

/** The stock is free, the cart can be filled again, and the session ends. */
const givenBack = ({ orderId, cartId, checkoutId, at }: Ended, because: "order_expired" | "order_cancelled"): ReadonlyArray<Together> => [
  { to: "inventory", command: { type: "Release", orderId, at } },
  ...(cartId === undefined ? [] : [{ to: "cart", id: cartId, command: { type: "Unlock", at } } as const]),
  ...(checkoutId === undefined ? [] : [{ to: "checkout", id: checkoutId, command: { type: "Expire", because, at } } as const])
]

const restocked = (key: string, { demands, at }: { readonly demands: ReadonlyArray<Demand>; readonly at: Instant }): ReadonlyArray<Together> =>
  demands.length === 0 ? [] : [{ to: "inventory", command: { type: "Restock", key, demands, at } }]

const afterPayment = (event: PaymentEvent): ReadonlyArray<Together> => {
  switch (event.type) {
    case "PaymentCaptured":
      return [{ to: "order", id: event.orderId, command: { type: "RecordPayment", paymentId: event.paymentId, amount: event.amount, at: event.at } }]
    case "PaymentReplaced":
      return [{ to: "order", id: event.orderId, command: { type: "ReplacePayment", paymentId: event.replacement, at: event.at } }]
    case "PaymentRefunded":
    case "PaymentRefundedOutside":
    case "PaymentTakenBack":
      return [{ to: "order", id: event.orderId, command: { type: "RecordRefund", paymentId: event.paymentId, amount: event.amount, at: event.at } }]
    case "PaymentAuthorized":
    case "PaymentFailed": {
      const { orderId, paymentId, at } = event
      return [{ to: "order", id: orderId, command: { type: "RecordPaymentNews", paymentId, news: event.type === "PaymentFailed" ? "failed" : "authorized", at } }]
    }
    case "PaymentDisputed":
    case "PaymentDisputeClosed": {
      const { orderId, disputeId, amount, at } = event
      return [{ to: "order", id: orderId, command: { type: "RecordDispute", disputeId, amount, stage: event.type === "PaymentDisputed" ? "open" : event.outcome, at } }]
    }
    case "PaymentOpened":
    case "PaymentGatewayOrderOpened":
    case "PaymentVoided":
    case "PaymentCancelled":
    case "PaymentRefundReserved":
    case "PaymentRefundReleased":
      return []
  }
}

// The money is set aside before anybody is asked for it, so that no two refunds can want the same.
const afterRefund = (event: RefundEvent): ReadonlyArray<Together> => {
  switch (event.type) {
    case "RefundRequested": {
      const { paymentId, refundId, reference, amount, at } = event
      return [{ to: "payment", id: paymentId, command: { type: "ReserveRefund", refundId, reference, amount, at } }]
    }
    case "RefundCompleted":
      return [{ to: "payment", id: event.paymentId, command: { type: "RecordRefund", refundId: event.refundId, at: event.at } }]
    case "RefundRejected":
      return [{ to: "payment", id: event.paymentId, command: { type: "ReleaseRefund", refundId: event.refundId, at: event.at } }]
    case "RefundAbandoned":
      return [{ to: "payment", id: event.paymentId, command: { type: "ReleaseRefund", refundId: event.refundId, refundedTotal: event.refundedTotal, at: event.at } }]
    case "RefundTransferred":
      return [{ to: "payment", id: event.paymentId, command: { type: "RecordRefund", refundId: event.refundId, at: event.at } }]
    // What was asked for is no longer kept; what the order gives back of its own accord it has stopped keeping before.
    case "RefundApproved": {
      const { orderId, refundId, items, at } = event
      return items === undefined ? [] : [{ to: "order", id: orderId, command: { type: "CreditItems", creditId: id<"credit">(refundId), because: "refunded", items, at } }]
    }
    case "RefundNoted":
    case "RefundSent":
    case "RefundAccepted":
    case "RefundFailed":
    case "RefundOutcomeUnknown":
      return []
  }
}

// What passed goes back on the shelf once, and the order no longer keeps its price.
const afterReturn = (event: ReturnEvent): ReadonlyArray<Together> => {
  const { at } = event
  switch (event.type) {
    case "ReturnRestockDue":
      return restocked(event.inspectionId, event)
    case "ReturnRefundDue": {
      const { orderId, inspectionId, lines } = event
      return [{ to: "order", id: orderId, command: { type: "CreditItems", creditId: id<"credit">(inspectionId), because: "returned", items: lines, at } }]
    }
    // One inspection may find both: what is exchanged is a credit of its own.
    case "ReturnExchangeDue": {
      const { orderId, inspectionId, lines } = event
      const items = lines.map(({ lineId, quantity }) => ({ lineId, quantity }))
      return [{ to: "order", id: orderId, command: { type: "CreditItems", creditId: id<"credit">(`${inspectionId}:exchange`), because: "exchanged", items, at } }]
    }
    case "ReturnRequested":
    case "ReturnImagesAttached":
    case "ReturnApproved":
    case "ReturnRejected":
    case "ReturnCancelled":
    case "ReturnPickupScheduled":
    case "ReturnPickedUp":
    case "ReturnReceived":
    case "ReturnReceiptClosed":
    case "ReturnInspected":
    case "ReturnCompleted":
      return []
  }
}
