import type { Cart } from "@bahi/core/cart"
import type { Checkout } from "@bahi/core/checkout"
import type { CartId, CheckoutId, CreditId, Instant, InvoiceId, OrderId, Owner, PaymentId, RefundId } from "@bahi/core/id"
import type { Invoice } from "@bahi/core/invoice"
import type { HistoryEntry, Order } from "@bahi/core/order"
import type { OpenedPayment, Payment } from "@bahi/core/payment"
import type { Events, Kind } from "@bahi/core/reactions"
import type { Refund } from "@bahi/core/refund"
import type { AskedReturn, Return } from "@bahi/core/return"
import { Context, Data, type Effect } from "effect"
import type { Actor } from "./caller.ts"
import type { GatewayNotice } from "./gateway.ts"

/** The state of each kind of aggregate. */
export interface States {
  readonly cart: Cart
  readonly checkout: Checkout
  readonly order: Order
  readonly payment: Payment
  readonly refund: Refund
  readonly return: Return
  readonly invoice: Invoice
}

/** A state with the version that the next save must find. Version 0 was never saved. */
export interface Stored<State> {
  readonly state: State
  readonly version: number
}

/** What a unit of work did to one aggregate. */
export interface Change<K extends Kind> {
  readonly id: string
  readonly version: number
  readonly before: States[K]
  readonly after: States[K]
  readonly events: ReadonlyArray<Events[K]>
  readonly actor: Actor
  readonly at: Instant
}

/** Somebody else came first, or PostgreSQL chose us as the victim of a deadlock: decide again on what stands now. */
export class Contention extends Data.TaggedError("Contention")<{ readonly on: string }> {}

/** What a unit of work needs from the storage of one kind of aggregate. */
export interface Repository<K extends Kind> {
  /** Locks the rows in the order of their ids until the transaction ends, then reads them in a second statement. */
  readonly lock: (ids: ReadonlyArray<string>) => Effect.Effect<ReadonlyMap<string, Stored<States[K]>>, Contention>
  /** Reads without waiting for anybody. */
  readonly read: (ids: ReadonlyArray<string>) => Effect.Effect<ReadonlyMap<string, Stored<States[K]>>>
  /** Those which were locked, and are not saved: they are still in these versions when the others are saved, and no two who locked them both save. */
  readonly confirm: (ids: ReadonlyArray<{ readonly id: string; readonly version: number }>) => Effect.Effect<void, Contention>
  /** Writes the states, and what follows from the changes (history, lines). A version that is not the one expected is `Contention`. */
  readonly save: (changes: ReadonlyArray<Change<K>>) => Effect.Effect<void, Contention>
}

/** One transaction around several repositories: all of it, or nothing. */
export class Transactions extends Context.Service<Transactions, {
  readonly run: <A, E, R>(work: Effect.Effect<A, E, R>) => Effect.Effect<A, E | Contention, R>
  /**
   * The same without holding anything: `lock` only reads, and all that is saved is written at once, at the end, if what the work
   * locked is still as it was. Fails with `Contention` otherwise, where it cannot be done this way, and when it fails on what
   * others may have been changing: then `run` it.
   */
  readonly attempt: <A, E, R>(work: Effect.Effect<A, E, R>) => Effect.Effect<A, E | Contention, R>
  /** Inside a transaction: what is saved in here may be written all at once at its end, and is not read before. */
  readonly writing: <A, E, R>(saves: Effect.Effect<A, E, R>) => Effect.Effect<A, E | Contention, R>
}>()("@bahi/application/Transactions") {}

export type OpenedCart = Exclude<Cart, { readonly status: "unopened" }>

export class Carts extends Context.Service<Carts, Repository<"cart"> & {
  /** The cart that its owner is filling, or has locked for an order that waits to be paid; at most one. */
  readonly currentOf: (owner: Owner) => Effect.Effect<ReadonlyMap<string, Stored<OpenedCart>>>
  /** The same, and locks it until the transaction ends. */
  readonly lockCurrentOf: (owner: Owner) => Effect.Effect<ReadonlyMap<string, Stored<OpenedCart>>, Contention>
  /** The cart that its owner opened last, whatever became of it; none of whom nobody knows. */
  readonly lastOf: (owner: Owner) => Effect.Effect<CartId | undefined>
  /** Carts whose time has run out, and that nobody locked, oldest first. */
  readonly lapsed: (now: Instant, limit: number) => Effect.Effect<ReadonlyArray<CartId>>
}>()("@bahi/application/Carts") {}

export class Checkouts extends Context.Service<Checkouts, Repository<"checkout"> & {
  /** The session of this cart that is neither completed nor expired. */
  readonly openOf: (cartId: CartId) => Effect.Effect<CheckoutId | undefined>
  /** Sessions whose time has run out, oldest first. */
  readonly lapsed: (now: Instant, limit: number) => Effect.Effect<ReadonlyArray<CheckoutId>>
}>()("@bahi/application/Checkouts") {}

/** One line of an order's timeline, as it was written. */
export interface TimelineEntry extends HistoryEntry {
  readonly actor: Actor["kind"]
}

export class Orders extends Context.Service<Orders, Repository<"order"> & {
  /** The order of this number, if there is one. */
  readonly byNumber: (orderNumber: string) => Effect.Effect<ReadonlyMap<string, Stored<Order>>>
  /** The same with every move on its three axes, oldest first. */
  readonly withTimeline: (orderNumber: string) => Effect.Effect<{ readonly order: Order; readonly timeline: ReadonlyArray<TimelineEntry> } | undefined>
  /** Drafts and unpaid orders whose time has run out, oldest first. */
  readonly lapsed: (now: Instant, limit: number) => Effect.Effect<ReadonlyArray<OrderId>>
}>()("@bahi/application/Orders") {}

export class Payments extends Context.Service<Payments, Repository<"payment"> & {
  /** Every attempt to pay this order, oldest first. */
  readonly ofOrder: (orderId: OrderId) => Effect.Effect<ReadonlyArray<OpenedPayment>>
  /** The payment for which this was opened at the gateway. */
  readonly byGatewayOrder: (gatewayOrderId: string) => Effect.Effect<PaymentId | undefined>
}>()("@bahi/application/Payments") {}

export class Refunds extends Context.Service<Refunds, Repository<"refund"> & {
  /** The refunds of this captured attempt that are on their way: neither rejected nor completed. */
  readonly underWay: (reference: string) => Effect.Effect<ReadonlyArray<RefundId>>
}>()("@bahi/application/Refunds") {}

export class Returns extends Context.Service<Returns, Repository<"return"> & {
  /** Every return of this order, oldest first. */
  readonly ofOrder: (orderId: OrderId) => Effect.Effect<ReadonlyArray<AskedReturn>>
}>()("@bahi/application/Returns") {}

/** What the gateway has told us by webhook: each event once, whatever it is about. */
export class GatewayEvents extends Context.Service<GatewayEvents, {
  /** Keeps the event; answers whether it was new. An attempt takes it for new, and is told of `Contention` in the end when it was not. */
  readonly keep: (notice: GatewayNotice, at: Instant) => Effect.Effect<"new" | "known", Contention>
}>()("@bahi/application/GatewayEvents") {}

export class Invoices extends Context.Service<Invoices, Repository<"invoice"> & {
  /** The issued sale invoices of these orders. */
  readonly ofOrders: (orderIds: ReadonlyArray<OrderId>) => Effect.Effect<ReadonlyMap<OrderId, { readonly invoiceId: InvoiceId; readonly number: string }>>
  /** The issued credit notes of this order, oldest first. */
  readonly creditNotesOf: (orderId: OrderId) => Effect.Effect<ReadonlyArray<{ readonly invoiceId: InvoiceId; readonly number: string; readonly creditId: CreditId }>>
  readonly byNumber: (number: string) => Effect.Effect<InvoiceId | undefined>
}>()("@bahi/application/Invoices") {}

