import type { Address, Billing } from "../address.ts"
import type { LineChange } from "../cart/index.ts"
import type { CartId, CheckoutId, Instant, OrderId, Owner } from "../id.ts"
import type { Demand } from "../inventory/index.ts"
import { type Money, money } from "../money/index.ts"

export const paymentMethods = ["upi", "card", "netbanking", "wallet", "cod"] as const
export type PaymentMethod = (typeof paymentMethods)[number]

/** How an order may be paid: as its customer chose at checkout, or as it was agreed with the shop. */
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

/** Who buys what, and until when: all that is kept of a session that expired. */
export interface CheckoutContact {
  readonly checkoutId: CheckoutId
  readonly cartId: CartId
  readonly owner: Owner
  readonly email: string
  readonly phone: string
  readonly expiresAt: Instant
}

export interface StartedCheckout extends CheckoutContact {
  readonly giftMessage?: string
  /** For the shop. */
  readonly notes?: string
}

export interface AddressedCheckout extends StartedCheckout {
  readonly shippingAddress: Address
  readonly serviceability: Serviceability
  readonly billing: BillingChoice
  readonly shippingMethod?: ShippingMethod
  /** What of the total is taken from the customer's credit at the shop. */
  readonly storeCredit?: Money
}

export interface PayableCheckout extends AddressedCheckout {
  readonly shippingMethod: ShippingMethod
  readonly paymentMethod: PaymentMethod
  /** The grand total that the customer was shown when choosing how to pay; store credit pays its part of it. */
  readonly agreedTotal: Money
}

export type Checkout =
  | { readonly status: "unstarted" }
  | (StartedCheckout & { readonly status: "initiated" })
  | (AddressedCheckout & { readonly status: "address_entered" })
  | (PayableCheckout & { readonly status: "payment_pending"; readonly orderId?: OrderId })
  | (PayableCheckout & { readonly status: "completed"; readonly orderId: OrderId })
  | (CheckoutContact & { readonly status: "expired" })

/** `changes` are what `changesOf` finds between the cart and today: none may be left that nobody accepted. */
export type CheckoutCommand =
  | { readonly type: "Start"; readonly checkoutId: CheckoutId; readonly cartId: CartId; readonly owner: Owner; readonly email: string; readonly phone: string; readonly demands: ReadonlyArray<Demand>; readonly changes: ReadonlyArray<LineChange>; readonly at: Instant }
  | { readonly type: "EnterShippingAddress"; readonly address: Address; readonly serviceability: Serviceability; readonly at: Instant }
  | { readonly type: "EnterBillingAddress"; readonly billing: BillingChoice; readonly at: Instant }
  | { readonly type: "SelectShippingMethod"; readonly methodId: string; readonly offered: ReadonlyArray<ShippingMethod>; readonly at: Instant }
  | { readonly type: "SelectPaymentMethod"; readonly method: PaymentMethod; readonly agreedTotal: Money; readonly at: Instant }
  /** An empty one is taken back. */
  | { readonly type: "WriteGiftMessage"; readonly message: string; readonly at: Instant }
  | { readonly type: "WriteNotes"; readonly notes: string; readonly at: Instant }
  /** `balance` is what the customer has at the shop, `total` what the sale now comes to; none of it takes it back. */
  | { readonly type: "UseStoreCredit"; readonly amount: Money; readonly balance: Money; readonly total: Money; readonly at: Instant }
  | { readonly type: "PlaceOrder"; readonly orderId: OrderId; readonly terms: "accepted" | "not_accepted"; readonly total: Money; readonly changes: ReadonlyArray<LineChange>; readonly at: Instant }
  | { readonly type: "Complete"; readonly at: Instant }
  | { readonly type: "Expire"; readonly because: "idle" | "replaced" | "order_expired" | "order_cancelled"; readonly at: Instant }

export type CheckoutEvent =
  | { readonly type: "CheckoutStarted"; readonly checkoutId: CheckoutId; readonly cartId: CartId; readonly owner: Owner; readonly email: string; readonly phone: string; readonly demands: ReadonlyArray<Demand>; readonly expiresAt: Instant; readonly at: Instant }
  | { readonly type: "CheckoutShippingAddressEntered"; readonly address: Address; readonly serviceability: Serviceability; readonly expiresAt: Instant; readonly at: Instant }
  | { readonly type: "CheckoutBillingAddressEntered"; readonly billing: BillingChoice; readonly expiresAt: Instant; readonly at: Instant }
  | { readonly type: "CheckoutShippingMethodSelected"; readonly shippingMethod: ShippingMethod; readonly expiresAt: Instant; readonly at: Instant }
  | { readonly type: "CheckoutPaymentMethodSelected"; readonly method: PaymentMethod; readonly agreedTotal: Money; readonly expiresAt: Instant; readonly at: Instant }
  | { readonly type: "CheckoutGiftMessageWritten"; readonly message: string; readonly expiresAt: Instant; readonly at: Instant }
  | { readonly type: "CheckoutNotesWritten"; readonly notes: string; readonly expiresAt: Instant; readonly at: Instant }
  | { readonly type: "CheckoutStoreCreditUsed"; readonly amount: Money; readonly expiresAt: Instant; readonly at: Instant }
  | { readonly type: "CheckoutOrderPlaced"; readonly orderId: OrderId; readonly at: Instant }
  | { readonly type: "CheckoutCompleted"; readonly at: Instant }
  | { readonly type: "CheckoutExpired"; readonly at: Instant }

export type CheckoutRefusal =
  | { readonly code: "cart_is_empty" }
  /** Prices or stock are not what the cart says, and nobody accepted that. */
  | { readonly code: "cart_has_changed"; readonly changes: ReadonlyArray<LineChange> }
  | { readonly code: "checkout_has_expired"; readonly expiredAt: Instant }
  | { readonly code: "order_already_placed"; readonly orderId: OrderId }
  | { readonly code: "pincode_not_serviceable"; readonly pincode: string }
  | { readonly code: "gstin_of_another_state"; readonly gstinState: string; readonly billingState: string }
  | { readonly code: "shipping_method_not_offered"; readonly methodId: string; readonly offered: ReadonlyArray<string> }
  | { readonly code: "shipping_method_not_selected" }
  | { readonly code: "payment_method_not_accepted"; readonly method: PaymentMethod; readonly accepted: ReadonlyArray<PaymentMethod> }
  | { readonly code: "cod_not_available_at_pincode"; readonly pincode: string }
  | { readonly code: "cod_exceeds_maximum"; readonly total: Money; readonly maximum: Money }
  /** In Unicode code points. */
  | { readonly code: "gift_message_too_long"; readonly length: number; readonly maximum: number }
  | { readonly code: "notes_too_long"; readonly length: number; readonly maximum: number }
  /** Below zero. */
  | { readonly code: "store_credit_invalid"; readonly amount: Money }
  | { readonly code: "store_credit_exceeds_balance"; readonly amount: Money; readonly balance: Money }
  | { readonly code: "store_credit_exceeds_total"; readonly amount: Money; readonly total: Money }
  | { readonly code: "terms_not_accepted" }
  | { readonly code: "total_has_changed"; readonly agreed: Money; readonly current: Money }
  | { readonly code: "checkout_has_no_order" }
  | { readonly code: "checkout_not_yet_due"; readonly expiresAt: Instant }

/** The address and registration that the invoice will carry. */
export const billingOf = ({ billing, shippingAddress }: Pick<AddressedCheckout, "billing" | "shippingAddress">): Billing => ({ address: shippingAddress, ...billing })

/** The longest message on a gift, in Unicode code points: an emoji is one, whatever it takes in bytes. */
export const GIFT_MESSAGE_MAXIMUM = 500
/** The longest notes for the shop, in Unicode code points. */
export const NOTES_MAXIMUM = 1_000

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
