import { cannotFollow } from "../machine.ts"
import type { Checkout, CheckoutEvent } from "./checkout.ts"

export const evolve = (checkout: Checkout, event: CheckoutEvent): Checkout => {
  switch (event.type) {
    case "CheckoutStarted": {
      if (checkout.status !== "unstarted") return cannotFollow(event, checkout)
      const { checkoutId, cartId, guestKey, email, phone, expiresAt } = event
      return { status: "initiated", checkoutId, cartId, guestKey, email, phone, expiresAt }
    }
    // The carriers of another address are others: the method has to be chosen again.
    case "CheckoutShippingAddressEntered": {
      if (!isOpen(checkout)) return cannotFollow(event, checkout)
      const { checkoutId, cartId, guestKey, email, phone } = checkout
      const { address, serviceability, expiresAt } = event
      const billing = "billing" in checkout ? checkout.billing : { deliveredTo: "buyer" as const }
      return { status: "address_entered", checkoutId, cartId, guestKey, email, phone, shippingAddress: address, serviceability, billing, expiresAt }
    }
    case "CheckoutBillingAddressEntered":
    case "CheckoutShippingMethodSelected": {
      if (checkout.status !== "address_entered" && checkout.status !== "payment_pending") return cannotFollow(event, checkout)
      const { checkoutId, cartId, guestKey, email, phone, shippingAddress, serviceability, billing, shippingMethod } = checkout
      return {
        status: "address_entered", checkoutId, cartId, guestKey, email, phone, shippingAddress, serviceability, billing,
        ...(shippingMethod ? { shippingMethod } : {}),
        ...(event.type === "CheckoutBillingAddressEntered" ? { billing: event.billing } : { shippingMethod: event.shippingMethod }),
        expiresAt: event.expiresAt
      }
    }
    case "CheckoutPaymentMethodSelected":
      if (checkout.status !== "address_entered" && checkout.status !== "payment_pending") return cannotFollow(event, checkout)
      if (!checkout.shippingMethod) return cannotFollow(event, checkout)
      return { ...checkout, status: "payment_pending", shippingMethod: checkout.shippingMethod, paymentMethod: event.method, agreedTotal: event.agreedTotal, expiresAt: event.expiresAt }
    case "CheckoutOrderPlaced":
      return checkout.status === "payment_pending" ? { ...checkout, orderId: event.orderId } : cannotFollow(event, checkout)
    case "CheckoutCompleted":
      return checkout.status === "payment_pending" && checkout.orderId !== undefined
        ? { ...checkout, status: "completed", orderId: checkout.orderId }
        : cannotFollow(event, checkout)
    case "CheckoutExpired": {
      if (!isOpen(checkout)) return cannotFollow(event, checkout)
      const { checkoutId, cartId, guestKey, email, phone, expiresAt } = checkout
      return { status: "expired", checkoutId, cartId, guestKey, email, phone, expiresAt }
    }
  }
}

type OpenCheckout = Exclude<Checkout, { readonly status: "unstarted" | "completed" | "expired" }>

const isOpen = (checkout: Checkout): checkout is OpenCheckout =>
  checkout.status === "initiated" || checkout.status === "address_entered" || checkout.status === "payment_pending"
