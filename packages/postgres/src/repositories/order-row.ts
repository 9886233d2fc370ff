// An order as one row of a query, with its lines, parcels, edits and notes.
import type { States, TimelineEntry } from "@bahi/application"
import { id } from "@bahi/core/id"
import type { CancelledOrder, OrderLine, PlacedOrder, Shipment } from "@bahi/core/order"
import { type OwnerColumns, ownerOf } from "../owner.ts"
import { amount, instant, present, same } from "../sql.ts"
import type { Versioned } from "./rows.ts"

export interface OrderRow extends OwnerColumns, Versioned {
  readonly lifecycle: Exclude<States["order"]["status"], "unplaced">
  readonly order_number: string
  readonly cart_id: string | null
  readonly checkout_session_id: string | null
  readonly email: string
  readonly phone: string
  readonly source: PlacedOrder["source"]
  readonly paid_amount: bigint
  readonly refunded_amount: bigint
  readonly quote: PlacedOrder["quote"]
  readonly shipping_address: PlacedOrder["shippingAddress"]
  readonly billing: PlacedOrder["billing"]
  readonly shipping_method: PlacedOrder["shippingMethod"]
  readonly payment_method: PlacedOrder["paymentMethod"]
  readonly payment_id: string
  readonly store_credit: PlacedOrder["storeCredit"] | null
  readonly added_payments: PlacedOrder["addedPayments"]
  readonly payment_news: PlacedOrder["paymentNews"]
  readonly disputes: PlacedOrder["disputes"]
  readonly credits: PlacedOrder["credits"]
  readonly customer_notes: string | null
  readonly tags: ReadonlyArray<string>
  readonly cancellation_reason: string | null
  readonly cancellation_category: CancelledOrder["category"] | null
  readonly cancelled_by: CancelledOrder["by"] | null
  readonly placed_at: Date
  readonly confirmed_at: Date | null
  readonly completed_at: Date | null
  readonly expires_at: Date | null
  readonly expired_at: Date | null
  readonly cancelled_at: Date | null
  readonly deleted_at: Date | null
  readonly lines: ReadonlyArray<OrderLine>
  readonly shipments: ReadonlyArray<Shipment>
  readonly edits: PlacedOrder["edits"]
  readonly notes: PlacedOrder["notes"]
  readonly timeline?: ReadonlyArray<TimelineEntry>
}

export const stateOf = (row: OrderRow): States["order"] => row.deleted_at === null ? placedOf(row) : {
  status: "deleted", orderId: id<"order">(row.id), orderNumber: row.order_number, deletedAt: instant(row.deleted_at)
}

const placedOf = (row: OrderRow): PlacedOrder => ({
  status: row.lifecycle,
  orderId: id<"order">(row.id),
  orderNumber: row.order_number,
  ...present("cartId", row.cart_id, id<"cart">),
  ...present("checkoutId", row.checkout_session_id, id<"checkout">),
  owner: ownerOf(row),
  email: row.email,
  phone: row.phone,
  currency: "INR",
  source: row.source,
  lines: row.lines,
  quote: row.quote,
  shippingAddress: row.shipping_address,
  billing: row.billing,
  shippingMethod: row.shipping_method,
  ...present("customerNotes", row.customer_notes, same),
  paymentMethod: row.payment_method,
  paymentId: id<"payment">(row.payment_id),
  ...present("storeCredit", row.store_credit ?? null, same),
  placedAt: instant(row.placed_at),
  paidAmount: amount(row.paid_amount),
  refundedAmount: amount(row.refunded_amount),
  addedPayments: row.added_payments,
  paymentNews: row.payment_news,
  disputes: row.disputes,
  shipments: row.shipments,
  credits: row.credits,
  edits: row.edits,
  tags: row.tags,
  notes: row.notes,
  ...present("reason", row.cancellation_reason, same),
  ...present("category", row.cancellation_category, same),
  ...present("by", row.cancelled_by, same),
  ...present("confirmedAt", row.confirmed_at, instant),
  ...present("completedAt", row.completed_at, instant),
  ...present("expiresAt", row.expires_at, instant),
  ...present("expiredAt", row.expired_at, instant),
  ...present("cancelledAt", row.cancelled_at, instant)
}) as PlacedOrder
