import type { Billing } from "../address.ts"
import type { Instant } from "../id.ts"
import { decideBy, type Handlers } from "../machine.ts"
import { ok, refuse } from "../result.ts"
import {
  billingOf, type Checkout, type CheckoutCommand, type CheckoutEvent, type CheckoutPolicy, type CheckoutRefusal, GIFT_MESSAGE_MAXIMUM, NOTES_MAXIMUM
} from "./checkout.ts"
import { checkoutTransitions } from "./transitions.ts"

/** A session that lapsed, or that already became an order, takes no further step, whatever its status still says. */
const closed = (checkout: Extract<Checkout, { readonly expiresAt: Instant }>, at: Instant): CheckoutRefusal | undefined => {
  if ("orderId" in checkout && checkout.orderId !== undefined) return { code: "order_already_placed", orderId: checkout.orderId }
  return at > checkout.expiresAt ? { code: "checkout_has_expired", expiredAt: checkout.expiresAt } : undefined
}

/** A GSTIN belongs to one state: that of the registered place of business which is billed. */
const foreignGstin = ({ address, gstin }: Billing): CheckoutRefusal | undefined => {
  const gstinState = gstin?.slice(0, 2)
  return gstinState === undefined || gstinState === address.stateCode ? undefined : { code: "gstin_of_another_state", gstinState, billingState: address.stateCode }
}

/** Counted in code points, as a reader counts. */
const tooLong = (code: "gift_message_too_long" | "notes_too_long", text: string, maximum: number): CheckoutRefusal | undefined => {
  const { length } = [...text]
  return length > maximum ? { code, length, maximum } : undefined
}

const handlers = (policy: CheckoutPolicy): Handlers<typeof checkoutTransitions, Checkout, CheckoutCommand, CheckoutEvent, CheckoutRefusal> => ({
  Start: (_unstarted, { type: _, demands, changes, at, ...contact }) => {
    if (demands.length === 0) return refuse({ code: "cart_is_empty" })
    if (changes.length > 0) return refuse({ code: "cart_has_changed", changes })
    return ok([{ type: "CheckoutStarted", ...contact, demands, expiresAt: at + policy.sessionTtlMs, at }])
  },

  EnterShippingAddress: (checkout, { address, serviceability, at }) => {
    const refusal = closed(checkout, at)
    if (refusal) return refuse(refusal)
    if (!serviceability.delivers) return refuse({ code: "pincode_not_serviceable", pincode: address.pincode })
    const foreign = "billing" in checkout ? foreignGstin({ address, ...checkout.billing }) : undefined
    if (foreign) return refuse(foreign)
    return ok([{ type: "CheckoutShippingAddressEntered", address, serviceability, expiresAt: at + policy.sessionTtlMs, at }])
  },

  EnterBillingAddress: (checkout, { billing, at }) => {
    const refusal = closed(checkout, at) ?? foreignGstin(billingOf({ ...checkout, billing }))
    if (refusal) return refuse(refusal)
    return ok([{ type: "CheckoutBillingAddressEntered", billing, expiresAt: at + policy.sessionTtlMs, at }])
  },

  SelectShippingMethod: (checkout, { methodId, offered, at }) => {
    const refusal = closed(checkout, at)
    if (refusal) return refuse(refusal)
    const shippingMethod = offered.find((method) => method.methodId === methodId)
    if (!shippingMethod) return refuse({ code: "shipping_method_not_offered", methodId, offered: offered.map((method) => method.methodId) })
    return ok([{ type: "CheckoutShippingMethodSelected", shippingMethod, expiresAt: at + policy.sessionTtlMs, at }])
  },

  SelectPaymentMethod: (checkout, { method, agreedTotal, at }) => {
    const refusal = closed(checkout, at)
    if (refusal) return refuse(refusal)
    if (!checkout.shippingMethod) return refuse({ code: "shipping_method_not_selected" })
    if (!policy.paymentMethods.includes(method)) return refuse({ code: "payment_method_not_accepted", method, accepted: policy.paymentMethods })
    if (method === "cod" && !checkout.serviceability.cod) return refuse({ code: "cod_not_available_at_pincode", pincode: checkout.shippingAddress.pincode })
    if (method === "cod" && agreedTotal > policy.codMaximum) return refuse({ code: "cod_exceeds_maximum", total: agreedTotal, maximum: policy.codMaximum })
    // The total may have shrunk since the credit was taken.
    const { storeCredit } = checkout
    if (storeCredit !== undefined && storeCredit > agreedTotal) return refuse({ code: "store_credit_exceeds_total", amount: storeCredit, total: agreedTotal })
    return ok([{ type: "CheckoutPaymentMethodSelected", method, agreedTotal, expiresAt: at + policy.sessionTtlMs, at }])
  },

  WriteGiftMessage: (checkout, { message, at }) => {
    const refusal = closed(checkout, at) ?? tooLong("gift_message_too_long", message, GIFT_MESSAGE_MAXIMUM)
    return refusal ? refuse(refusal) : ok([{ type: "CheckoutGiftMessageWritten", message, expiresAt: at + policy.sessionTtlMs, at }])
  },

  WriteNotes: (checkout, { notes, at }) => {
    const refusal = closed(checkout, at) ?? tooLong("notes_too_long", notes, NOTES_MAXIMUM)
    return refusal ? refuse(refusal) : ok([{ type: "CheckoutNotesWritten", notes, expiresAt: at + policy.sessionTtlMs, at }])
  },

  UseStoreCredit: (checkout, { amount, balance, total, at }) => {
    const refusal = closed(checkout, at)
    if (refusal) return refuse(refusal)
    if (amount < 0) return refuse({ code: "store_credit_invalid", amount })
    if (amount > balance) return refuse({ code: "store_credit_exceeds_balance", amount, balance })
    if (amount > total) return refuse({ code: "store_credit_exceeds_total", amount, total })
    // What was agreed still holds.
    if (amount === (checkout.storeCredit ?? 0)) return ok([])
    return ok([{ type: "CheckoutStoreCreditUsed", amount, expiresAt: at + policy.sessionTtlMs, at }])
  },

  PlaceOrder: (checkout, { orderId, terms, total, changes, at }) => {
    const refusal = closed(checkout, at)
    if (refusal) return refuse(refusal)
    if (terms !== "accepted") return refuse({ code: "terms_not_accepted" })
    if (changes.length > 0) return refuse({ code: "cart_has_changed", changes })
    if (total !== checkout.agreedTotal) return refuse({ code: "total_has_changed", agreed: checkout.agreedTotal, current: total })
    return ok([{ type: "CheckoutOrderPlaced", orderId, at }])
  },

  Complete: (checkout, { at }) =>
    checkout.orderId === undefined ? refuse({ code: "checkout_has_no_order" }) : ok([{ type: "CheckoutCompleted", at }]),

  // A session whose order waits for its payment ends with that order only.
  Expire: (checkout, { because, at }) => {
    if (because === "order_expired" || because === "order_cancelled") return ok([{ type: "CheckoutExpired", at }])
    if ("orderId" in checkout && checkout.orderId !== undefined) return refuse({ code: "order_already_placed", orderId: checkout.orderId })
    if (because === "idle" && at <= checkout.expiresAt) return refuse({ code: "checkout_not_yet_due", expiresAt: checkout.expiresAt })
    return ok([{ type: "CheckoutExpired", at }])
  }
})

export const decide = (policy: CheckoutPolicy) =>
  decideBy<Checkout, CheckoutCommand, CheckoutEvent, CheckoutRefusal, typeof checkoutTransitions>("checkout", checkoutTransitions, handlers(policy))
