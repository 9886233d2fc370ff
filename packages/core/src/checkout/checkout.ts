import type { Address, Billing } from "../address.ts"
import type { CartId, CheckoutId, GuestKey, Instant, OrderId } from "../id.ts"
import type { Demand } from "../inventory/index.ts"
import { type Money, money } from "../money/index.ts"

export const paymentMethods = ["upi", "card", "netbanking", "wallet", "cod"] as const
export type PaymentMethod = (typeof paymentMethods)[number]

/** How an order may be paid: a transfer and the customer's credit with the shop are chosen by hand. */
export const orderPaymentMethods = [...paymentMethods, "bank_transfer", "store_credit"] as const
export type OrderPaymentMethod = (typeof orderPaymentMethods)[number]

/** A way to send the parcel, with its price in the shop's price mode and the days it takes. */
export interface ShippingMethod {
  readonly methodId: string
  readonly name: string
  readonly rate: Money
  readonly etaDays: { readonly from: number; readonly to: number }
}

/** What the carriers say of a pincode. */
export interface Serviceability {
  readonly delivers: boolean
  readonly cod: boolean
}

/** A billing address as entered: without one of its own it is the shipping address. */
export type BillingChoice = Omit<Billing, "address"> & { readonly address?: Address }

export interface StartedCheckout {
  readonly checkoutId: CheckoutId
  readonly cartId: CartId
  readonly guestKey: GuestKey
  readonly email: string
  readonly phone: string
  readonly expiresAt: Instant
}

export interface AddressedCheckout extends StartedCheckout {
  readonly shippingAddress: Address
  readonly serviceability: Serviceability
  readonly billing: BillingChoice
  readonly shippingMethod?: ShippingMethod
}

export interface PayableCheckout extends AddressedCheckout {
  readonly shippingMethod: ShippingMethod
  readonly paymentMethod: PaymentMethod
  /** The grand total that the customer was shown when choosing how to pay. */
  readonly agreedTotal: Money
}

export type Checkout =
  | { readonly status: "unstarted" }
  | (StartedCheckout & { readonly status: "initiated" })
  | (AddressedCheckout & { readonly status: "address_entered" })
  | (PayableCheckout & { readonly status: "payment_pending"; readonly orderId?: OrderId })
  | (PayableCheckout & { readonly status: "completed"; readonly orderId: OrderId })
  | (StartedCheckout & { readonly status: "expired" })

export type CheckoutCommand =
  | { readonly type: "Start"; readonly checkoutId: CheckoutId; readonly cartId: CartId; readonly guestKey: GuestKey; readonly email: string; readonly phone: string; readonly demands: ReadonlyArray<Demand>; readonly at: Instant }
  | { readonly type: "EnterShippingAddress"; readonly address: Address; readonly serviceability: Serviceability; readonly at: Instant }
  | { readonly type: "EnterBillingAddress"; readonly billing: BillingChoice; readonly at: Instant }
  | { readonly type: "SelectShippingMethod"; readonly methodId: string; readonly offered: ReadonlyArray<ShippingMethod>; readonly at: Instant }
  | { readonly type: "SelectPaymentMethod"; readonly method: PaymentMethod; readonly agreedTotal: Money; readonly at: Instant }
  | { readonly type: "PlaceOrder"; readonly orderId: OrderId; readonly terms: "accepted" | "not_accepted"; readonly total: Money; readonly at: Instant }
  | { readonly type: "Complete"; readonly at: Instant }
  | { readonly type: "Expire"; readonly because: "idle" | "order_expired" | "order_cancelled"; readonly at: Instant }

export type CheckoutEvent =
  | { readonly type: "CheckoutStarted"; readonly checkoutId: CheckoutId; readonly cartId: CartId; readonly guestKey: GuestKey; readonly email: string; readonly phone: string; readonly demands: ReadonlyArray<Demand>; readonly expiresAt: Instant; readonly at: Instant }
  | { readonly type: "CheckoutShippingAddressEntered"; readonly address: Address; readonly serviceability: Serviceability; readonly expiresAt: Instant; readonly at: Instant }
  | { readonly type: "CheckoutBillingAddressEntered"; readonly billing: BillingChoice; readonly expiresAt: Instant; readonly at: Instant }
  | { readonly type: "CheckoutShippingMethodSelected"; readonly shippingMethod: ShippingMethod; readonly expiresAt: Instant; readonly at: Instant }
  | { readonly type: "CheckoutPaymentMethodSelected"; readonly method: PaymentMethod; readonly agreedTotal: Money; readonly expiresAt: Instant; readonly at: Instant }
  | { readonly type: "CheckoutOrderPlaced"; readonly orderId: OrderId; readonly at: Instant }
  | { readonly type: "CheckoutCompleted"; readonly at: Instant }
  | { readonly type: "CheckoutExpired"; readonly at: Instant }

export type CheckoutRefusal =
  | { readonly code: "cart_is_empty" }
  | { readonly code: "checkout_has_expired"; readonly expiredAt: Instant }
  | { readonly code: "order_already_placed"; readonly orderId: OrderId }
  | { readonly code: "pincode_not_serviceable"; readonly pincode: string }
  | { readonly code: "gstin_of_another_state"; readonly gstinState: string; readonly billingState: string }
  | { readonly code: "shipping_method_not_offered"; readonly methodId: string; readonly offered: ReadonlyArray<string> }
  | { readonly code: "shipping_method_not_selected" }
  | { readonly code: "payment_method_not_accepted"; readonly method: PaymentMethod; readonly accepted: ReadonlyArray<PaymentMethod> }
  | { readonly code: "cod_not_available_at_pincode"; readonly pincode: string }
  | { readonly code: "cod_exceeds_maximum"; readonly total: Money; readonly maximum: Money }
  | { readonly code: "terms_not_accepted" }
  | { readonly code: "total_has_changed"; readonly agreed: Money; readonly current: Money }
  | { readonly code: "checkout_has_no_order" }

/** The address and registration that the invoice will carry. */
export const billingOf = ({ billing, shippingAddress }: Pick<AddressedCheckout, "billing" | "shippingAddress">): Billing => ({ address: shippingAddress, ...billing })

/** Options of the shop. */
export interface CheckoutPolicy {
  /** How long a session lives after the last step. */
  readonly sessionTtlMs: number
  readonly paymentMethods: ReadonlyArray<PaymentMethod>
  /** The most that may be paid at the door, in paise. */
  readonly codMaximum: Money
}

/** Nobody may receive two lakh rupees or more in cash for one transaction (Income-tax Act 1961 s. 269ST). */
export const CASH_MAXIMUM = money(19_999_999)

/** Half an hour after the last step, every way to pay, and as much cash as the law allows. */
export const checkoutPolicy: CheckoutPolicy = { sessionTtlMs: 30 * 60 * 1000, paymentMethods, codMaximum: CASH_MAXIMUM }
