import type { Transitions } from "../machine.ts"
import type { Checkout, CheckoutCommand } from "./checkout.ts"

/** For each status: what it accepts, and where that may lead. Going back to an earlier step undoes what followed from it. */
export const checkoutTransitions = {
  unstarted: { Start: ["initiated"] },
  initiated: {
    EnterShippingAddress: ["address_entered"],
    WriteGiftMessage: ["initiated"],
    WriteNotes: ["initiated"],
    Expire: ["expired"]
  },
  address_entered: {
    EnterShippingAddress: ["address_entered"],
    EnterBillingAddress: ["address_entered"],
    SelectShippingMethod: ["address_entered"],
    SelectPaymentMethod: ["payment_pending"],
    WriteGiftMessage: ["address_entered"],
    WriteNotes: ["address_entered"],
    UseStoreCredit: ["address_entered"],
    Expire: ["expired"]
  },
  payment_pending: {
    EnterShippingAddress: ["address_entered"],
    EnterBillingAddress: ["address_entered"],
    SelectShippingMethod: ["address_entered"],
    SelectPaymentMethod: ["payment_pending"],
    WriteGiftMessage: ["payment_pending"],
    WriteNotes: ["payment_pending"],
    UseStoreCredit: ["address_entered", "payment_pending"],
    PlaceOrder: ["payment_pending"],
    Complete: ["completed"],
    Expire: ["expired"]
  },
  completed: {},
  expired: {}
} as const satisfies Transitions<Checkout["status"], CheckoutCommand["type"]>
