import { orderPaymentMethods, paymentMethods } from "@bahi/core/checkout"
import { cancelCategories } from "@bahi/core/order"
import { attemptStages } from "@bahi/core/payment"
import { Schema } from "effect"
import { Address, LineChange } from "./inputs.ts"
import { heads, Instant, Money } from "./primitives.ts"
import { FulfilmentStatus, Lifecycle, PaymentStatus } from "./statuses.ts"

export { Invoice } from "./invoice-view.ts"
export { ListedOrder, OrderPage } from "./order-list.ts"
export * from "./subscriber-view.ts"

const Charge = Schema.Struct({ id: Schema.String, amount: Money, taxable: Money, tax: Money, total: Money })

/** Every sum of a sale. Lines and charges add up to it, head by head, to the paisa. */
export const Totals = Schema.Struct({
  currency: Schema.Literal("INR"),
  priceMode: Schema.Literals(["inclusive", "exclusive"]),
  placeOfSupply: Schema.String,
  supply: Schema.Literals(["intra", "inter"]),
  /** Whether the place of supply is only assumed, because there is no address yet. */
  estimated: Schema.Boolean,
  subtotal: Money,
  discountTotal: Money,
  charges: Schema.Array(Charge),
  ...heads,
  taxTotal: Money,
  roundOff: Money,
  grandTotal: Money
})

const itemFields = {
  productId: Schema.String,
  variantId: Schema.String,
  sku: Schema.String,
  name: Schema.String,
  variantName: Schema.optionalKey(Schema.String),
  imageUrl: Schema.optionalKey(Schema.String),
  hsnCode: Schema.String,
  unitPrice: Money,
  unitMrp: Money
}

const soldFields = {
  ...itemFields,
  /** In percent, as a decimal string. */
  gstRate: Schema.String,
  quantity: Schema.Int,
  discount: Money,
  taxable: Money,
  tax: Money,
  total: Money
}

export const CartLine = Schema.Struct({
  itemId: Schema.String,
  ...soldFields,
  /** Given by rule, and not to be touched. */
  isGift: Schema.Boolean,
  stock: Schema.Struct({
    /** `reserved`: held for this cart; `available`: not held, but there; `insufficient`: fewer are there than the line asks for. */
    status: Schema.Literals(["reserved", "available", "insufficient"]),
    available: Schema.Int,
    reservedUntil: Schema.optionalKey(Instant)
  })
})

export const Cart = Schema.Struct({
  cartId: Schema.String,
  status: Schema.Literals(["active", "locked", "converted", "merged", "abandoned"]),
  lines: Schema.Array(CartLine),
  /** Kept for later: not priced, and not held in the stock. */
  saved: Schema.Array(Schema.Struct({ itemId: Schema.String, ...itemFields, quantity: Schema.Int, savedAt: Instant })),
  lineCount: Schema.Int,
  unitCount: Schema.Int,
  totals: Totals,
  expiresAt: Instant
})

/** Each change as it is to be accepted. */
export const CartChanges = Schema.Struct({ changes: Schema.Array(LineChange) })

export const MiniCart = Schema.Struct({ lineCount: Schema.Int, unitCount: Schema.Int, grandTotal: Money, currency: Schema.Literal("INR") })

export const ShippingMethod = Schema.Struct({
  methodId: Schema.String,
  name: Schema.String,
  rate: Money,
  etaDays: Schema.Struct({ from: Schema.Int, to: Schema.Int })
})

export const Billing = Schema.Struct({ address: Address, gstin: Schema.optionalKey(Schema.String), deliveredTo: Schema.Literals(["buyer", "another"]) })

const PaymentMethod = Schema.Literals(paymentMethods)
/** Beside those of the checkout, what was agreed on with the shop. */
const OrderPaymentMethod = Schema.Literals(orderPaymentMethods)

export const Checkout = Schema.Struct({
  sessionId: Schema.String,
  cartId: Schema.String,
  status: Schema.Literals(["initiated", "address_entered", "payment_pending", "completed", "expired"]),
  email: Schema.String,
  phone: Schema.String,
  shippingAddress: Schema.optionalKey(Address),
  billing: Schema.optionalKey(Billing),
  shippingMethod: Schema.optionalKey(ShippingMethod),
  giftMessage: Schema.optionalKey(Schema.String),
  notes: Schema.optionalKey(Schema.String),
  paymentMethod: Schema.optionalKey(PaymentMethod),
  paymentMethods: Schema.Array(PaymentMethod),
  totals: Totals,
  orderId: Schema.optionalKey(Schema.String),
  expiresAt: Instant
})

export const Payment = Schema.Struct({
  paymentId: Schema.String,
  orderId: Schema.String,
  status: Schema.Literals(["pending", "failed", "authorized", "captured", "cancelled"]),
  method: OrderPaymentMethod,
  currency: Schema.Literal("INR"),
  amount: Money,
  capturedAmount: Money,
  refundedAmount: Money,
  /** Every try to pay it, as the gateway reported it. */
  attempts: Schema.Array(Schema.Struct({
    status: Schema.Literals(attemptStages),
    amount: Money,
    /** With what, masked. */
    instrument: Schema.optionalKey(Schema.Struct({ method: Schema.String, label: Schema.optionalKey(Schema.String) })),
    /** The gateway's reason, of one that failed. */
    reason: Schema.optionalKey(Schema.String),
    at: Instant
  })),
  openedAt: Instant,
  capturedAt: Schema.optionalKey(Instant)
})

/** What checkout.js needs to let a person pay: `new Razorpay({ key: keyId, order_id: gatewayOrderId, amount, currency, name, prefill, handler })`. */
export const PaymentCheckout = Schema.Struct({
  paymentId: Schema.String,
  orderNumber: Schema.String,
  gateway: Schema.Literal("razorpay"),
  keyId: Schema.String,
  scriptUrl: Schema.String,
  gatewayOrderId: Schema.String,
  amount: Money,
  currency: Schema.Literal("INR"),
  name: Schema.String,
  prefill: Schema.Struct({ name: Schema.String, email: Schema.String, contact: Schema.String })
})

export const Shipment = Schema.Struct({
  shipmentId: Schema.String,
  carrier: Schema.optionalKey(Schema.String),
  trackingNumber: Schema.optionalKey(Schema.String),
  items: Schema.Array(Schema.Struct({ lineId: Schema.String, quantity: Schema.Int })),
  shippedAt: Instant,
  deliveredAt: Schema.optionalKey(Instant),
  /** Came back undelivered. */
  returnedAt: Schema.optionalKey(Instant)
})

export const TimelineEntry = Schema.Struct({
  axis: Schema.Literals(["lifecycle", "payment", "fulfilment"]),
  from: Schema.optionalKey(Schema.String),
  to: Schema.String,
  actor: Schema.Literals(["system", "guest", "customer", "seller", "admin"]),
  at: Instant
})

export const Order = Schema.Struct({
  orderId: Schema.String,
  orderNumber: Schema.String,
  lifecycle: Lifecycle,
  paymentStatus: PaymentStatus,
  fulfilmentStatus: FulfilmentStatus,
  email: Schema.String,
  phone: Schema.String,
  lines: Schema.Array(Schema.Struct({
    lineId: Schema.String, ...soldFields,
    quantityShipped: Schema.Int, quantityDelivered: Schema.Int, quantityCancelled: Schema.Int, quantityReturnedToOrigin: Schema.Int, quantityReturned: Schema.Int, quantityRefunded: Schema.Int
  })),
  totals: Totals,
  paidAmount: Money,
  refundedAmount: Money,
  /** What the order keeps of its total: all but what was credited. */
  keptTotal: Money,
  credits: Schema.Array(Schema.Struct({
    creditId: Schema.String,
    because: Schema.Literals(["order_cancelled", "items_cancelled", "returned_to_origin", "returned", "exchanged", "refunded"]),
    items: Schema.Array(Schema.Struct({ lineId: Schema.String, quantity: Schema.Int })),
    amount: Money,
    at: Instant
  })),
  due: Money,
  shippingAddress: Address,
  billing: Billing,
  shippingMethod: ShippingMethod,
  /** None where nothing was to be paid. */
  payment: Schema.optionalKey(Payment),
  shipments: Schema.Array(Shipment),
  placedAt: Instant,
  confirmedAt: Schema.optionalKey(Instant),
  cancellation: Schema.optionalKey(Schema.Struct({ reason: Schema.String, category: Schema.Literals(cancelCategories), by: Schema.Literals(["customer", "admin", "seller", "system"]), at: Instant })),
  customerNotes: Schema.optionalKey(Schema.String),
  /** For a draft, and for an order that waits to be paid. */
  expiresAt: Schema.optionalKey(Instant),
  /** The invoice's number, as soon as it is issued. */
  invoiceNumber: Schema.optionalKey(Schema.String)
})

/** A payment whose proof was right, and how its order stands. */
export const VerifiedPayment = Schema.Struct({
  payment: Payment,
  order: Schema.Struct({ orderNumber: Schema.String, lifecycle: Order.fields.lifecycle, paymentStatus: Order.fields.paymentStatus, due: Money })
})

/** One order with every attempt to pay it, and its timeline. */
export const OrderWithHistory = Schema.Struct({ ...Order.fields, payments: Schema.Array(Payment), history: Schema.Array(TimelineEntry) })

const Day = Schema.String.annotate({ format: "date" })

export const Confirmation = Schema.Struct({
  orderNumber: Schema.String,
  lifecycle: Order.fields.lifecycle,
  grandTotal: Money,
  currency: Schema.Literal("INR"),
  payment: Schema.Struct({ method: OrderPaymentMethod, status: Payment.fields.status, due: Money }),
  shipping: Schema.Struct({ name: Schema.String, city: Schema.String, pincode: Schema.String, method: Schema.String }),
  /** Local dates, in India. */
  eta: Schema.Struct({ from: Day, to: Day })
})

export const Product = Schema.Struct(itemFields)

export const ProductPage = Schema.Struct({ items: Schema.Array(Product), nextCursor: Schema.NullOr(Schema.String) })
