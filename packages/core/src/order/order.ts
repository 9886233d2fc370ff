import type { Item } from "../cart/index.ts"
import { type Address, type Billing, CASH_MAXIMUM, type OrderPaymentMethod, type Quote, type ShippingMethod } from "../checkout/index.ts"
import type { ChargePolicy } from "../credit/index.ts"
import type { CartId, CheckoutId, CreditId, Id, Instant, OrderId, OrderLineId, Owner, PaymentId, SellerId, ShipmentId } from "../id.ts"
import type { Demand } from "../inventory/index.ts"
import type { Money } from "../money/index.ts"
import type { Cancellation } from "./cancel.ts"
import type { OrderCredit } from "./credit.ts"
import type { DraftChanges } from "./draft.ts"
import type { Changes, Edit } from "./edit.ts"

/** What is bought. Its figures stand in `totals.lines` under the same id. */
export interface OrderedLine {
  readonly lineId: OrderLineId
  readonly item: Item
  readonly quantity: number
}

/** A line of the order, and how many of its pieces went which way. */
export interface OrderLine extends OrderedLine {
  readonly quantityShipped: number
  readonly quantityDelivered: number
  /** Called off before they left. */
  readonly quantityCancelled: number
  /** Of those shipped: came back undelivered. */
  readonly quantityReturnedToOrigin: number
  /** Of those delivered: came back, for money or for another. */
  readonly quantityReturned: number
  /** Paid back without coming back. */
  readonly quantityRefunded: number
}

/** So many pieces of a line. */
export interface Pieces { readonly lineId: OrderLineId; readonly quantity: number }

export interface Shipment {
  readonly shipmentId: ShipmentId
  readonly carrier?: string
  readonly trackingNumber?: string
  readonly items: ReadonlyArray<Pieces>
  readonly shippedAt: Instant
  readonly deliveredAt?: Instant
  /** Came back to where it was sent from; then it is never delivered. */
  readonly returnedAt?: Instant
}

/** What an order is placed with; all of it is snapshotted, nothing is looked up again. */
export interface Placement {
  readonly orderId: OrderId
  readonly orderNumber: string
  /** Absent where nobody filled a cart: of an order by hand, or by another service. */
  readonly cartId?: CartId
  readonly checkoutId?: CheckoutId
  readonly owner: Owner
  readonly email: string
  readonly phone: string
  readonly currency: "INR"
  readonly source: "web" | "mobile" | "admin" | "api"
  readonly lines: ReadonlyArray<OrderedLine>
  readonly quote: Quote
  readonly shippingAddress: Address
  readonly billing: Billing
  readonly shippingMethod: ShippingMethod
  readonly customerNotes?: string
  readonly paymentMethod: OrderPaymentMethod
  /** The payment that is to pay for it now; a retry or another method replaces it. */
  readonly paymentId: PaymentId
  /** The part that the customer's credit with the shop pays, beside it. */
  readonly storeCredit?: { readonly paymentId: PaymentId; readonly amount: Money }
}

/** A payment beside the one that is to pay for the order. */
export interface AddedPayment { readonly paymentId: PaymentId; readonly method: OrderPaymentMethod; readonly amount: Money }

export interface Note { readonly noteId: Id<"note">; readonly text: string; readonly by: string; readonly at: Instant }

/** `open` while the bank holds the money back. An outcome is final. */
export interface Dispute { readonly amount: Money; readonly stage: "open" | "won" | "lost" }

export interface PlacedDetails extends Placement {
  readonly lines: ReadonlyArray<OrderLine>
  readonly placedAt: Instant
  /** Everything that was ever captured for it, and what of it went back. */
  readonly paidAmount: Money
  readonly refundedAmount: Money
  readonly addedPayments: ReadonlyArray<AddedPayment>
  /** The last that was heard of a payment that brought no money yet, by its id. */
  readonly paymentNews: Readonly<Record<string, { readonly news: "authorized" | "failed"; readonly at: Instant }>>
  readonly disputes: Readonly<Record<string, Dispute>>
  readonly shipments: ReadonlyArray<Shipment>
  /** What it no longer keeps, in the order in which it was credited. */
  readonly credits: ReadonlyArray<OrderCredit>
  readonly edits: ReadonlyArray<Edit>
  readonly tags: ReadonlyArray<string>
  readonly notes: ReadonlyArray<Note>
}

/** Still being written: it holds no stock and asks for no money, and is dropped at `expiresAt`. */
export type DraftOrder = PlacedDetails & { readonly status: "draft"; readonly expiresAt: Instant }
/** Waits for its payment until `expiresAt`, and holds its stock as long. */
export type PendingOrder = PlacedDetails & { readonly status: "pending"; readonly expiresAt: Instant }
export type ConfirmedOrder = PlacedDetails & { readonly status: "confirmed"; readonly confirmedAt: Instant }
/** Something has left the warehouse. */
export type ProcessingOrder = PlacedDetails & { readonly status: "processing"; readonly confirmedAt: Instant }
/** Delivered and paid in full. */
export type CompletedOrder = PlacedDetails & { readonly status: "completed"; readonly confirmedAt: Instant; readonly completedAt: Instant }
/** Called off as a whole. It was `confirmedAt` some time, or never. */
export type CancelledOrder = PlacedDetails & Cancellation & { readonly status: "cancelled"; readonly confirmedAt?: Instant; readonly cancelledAt: Instant }
export type ExpiredOrder = PlacedDetails & { readonly status: "expired"; readonly expiredAt: Instant }
/** All that is left of an order that never was worth anything. */
export interface DeletedOrder { readonly status: "deleted"; readonly orderId: OrderId; readonly orderNumber: string; readonly deletedAt: Instant }

/** The lifecycle axis; the payment and fulfilment axes are folds of it (`paymentStatusOf`, `fulfilmentStatusOf`). */
export type Order =
  | { readonly status: "unplaced" } | DraftOrder | PendingOrder | ConfirmedOrder | ProcessingOrder | CompletedOrder | CancelledOrder | ExpiredOrder | DeletedOrder
/** An order that has all its details, if only as a draft. */
export type PlacedOrder = Exclude<Order, { readonly status: "unplaced" } | DeletedOrder>

/** Why an order gives money back of its own accord: it is dead, was paid twice, or keeps less than before. */
export type RefundCause = "order_expired" | "overpaid" | OrderCredit["because"]

export type OrderCommand =
  | ({ readonly type: "Draft"; readonly at: Instant } & Placement)
  | { readonly type: "EditDraft"; readonly changes: DraftChanges; readonly at: Instant }
  | { readonly type: "PlaceDraft"; readonly at: Instant }
  | ({ readonly type: "Place"; readonly at: Instant } & Placement)
  | { readonly type: "SwitchToCod"; readonly paymentId: PaymentId; readonly quote: Quote; readonly availability: "available" | "unavailable"; readonly at: Instant }
  | { readonly type: "ReplacePayment"; readonly replaced: PaymentId; readonly paymentId: PaymentId; readonly at: Instant }
  | ({ readonly type: "AddPayment"; readonly at: Instant } & AddedPayment)
  | { readonly type: "Confirm"; readonly at: Instant }
  | { readonly type: "RecordRefund"; readonly paymentId: PaymentId; readonly amount: Money; readonly at: Instant }
  | { readonly type: "RecordPayment"; readonly paymentId: PaymentId; readonly amount: Money; readonly at: Instant }
  | { readonly type: "RecordPaymentNews"; readonly paymentId: PaymentId; readonly news: "authorized" | "failed"; readonly at: Instant }
  | ({ readonly type: "RecordDispute"; readonly disputeId: string; readonly at: Instant } & Dispute)
  | { readonly type: "Ship"; readonly shipmentId: ShipmentId; readonly carrier?: string; readonly trackingNumber?: string; readonly items: Shipment["items"]; readonly at: Instant }
  | { readonly type: "RecordDelivery"; readonly shipmentId: ShipmentId; readonly at: Instant }
  | { readonly type: "RecordShipmentReturned"; readonly shipmentId: ShipmentId; readonly goods: "restocked" | "written_off"; readonly at: Instant }
  | ({ readonly type: "Cancel"; readonly at: Instant } & Cancellation)
  | ({ readonly type: "CancelItems"; readonly creditId: CreditId; readonly items: ReadonlyArray<Pieces>; readonly at: Instant } & Cancellation)
  | { readonly type: "CreditItems"; readonly creditId: CreditId; readonly because: "returned" | "exchanged" | "refunded"; readonly items: ReadonlyArray<Pieces>; readonly at: Instant }
  | { readonly type: "EditDetails"; readonly changes: Changes; readonly by: string; readonly why: string; readonly at: Instant }
  | { readonly type: "AddTag"; readonly tag: string; readonly at: Instant }
  | { readonly type: "RemoveTag"; readonly tag: string; readonly at: Instant }
  | ({ readonly type: "AddNote" } & Note)
  | { readonly type: "Expire"; readonly at: Instant }
  /** `invoices`: how many documents were issued for it. */
  | { readonly type: "Delete"; readonly invoices: number; readonly at: Instant }

/** Which order, and what it was placed from. */
interface Whole { readonly orderId: OrderId; readonly cartId?: CartId; readonly checkoutId?: CheckoutId }
/** The end of an order before anything came of it. `paymentIds`: everything that was opened to pay for it. */
interface Ended extends Whole { readonly paymentIds: ReadonlyArray<PaymentId> }

/** `demands`: the stock that is free again, or comes back; none where it is not to be sold again. */
export type OrderEvent =
  | ({ readonly type: "OrderDrafted"; readonly expiresAt: Instant; readonly at: Instant } & Placement)
  | { readonly type: "OrderDraftEdited"; readonly orderId: OrderId; readonly changes: DraftChanges; readonly at: Instant }
  | ({ readonly type: "OrderPlaced"; readonly expiresAt: Instant; readonly at: Instant } & Placement)
  | { readonly type: "OrderSwitchedToCod"; readonly orderId: OrderId; readonly replacedPaymentId: PaymentId; readonly paymentId: PaymentId; readonly quote: Quote; readonly due: Money; readonly at: Instant }
  | { readonly type: "OrderPaymentReplaced"; readonly orderId: OrderId; readonly replaced: PaymentId; readonly paymentId: PaymentId; readonly method: OrderPaymentMethod; readonly due: Money; readonly at: Instant }
  | ({ readonly type: "OrderPaymentAdded"; readonly orderId: OrderId; readonly at: Instant } & AddedPayment)
  | ({ readonly type: "OrderConfirmed"; readonly at: Instant } & Whole)
  | { readonly type: "OrderPaymentRecorded"; readonly paymentId: PaymentId; readonly amount: Money; readonly at: Instant }
  | { readonly type: "OrderPaymentNewsRecorded"; readonly paymentId: PaymentId; readonly news: "authorized" | "failed"; readonly at: Instant }
  | ({ readonly type: "OrderDisputeRecorded"; readonly orderId: OrderId; readonly disputeId: string; readonly at: Instant } & Dispute)
  | { readonly type: "OrderRefundDue"; readonly orderId: OrderId; readonly because: RefundCause; readonly at: Instant }
  | { readonly type: "OrderRefundRecorded"; readonly paymentId: PaymentId; readonly amount: Money; readonly at: Instant }
  | { readonly type: "OrderShipped"; readonly orderId: OrderId; readonly shipment: Shipment; readonly at: Instant }
  | { readonly type: "OrderShipmentDelivered"; readonly orderId: OrderId; readonly shipmentId: ShipmentId; readonly at: Instant }
  | { readonly type: "OrderShipmentReturned"; readonly orderId: OrderId; readonly shipmentId: ShipmentId; readonly demands: ReadonlyArray<Demand>; readonly credit?: OrderCredit; readonly at: Instant }
  | { readonly type: "OrderDelivered"; readonly orderId: OrderId; readonly paymentId: PaymentId; readonly paymentMethod: OrderPaymentMethod; readonly due: Money; readonly at: Instant }
  | { readonly type: "OrderCompleted"; readonly at: Instant }
  | ({ readonly type: "OrderCancelled"; readonly was: "draft" | "pending" | "confirmed" | "processing"; readonly items: ReadonlyArray<Pieces>; readonly demands: ReadonlyArray<Demand>; readonly credit?: OrderCredit; readonly at: Instant } & Ended & Cancellation)
  | ({ readonly type: "OrderItemsCancelled"; readonly orderId: OrderId; readonly items: ReadonlyArray<Pieces>; readonly demands: ReadonlyArray<Demand>; readonly credit: OrderCredit; readonly at: Instant } & Cancellation)
  | { readonly type: "OrderItemsCredited"; readonly orderId: OrderId; readonly credit: OrderCredit; readonly at: Instant }
  | ({ readonly type: "OrderDetailsEdited"; readonly orderId: OrderId } & Edit)
  | { readonly type: "OrderTagged"; readonly orderId: OrderId; readonly tag: string; readonly at: Instant }
  | { readonly type: "OrderUntagged"; readonly orderId: OrderId; readonly tag: string; readonly at: Instant }
  | ({ readonly type: "OrderNoted"; readonly orderId: OrderId } & Note)
  | ({ readonly type: "OrderExpired"; readonly was: "draft" | "pending"; readonly at: Instant } & Ended)
  | { readonly type: "OrderDeleted"; readonly orderId: OrderId; readonly orderNumber: string; readonly at: Instant }

export type OrderRefusal =
  | { readonly code: "order_has_no_lines" }
  | { readonly code: "store_credit_not_within_total"; readonly amount: Money; readonly total: Money }
  | { readonly code: "cod_not_available_at_pincode"; readonly pincode: string }
  | { readonly code: "cod_exceeds_maximum"; readonly total: Money; readonly maximum: Money }
  | { readonly code: "payment_not_within_due"; readonly amount: Money; readonly due: Money }
  | { readonly code: "payment_outstanding"; readonly due: Money }
  /** It went back to the customer. */
  | { readonly code: "payment_refunded"; readonly refunded: Money }
  /** The customer's bank holds it back. */
  | { readonly code: "payment_disputed"; readonly disputeIds: ReadonlyArray<string> }
  | { readonly code: "shipment_is_empty" }
  | { readonly code: "shipment_names_a_line_twice" }
  | { readonly code: "shipment_of_several_sellers"; readonly sellerIds: ReadonlyArray<SellerId | null> }
  | { readonly code: "order_line_not_found"; readonly lineId: OrderLineId }
  | { readonly code: "quantity_not_shippable"; readonly lineId: OrderLineId; readonly quantity: number; readonly unshipped: number }
  | { readonly code: "shipment_not_found"; readonly shipmentId: ShipmentId }
  | { readonly code: "shipment_already_delivered"; readonly shipmentId: ShipmentId; readonly deliveredAt: Instant }
  | { readonly code: "shipment_already_returned"; readonly shipmentId: ShipmentId; readonly returnedAt: Instant }
  | { readonly code: "reason_length_out_of_range"; readonly length: number; readonly minimum: number; readonly maximum: number }
  | { readonly code: "order_already_shipped"; readonly shippedAt: Instant }
  | { readonly code: "order_already_delivered"; readonly deliveredAt: Instant }
  | { readonly code: "no_items_named" }
  | { readonly code: "line_named_twice"; readonly lineId: OrderLineId }
  | { readonly code: "quantity_not_cancellable"; readonly lineId: OrderLineId; readonly quantity: number; readonly cancellable: number }
  | { readonly code: "quantity_not_creditable"; readonly lineId: OrderLineId; readonly quantity: number; readonly creditable: number }
  | { readonly code: "edit_is_empty" }
  | { readonly code: "edit_after_shipment"; readonly fields: ReadonlyArray<string> }
  | { readonly code: "edit_changes_place_of_supply"; readonly from: string; readonly to: string }
  /** Of the buyer's registration; null where there is none. */
  | { readonly code: "edit_changes_gstin_state"; readonly from: string | null; readonly to: string | null }
  | { readonly code: "tag_length_out_of_range"; readonly length: number; readonly minimum: number; readonly maximum: number }
  | { readonly code: "too_many_tags"; readonly maximum: number }
  | { readonly code: "note_length_out_of_range"; readonly length: number; readonly minimum: number; readonly maximum: number }
  | { readonly code: "order_holds_money"; readonly paid: Money }
  | { readonly code: "order_was_invoiced"; readonly invoices: number }
  /** A bank may report what was paid long after the order ended. */
  | { readonly code: "order_may_still_be_paid"; readonly until: Instant }
  | { readonly code: "order_not_yet_due"; readonly expiresAt: Instant }

/** Options of the shop. */
export interface OrderPolicy {
  /** How long an unpaid order waits, and holds its stock. */
  readonly paymentWindowMs: number
  /** How long a draft is kept. */
  readonly draftTtlMs: number
  /** How long after an order was placed money for it may still arrive: so long it is not deleted. */
  readonly lateMoneyMs: number
  /** The most that may be paid at the door, in paise. */
  readonly codMaximum: Money
  /** Until what has happened the whole order may be called off. */
  readonly cancelUntil: "shipped" | "delivered"
  /** How much of shipping and fees goes back when a part of the goods does; a whole order that is called off gives back all. */
  readonly chargesBack: { readonly cancellation: ChargePolicy; readonly returnToOrigin: ChargePolicy; readonly return: ChargePolicy }
}

/** Half an hour to pay, a day to finish a draft, a month for money that is late, as much cash as the law allows, and no shipping back for what was delivered. */
export const orderPolicy: OrderPolicy = {
  paymentWindowMs: 30 * 60 * 1000,
  draftTtlMs: 24 * 60 * 60 * 1000,
  lateMoneyMs: 30 * 24 * 60 * 60 * 1000,
  codMaximum: CASH_MAXIMUM,
  cancelUntil: "shipped",
  chargesBack: { cancellation: "withLast", returnToOrigin: "withLast", return: "none" }
}

