import { cannotFollow } from "../machine.ts"
import type { AddressedCheckout, Checkout, CheckoutContact, CheckoutEvent, StartedCheckout } from "./checkout.ts"

export const evolve = (checkout: Checkout, event: CheckoutEvent): Checkout => {
  switch (event.type) {
    case "CheckoutStarted":
      return checkout.status === "unstarted" ? { status: "initiated", ...contactOf(event) } : cannotFollow(event, checkout)
    // The carriers of another address are others: the method has to be chosen again.
    case "CheckoutShippingAddressEntered": {
      if (!isOpen(checkout)) return cannotFollow(event, checkout)
      const { address, serviceability, expiresAt } = event
      return {
        status: "address_entered", ...startedOf(checkout), shippingAddress: address, serviceability,
        billing: "billing" in checkout ? checkout.billing : { deliveredTo: "buyer" },
        ...("storeCredit" in checkout ? { storeCredit: checkout.storeCredit } : {}),
        expiresAt
      }
    }
    case "CheckoutBillingAddressEntered":
      return isAddressed(checkout) ? { status: "address_entered", ...addressedOf(checkout), billing: event.billing, expiresAt: event.expiresAt } : cannotFollow(event, checkout)
    case "CheckoutShippingMethodSelected":
      return isAddressed(checkout) ? { status: "address_entered", ...addressedOf(checkout), shippingMethod: event.shippingMethod, expiresAt: event.expiresAt } : cannotFollow(event, checkout)
    case "CheckoutStoreCreditUsed": {
      if (!isAddressed(checkout)) return cannotFollow(event, checkout)
      const { storeCredit: _, ...addressed } = addressedOf(checkout)
      return { status: "address_entered", ...addressed, ...(event.amount > 0 ? { storeCredit: event.amount } : {}), expiresAt: event.expiresAt }
    }
    case "CheckoutPaymentMethodSelected":
      if (!isAddressed(checkout) || !checkout.shippingMethod) return cannotFollow(event, checkout)
      return { ...checkout, status: "payment_pending", shippingMethod: checkout.shippingMethod, paymentMethod: event.method, agreedTotal: event.agreedTotal, expiresAt: event.expiresAt }
    // Words change nothing that was agreed.
    case "CheckoutGiftMessageWritten": {
      if (!isOpen(checkout)) return cannotFollow(event, checkout)
      const { giftMessage: _, ...open } = checkout
      return { ...open, ...(event.message === "" ? {} : { giftMessage: event.message }), expiresAt: event.expiresAt }
    }
    case "CheckoutNotesWritten": {
      if (!isOpen(checkout)) return cannotFollow(event, checkout)
      const { notes: _, ...open } = checkout
      return { ...open, ...(event.notes === "" ? {} : { notes: event.notes }), expiresAt: event.expiresAt }
    }
    case "CheckoutOrderPlaced":
      return checkout.status === "payment_pending" ? { ...checkout, orderId: event.orderId } : cannotFollow(event, checkout)
    case "CheckoutCompleted":
      return checkout.status === "payment_pending" && checkout.orderId !== undefined
        ? { ...checkout, status: "completed", orderId: checkout.orderId }
        : cannotFollow(event, checkout)
    case "CheckoutExpired":
      return isOpen(checkout) ? { status: "expired", ...contactOf(checkout) } : cannotFollow(event, checkout)
  }
}

type OpenCheckout = Exclude<Checkout, { readonly status: "unstarted" | "completed" | "expired" }>
type Addressed = Exclude<OpenCheckout, { readonly status: "initiated" }>

const isAddressed = (checkout: Checkout): checkout is Addressed => checkout.status === "address_entered" || checkout.status === "payment_pending"
const isOpen = (checkout: Checkout): checkout is OpenCheckout => checkout.status === "initiated" || isAddressed(checkout)

const contactOf = ({ checkoutId, cartId, owner, email, phone, expiresAt }: CheckoutContact): CheckoutContact => ({ checkoutId, cartId, owner, email, phone, expiresAt })

/** Without what was said of the parcel. */
const startedOf = (checkout: StartedCheckout): StartedCheckout => ({
  ...contactOf(checkout),
  ...(checkout.giftMessage === undefined ? {} : { giftMessage: checkout.giftMessage }),
  ...(checkout.notes === undefined ? {} : { notes: checkout.notes })
})

/** Without what was agreed of the payment. */
const addressedOf = (checkout: AddressedCheckout): AddressedCheckout => {
  const { shippingAddress, serviceability, billing, shippingMethod, storeCredit } = checkout
  return {
    ...startedOf(checkout), shippingAddress, serviceability, billing,
    ...(shippingMethod === undefined ? {} : { shippingMethod }),
    ...(storeCredit === undefined ? {} : { storeCredit })
  }
}
