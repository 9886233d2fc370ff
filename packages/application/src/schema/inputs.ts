import { paymentMethods } from "@bahi/core/checkout"
import { Schema } from "effect"
import { DocumentNumber, Email, Gstin, Phone, Pincode, Quantity, StateCode, Text, Uuid } from "./primitives.ts"

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

export const StartCheckout = Schema.Struct({ email: Email, phone: Phone })

/** Without an address the shipping address is billed. */
export const BillingAddress = Schema.Struct({
  address: Schema.optionalKey(Address),
  gstin: Schema.optionalKey(Gstin),
  deliveredTo: Schema.optionalKey(Schema.Literals(["buyer", "another"]))
})

export const SelectShippingMethod = Schema.Struct({ methodId: Text(50) })
export const SelectPaymentMethod = Schema.Struct({ method: Schema.Literals(paymentMethods) })
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

export const IssueInvoice = Schema.Struct({ orderNumber: DocumentNumber })

export const Ship = Schema.Struct({
  carrier: Schema.optionalKey(Text(100)),
  trackingNumber: Schema.optionalKey(Text(100)),
  /** Without items, everything that has not been sent yet. */
  items: Schema.optionalKey(Schema.NonEmptyArray(Schema.Struct({ lineId: Uuid, quantity: Quantity })))
})
