import type { Item } from "../cart/index.ts"
import { type Address, type Billing, CASH_MAXIMUM, type PaymentMethod, type Quote, type ShippingMethod } from "../checkout/index.ts"
import type { CartId, CheckoutId, Instant, OrderId, OrderLineId, Owner, PaymentId, ShipmentId } from "../id.ts"
import type { Money } from "../money/index.ts"

/** A line of the order: what was bought, and how much of it has gone where. Its figures stand in `totals.lines` under the same id. */
export interface OrderLine {
  readonly lineId: OrderLineId
  readonly item: Item
  readonly quantity: number
  readonly quantityShipped: number
  readonly quantityDelivered: number
}

export interface Shipment {
  readonly shipmentId: ShipmentId
  readonly carrier?: string
  readonly trackingNumber?: string
  readonly items: ReadonlyArray<{ readonly lineId: OrderLineId; readonly quantity: number }>
  readonly shippedAt: Instant
  readonly deliveredAt?: Instant
}

/** What an order is placed with; all of it is snapshotted, nothing is looked up again. */
export interface Placement {
  readonly orderId: OrderId
  readonly orderNumber: string
  readonly cartId: CartId
  readonly checkoutId: CheckoutId
  readonly owner: Owner
  readonly email: string
  readonly phone: string
  readonly currency: "INR"
  readonly source: "web" | "mobile" | "admin" | "api"
  readonly lines: ReadonlyArray<OrderLine>
  readonly quote: Quote
  readonly shippingAddress: Address
  readonly billing: Billing
  readonly shippingMethod: ShippingMethod
  readonly paymentMethod: PaymentMethod
  /** The payment that is to pay for it now; a retry or another method replaces it. */
  readonly paymentId: PaymentId
}

export interface PlacedDetails extends Placement {
  readonly placedAt: Instant
  /** Everything that was ever captured for it, and what of it went back. */
  readonly paidAmount: Money
  readonly refundedAmount: Money
  readonly shipments: ReadonlyArray<Shipment>
}

/** Waits for its payment until `expiresAt`, and holds its stock as long. */
export type PendingOrder = PlacedDetails & { readonly status: "pending"; readonly expiresAt: Instant }
export type ConfirmedOrder = PlacedDetails & { readonly status: "confirmed"; readonly confirmedAt: Instant }
/** Something has left the warehouse. */
export type ProcessingOrder = PlacedDetails & { readonly status: "processing"; readonly confirmedAt: Instant }
/** Delivered and paid in full. */
export type CompletedOrder = PlacedDetails & { readonly status: "completed"; readonly confirmedAt: Instant; readonly completedAt: Instant }
export type ExpiredOrder = PlacedDetails & { readonly status: "expired"; readonly expiredAt: Instant }

/** The lifecycle axis; the payment and fulfilment axes are folds of it (`paymentStatusOf`, `fulfilmentStatusOf`). */
export type Order = { readonly status: "unplaced" } | PendingOrder | ConfirmedOrder | ProcessingOrder | CompletedOrder | ExpiredOrder
export type PlacedOrder = Exclude<Order, { readonly status: "unplaced" }>

/** Why an order gives money back of its own accord: it is dead, or was paid twice. */
export type RefundCause = "order_expired" | "overpaid"

export type OrderCommand =
  | ({ readonly type: "Place"; readonly at: Instant } & Placement)
  | { readonly type: "SwitchToCod"; readonly paymentId: PaymentId; readonly quote: Quote; readonly availability: "available" | "unavailable"; readonly at: Instant }
  | { readonly type: "ReplacePayment"; readonly paymentId: PaymentId; readonly at: Instant }
  | { readonly type: "Confirm"; readonly at: Instant }
  | { readonly type: "RecordRefund"; readonly paymentId: PaymentId; readonly amount: Money; readonly at: Instant }
  | { readonly type: "RecordPayment"; readonly paymentId: PaymentId; readonly amount: Money; readonly at: Instant }
  | { readonly type: "Ship"; readonly shipmentId: ShipmentId; readonly carrier?: string; readonly trackingNumber?: string; readonly items: Shipment["items"]; readonly at: Instant }
  | { readonly type: "RecordDelivery"; readonly shipmentId: ShipmentId; readonly at: Instant }
  | { readonly type: "Expire"; readonly at: Instant }

export type OrderEvent =
  | ({ readonly type: "OrderPlaced"; readonly expiresAt: Instant; readonly at: Instant } & Placement)
  | { readonly type: "OrderSwitchedToCod"; readonly orderId: OrderId; readonly replacedPaymentId: PaymentId; readonly paymentId: PaymentId; readonly quote: Quote; readonly at: Instant }
  | { readonly type: "OrderPaymentReplaced"; readonly orderId: OrderId; readonly paymentId: PaymentId; readonly method: PaymentMethod; readonly due: Money; readonly at: Instant }
  | { readonly type: "OrderConfirmed"; readonly orderId: OrderId; readonly cartId: CartId; readonly checkoutId: CheckoutId; readonly at: Instant }
  | { readonly type: "OrderPaymentRecorded"; readonly paymentId: PaymentId; readonly amount: Money; readonly at: Instant }
  | { readonly type: "OrderRefundDue"; readonly orderId: OrderId; readonly because: RefundCause; readonly at: Instant }
  | { readonly type: "OrderRefundRecorded"; readonly paymentId: PaymentId; readonly amount: Money; readonly at: Instant }
  | { readonly type: "OrderShipped"; readonly orderId: OrderId; readonly shipment: Shipment; readonly at: Instant }
  | { readonly type: "OrderShipmentDelivered"; readonly orderId: OrderId; readonly shipmentId: ShipmentId; readonly at: Instant }
  | { readonly type: "OrderDelivered"; readonly orderId: OrderId; readonly paymentId: PaymentId; readonly paymentMethod: PaymentMethod; readonly due: Money; readonly at: Instant }
  | { readonly type: "OrderCompleted"; readonly at: Instant }
  | { readonly type: "OrderExpired"; readonly orderId: OrderId; readonly cartId: CartId; readonly checkoutId: CheckoutId; readonly paymentId: PaymentId; readonly at: Instant }

export type OrderRefusal =
  | { readonly code: "order_has_no_lines" }
  | { readonly code: "cod_not_available_at_pincode"; readonly pincode: string }
  | { readonly code: "cod_exceeds_maximum"; readonly total: Money; readonly maximum: Money }
  | { readonly code: "payment_outstanding"; readonly due: Money }
  /** It went back to the customer. */
  | { readonly code: "payment_refunded"; readonly refunded: Money }
  | { readonly code: "shipment_is_empty" }
  | { readonly code: "shipment_names_a_line_twice" }
  | { readonly code: "order_line_not_found"; readonly lineId: OrderLineId }
  | { readonly code: "quantity_not_shippable"; readonly lineId: OrderLineId; readonly quantity: number; readonly unshipped: number }
  | { readonly code: "shipment_not_found"; readonly shipmentId: ShipmentId }
  | { readonly code: "order_not_yet_due"; readonly expiresAt: Instant }

/** Options of the shop. */
export interface OrderPolicy {
  /** How long an unpaid order waits, and holds its stock. */
  readonly paymentWindowMs: number
  /** The most that may be paid at the door, in paise. */
  readonly codMaximum: Money
}

/** Half an hour to pay, and as much cash as the law allows. */
export const orderPolicy: OrderPolicy = { paymentWindowMs: 30 * 60 * 1000, codMaximum: CASH_MAXIMUM }
