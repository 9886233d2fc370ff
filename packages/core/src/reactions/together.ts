import type { CartEvent } from "../cart/index.ts"
import type { CheckoutEvent } from "../checkout/index.ts"
import { type CartId, id } from "../id.ts"
import { demandsOf } from "../inventory/index.ts"
import type { OrderEvent } from "../order/index.ts"
import type { PaymentEvent } from "../payment/index.ts"
import type { RefundEvent } from "../refund/index.ts"
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
    case "OrderPlaced": {
      const { orderId, cartId, paymentId, paymentMethod, currency, quote, expiresAt } = event
      const demands = demandsOf(event.lines)
      return [
        { to: "cart", id: cartId, command: { type: "Lock", orderId, at } },
        { to: "inventory", command: { type: "PassToOrder", cartId, orderId, demands, expiresAt, at } },
        { to: "payment", id: paymentId, command: { type: "Open", paymentId, orderId, method: paymentMethod, currency, amount: quote.totals.grandTotal, at } },
        ...(paymentMethod === "cod" ? [{ to: "order", id: orderId, command: { type: "Confirm", at } } as const] : [])
      ]
    }
    case "OrderSwitchedToCod": {
      const { orderId, replacedPaymentId, paymentId, quote } = event
      return [
        { to: "payment", id: replacedPaymentId, command: { type: "Cancel", at } },
        { to: "payment", id: paymentId, command: { type: "Open", paymentId, orderId, method: "cod", currency: "INR", amount: quote.totals.grandTotal, at } },
        { to: "order", id: orderId, command: { type: "Confirm", at } }
      ]
    }
    case "OrderConfirmed":
      return [
        { to: "inventory", command: { type: "ConvertToSale", orderId: event.orderId, at } },
        { to: "cart", id: event.cartId, command: { type: "Convert", at } },
        { to: "checkout", id: event.checkoutId, command: { type: "Complete", at } }
      ]
    case "OrderExpired":
      return [
        { to: "payment", id: event.paymentId, command: { type: "Cancel", at } },
        { to: "inventory", command: { type: "Release", orderId: event.orderId, at } },
        { to: "cart", id: event.cartId, command: { type: "Unlock", at } },
        { to: "checkout", id: event.checkoutId, command: { type: "Expire", because: "order_expired", at } }
      ]
    // The courier takes the cash when he hands over the last parcel.
    case "OrderDelivered":
      return event.paymentMethod === "cod" && event.due > 0
        ? [{ to: "payment", id: event.paymentId, command: { type: "RecordCapture", reference: `delivery:${event.orderId}`, amount: event.due, at } }]
        : []
    case "OrderPaymentReplaced": {
      const { orderId, paymentId, method, due } = event
      return [{ to: "payment", id: paymentId, command: { type: "Open", paymentId, orderId, method, currency: "INR", amount: due, at } }]
    }
    case "OrderPaymentRecorded":
    case "OrderRefundDue":
    case "OrderRefundRecorded":
    case "OrderShipped":
    case "OrderShipmentDelivered":
    case "OrderCompleted":
      return []
  }
}

const afterPayment = (event: PaymentEvent): ReadonlyArray<Together> => {
  switch (event.type) {
    case "PaymentCaptured":
      return [{ to: "order", id: event.orderId, command: { type: "RecordPayment", paymentId: event.paymentId, amount: event.amount, at: event.at } }]
    case "PaymentReplaced":
      return [{ to: "order", id: event.orderId, command: { type: "ReplacePayment", paymentId: event.replacement, at: event.at } }]
    case "PaymentRefunded":
    case "PaymentRefundedOutside":
      return [{ to: "order", id: event.orderId, command: { type: "RecordRefund", paymentId: event.paymentId, amount: event.amount, at: event.at } }]
    case "PaymentOpened":
    case "PaymentGatewayOrderOpened":
    case "PaymentFailed":
    case "PaymentAuthorized":
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
    case "RefundApproved":
    case "RefundSent":
    case "RefundAccepted":
    case "RefundFailed":
    case "RefundOutcomeUnknown":
      return []
  }
}
