import type { CustomerId, Instant, OrderId } from "@bahi/core/id"
import type { Money } from "@bahi/core/money"
import type { FulfilmentStatus, Order, PaymentStatus, PlacedOrder } from "@bahi/core/order"
import { Context, type Effect, type Stream } from "effect"

/** Those orders of which all that is named is true; every order where nothing is. */
export interface OrderFilter {
  readonly status?: ListedOrder["lifecycle"]
  readonly paymentStatus?: PaymentStatus
  readonly fulfilmentStatus?: FulfilmentStatus
  readonly source?: PlacedOrder["source"]
  readonly tag?: string
  readonly customerId?: CustomerId
  /** In capitals or small letters. */
  readonly email?: string
  /** From this instant on, and before that. */
  readonly placedFrom?: Instant
  readonly placedTo?: Instant
}

/** By when they were placed or by their grand totals; among equals by id, in the same direction. */
export interface OrderSort {
  readonly sort: "date" | "total"
  readonly direction: "asc" | "desc"
}

/** Behind which order a page begins: the value that it is sorted by (an instant, or paise), and its id. */
export interface OrderCursor extends OrderSort {
  readonly value: number
  readonly orderId: OrderId
}

/** An order as one line of a list. Of one that was deleted, its number and its figures stay. */
export interface ListedOrder {
  readonly orderId: OrderId
  readonly orderNumber: string
  readonly lifecycle: Exclude<Order["status"], "unplaced">
  readonly paymentStatus: PaymentStatus
  readonly fulfilmentStatus: FulfilmentStatus
  readonly source: PlacedOrder["source"]
  /** None of a guest. */
  readonly customerId?: CustomerId
  readonly customerName: string
  readonly email: string
  readonly currency: "INR"
  readonly grandTotal: Money
  readonly paidAmount: Money
  readonly refundedAmount: Money
  readonly tags: ReadonlyArray<string>
  readonly placedAt: Instant
}

/** Finds orders for the people of the shop, as they stand. A page costs the same however far down it is; those of a person or with a tag may all be looked at for it. */
export class OrderList extends Context.Service<OrderList, {
  readonly page: (filter: OrderFilter, page: OrderSort & { readonly after?: OrderCursor; readonly limit: number }) => Effect.Effect<ReadonlyArray<ListedOrder>>
  /** How many there are, if they are no more than that. */
  readonly count: (filter: OrderFilter, atMost: number) => Effect.Effect<number | "more">
  /** Every one of them as a line of CSV (see `orderCsvHeader`), the newest first, as all of them stood at one moment. Holds a few thousand at a time. */
  readonly lines: (filter: OrderFilter) => Stream.Stream<string>
}>()("@bahi/application/OrderList") {}
