import type { CartEvent } from "../cart/index.ts"
import type { CheckoutEvent } from "../checkout/index.ts"
import type { CartId } from "../id.ts"
import type { Together } from "./addressed.ts"
import type { ReactionPolicy } from "./policy.ts"

// The reservation follows the quantity.
export const afterCart = (policy: ReactionPolicy, cartId: CartId, event: CartEvent): ReadonlyArray<Together> => {
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

export const afterCheckout = (policy: ReactionPolicy, event: CheckoutEvent): ReadonlyArray<Together> => {
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
