import { paymentMethods } from "@bahi/core/checkout"
import { cancelCategories } from "@bahi/core/order"
import { Schema } from "effect"
import { eventTypes } from "./event-types.ts"
import { DocumentNumber, Email, Gstin, Money, Phone, Pincode, Quantity, ReasonText, StateCode, Text, Uuid } from "./primitives.ts"

export const Address = Schema.Struct({
  name: Text(100),
  line1: Text(200),
  line2: Schema.optionalKey(Text(200)),
  city: Text(100),
  stateCode: StateCode,
  pincode: Pincode,
  phone: Schema.optionalKey(Phone)
})

export const AddItem = Schema.Struct({
  productId: Uuid,
  /** May be left out where the product has one variant. */
  variantId: Schema.optionalKey(Uuid),
  quantity: Quantity
})

export const ChangeQuantity = Schema.Struct({ quantity: Quantity })

const Price = Schema.Struct({ unitPrice: Money, unitMrp: Money })

/** What changed of a line since it was put in: its price, that it is gone from the catalog, or that the stock has fewer. */
export const LineChange = Schema.Union([
  Schema.Struct({ kind: Schema.Literal("price"), lineId: Uuid, was: Price, now: Price }),
  Schema.Struct({ kind: Schema.Literal("gone"), lineId: Uuid }),
  Schema.Struct({ kind: Schema.Literal("shortage"), lineId: Uuid, quantity: Schema.Int, available: Schema.Int })
])

export const AcceptChanges = Schema.Struct({ changes: Schema.NonEmptyArray(LineChange) })

/** Why an order, or a part of it, is called off. */
const why = { reason: ReasonText, category: Schema.Literals(cancelCategories) }
const Pieces = Schema.Struct({ lineId: Uuid, quantity: Quantity })

/** What becomes of goods that came back undelivered. */
export const ReturnToOrigin = Schema.Struct({ goods: Schema.Literals(["restocked", "written_off"]) })
export const Cancel = Schema.Struct(why)
export const CancelItems = Schema.Struct({ items: Schema.NonEmptyArray(Pieces), ...why })

export const StartCheckout = Schema.Struct({ email: Email, phone: Phone })

/** Without an address the shipping address is billed. */
export const BillingAddress = Schema.Struct({
  address: Schema.optionalKey(Address),
  gstin: Schema.optionalKey(Gstin),
  deliveredTo: Schema.optionalKey(Schema.Literals(["buyer", "another"]))
})

export const SelectShippingMethod = Schema.Struct({ methodId: Text(50) })
export const SelectPaymentMethod = Schema.Struct({ method: Schema.Literals(paymentMethods) })
/** An empty one is taken back. */
export const GiftMessage = Schema.Struct({ message: Schema.String.check(Schema.isMaxLength(2_000)) })
export const CheckoutNotes = Schema.Struct({ notes: Schema.String.check(Schema.isMaxLength(4_000)) })
export const PlaceOrder = Schema.Struct({ sessionId: Uuid, termsAccepted: Schema.Boolean })
export const PayByCod = Schema.Struct({ orderNumber: DocumentNumber })
export const OpenPayment = Schema.Struct({ orderNumber: DocumentNumber })

/** What checkout.js gave the browser, as it gave it, and the payment that it is for. */
export const VerifyPayment = Schema.Struct({
  paymentId: Uuid,
  razorpay_payment_id: Text(50),
  razorpay_order_id: Schema.optionalKey(Text(50)),
  razorpay_signature: Text(200)
})

/** Where to tell what happens: over TLS, except to this machine. */
const SubscriberUrl = Schema.String.check(Schema.makeFilter((url: string) => {
  if (url.length > 500) return "expected at most 500 characters"
  const parsed = URL.canParse(url) ? new URL(url) : undefined
  const isLocal = parsed !== undefined && ["localhost", "127.0.0.1", "[::1]"].includes(parsed.hostname)
  if (!(parsed?.protocol === "https:" || (parsed?.protocol === "http:" && isLocal))) return "expected an address that begins with https://"
  return parsed.username + parsed.password + parsed.hash === "" ? true : "expected an address without a user, a password or a fragment"
}))

export const AddSubscriber = Schema.Struct({
  url: SubscriberUrl,
  /** Such as `order.confirmed`; all where it is left out. */
  events: Schema.optionalKey(Schema.NonEmptyArray(Schema.Literals(eventTypes)))
})

export const IssueInvoice = Schema.Struct({ orderNumber: DocumentNumber })

export const Ship = Schema.Struct({
  carrier: Schema.optionalKey(Text(100)),
  trackingNumber: Schema.optionalKey(Text(100)),
  /** Without items, everything that has not been sent yet. */
  items: Schema.optionalKey(Schema.NonEmptyArray(Pieces))
})
