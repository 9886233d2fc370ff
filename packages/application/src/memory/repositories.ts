import { id, type Instant, sameOwner } from "@bahi/core/id"
import { historyOf } from "@bahi/core/order"
import type { Kind } from "@bahi/core/reactions"
import { Effect, Layer } from "effect"
import { Carts, type Change, Checkouts, Contention, GatewayEvents, Invoices, Orders, Payments, Refunds, Returns, type Repository, type States } from "../ports/index.ts"
import { Memory } from "./memory.ts"
import { lineOf } from "./order-list.ts"
import type { Tables } from "./tables.ts"

/** The repository of one kind. `rivals` tells what may not stand beside an aggregate that is saved. */
const repository = <K extends Kind>({ see, write }: Memory["Service"], kind: K, rivals: (after: States[K], other: States[K]) => boolean): Repository<K> => {
  const read: Repository<K>["read"] = (ids) => see((tables) => new Map(ids.flatMap((id) => {
    const stored = rowsOf(tables, kind).get(id)
    return stored === undefined ? [] : [[id, stored] as const]
  })))
  return {
    lock: read,
    read,
    confirm: () => Effect.void,
    save: (changes) => write((tables) => {
      const rows = rowsOf(tables, kind)
      // What is closed makes room for what is opened in its place.
      for (const { id, version, after } of changes.toSorted((a, b) => b.version - a.version)) {
        if ((rows.get(id)?.version ?? 0) !== version) return Effect.fail(new Contention({ on: kind }))
        if ([...rows].some(([other, { state }]) => other !== id && rivals(after, state))) return Effect.fail(new Contention({ on: kind }))
        rows.set(id, { state: after, version: version + 1 })
      }
      return Effect.void
    })
  }
}

const rowsOf = <K extends Kind>({ states }: Tables, kind: K) => states[kind] as Map<string, { readonly state: States[K]; readonly version: number }>
const statesOf = <K extends Kind>(tables: Tables, kind: K): ReadonlyArray<States[K]> => [...rowsOf(tables, kind).values()].map(({ state }) => state)
const oldestFirst = <A extends { readonly expiresAt: Instant }>(lapsed: ReadonlyArray<A>, limit: number): ReadonlyArray<A> => lapsed.toSorted((a, b) => a.expiresAt - b.expiresAt).slice(0, limit)

const isCurrent = (cart: States["cart"]) => cart.status === "active" || cart.status === "locked"

const carts = Layer.effect(Carts, Effect.map(Memory, (memory) => {
  const currentOf: Carts["Service"]["currentOf"] = (owner) => memory.see((tables) => new Map([...rowsOf(tables, "cart").values()].flatMap(({ state, version }) =>
    isCurrent(state) && sameOwner(state.owner, owner) ? [[state.cartId, { state, version }] as const] : [])))
  return Carts.of({
    ...repository(memory, "cart", (after, other) => isCurrent(after) && isCurrent(other) && sameOwner(after.owner, other.owner)),
    currentOf,
    lockCurrentOf: currentOf,
    lastOf: (owner) => memory.see((tables) =>
      statesOf(tables, "cart").flatMap((cart) => cart.status !== "unopened" && sameOwner(cart.owner, owner) ? [cart] : []).toSorted((a, b) => b.openedAt - a.openedAt || (a.cartId < b.cartId ? 1 : -1))[0]?.cartId),
    lapsed: (now, limit) => memory.see((tables) =>
      oldestFirst(statesOf(tables, "cart").flatMap((cart) => cart.status === "active" && cart.expiresAt <= now ? [cart] : []), limit).map(({ cartId }) => cartId))
  })
}))

const isOpen = (checkout: States["checkout"]) => checkout.status === "initiated" || checkout.status === "address_entered" || checkout.status === "payment_pending"

const checkouts = Layer.effect(Checkouts, Effect.map(Memory, (memory) => Checkouts.of({
  ...repository(memory, "checkout", (after, other) => isOpen(after) && isOpen(other) && after.cartId === other.cartId),
  openOf: (cartId) => memory.see((tables) => statesOf(tables, "checkout").flatMap((checkout) => isOpen(checkout) && checkout.cartId === cartId ? [checkout.checkoutId] : [])[0]),
  lapsed: (now, limit) => memory.see((tables) => {
    const lapsed = statesOf(tables, "checkout").flatMap((checkout) => isOpen(checkout) && checkout.expiresAt < now && !("orderId" in checkout && checkout.orderId) ? [checkout] : [])
    return oldestFirst(lapsed, limit).map(({ checkoutId }) => checkoutId)
  })
})))

const orders = Layer.effect(Orders, Effect.map(Memory, (memory) => {
  const plain = repository(memory, "order", (after, other) =>
    after.status !== "unplaced" && other.status !== "unplaced"
    && (after.orderNumber === other.orderNumber || ("checkoutId" in after && "checkoutId" in other && after.checkoutId !== undefined && after.checkoutId === other.checkoutId)))
  const write = (tables: Tables, { id: orderId, actor, before, after, events }: Change<"order">) => {
    const line = lineOf(after, tables.listed.get(id<"order">(orderId)))
    if (line !== undefined) tables.listed.set(id<"order">(orderId), line)
    const moves = historyOf(before, events).map((entry) => ({ ...entry, actor: actor.kind }))
    tables.timelines.set(id<"order">(orderId), [...(tables.timelines.get(id<"order">(orderId)) ?? []), ...moves])
  }
  const numbered = (tables: Tables, orderNumber: string) => [...rowsOf(tables, "order")].filter(([, { state }]) => state.status !== "unplaced" && state.orderNumber === orderNumber)
  return Orders.of({
    ...plain,
    save: (changes) => memory.write((tables) => Effect.tap(plain.save(changes), () => Effect.sync(() => changes.forEach((change) => write(tables, change))))),
    byNumber: (orderNumber) => memory.see((tables) => new Map(numbered(tables, orderNumber))),
    withTimeline: (orderNumber) => memory.see((tables) => numbered(tables, orderNumber).map(([orderId, { state }]) => ({ order: state, timeline: tables.timelines.get(id<"order">(orderId)) ?? [] }))[0]),
    lapsed: (now, limit) => memory.see((tables) =>
      oldestFirst(statesOf(tables, "order").flatMap((order) => (order.status === "pending" || order.status === "draft") && order.expiresAt <= now ? [order] : []), limit).map(({ orderId }) => orderId))
  })
}))

const payments = Layer.effect(Payments, Effect.map(Memory, (memory) => Payments.of({
  ...repository(memory, "payment", (after, other) =>
    after.status !== "unopened" && other.status !== "unopened" && after.gatewayOrderId !== undefined && after.gatewayOrderId === other.gatewayOrderId),
  byGatewayOrder: (gatewayOrderId) => memory.see((tables) =>
    statesOf(tables, "payment").flatMap((payment) => payment.status !== "unopened" && payment.gatewayOrderId === gatewayOrderId ? [payment.paymentId] : [])[0]),
  ofOrder: (orderId) => memory.see((tables) =>
    statesOf(tables, "payment").flatMap((payment) => payment.status !== "unopened" && payment.orderId === orderId ? [payment] : []).sort((a, b) => a.openedAt - b.openedAt))
})))

const refunds = Layer.effect(Refunds, Effect.map(Memory, (memory) => Refunds.of({
  ...repository(memory, "refund", () => false),
  underWay: (reference) => memory.see((tables) => statesOf(tables, "refund").flatMap((refund) =>
    refund.status !== "unrequested" && refund.status !== "rejected" && refund.status !== "completed" && refund.status !== "abandoned" && refund.reference === reference ? [refund.refundId] : []))
})))

const returns = Layer.effect(Returns, Effect.map(Memory, (memory) => Returns.of({
  ...repository(memory, "return", (after, other) =>
    after.status !== "unrequested" && other.status !== "unrequested" && after.returnNumber !== undefined && after.returnNumber === other.returnNumber),
  ofOrder: (orderId) => memory.see((tables) =>
    statesOf(tables, "return").flatMap((asked) => asked.status !== "unrequested" && asked.orderId === orderId ? [asked] : []).sort((a, b) => a.requestedAt - b.requestedAt))
})))

const gatewayEvents = Layer.effect(GatewayEvents, Effect.map(Memory, (memory) => GatewayEvents.of({
  keep: (notice) => memory.write(({ gatewayEvents }) => Effect.sync(() => {
    if (gatewayEvents.has(notice.eventId)) return "known"
    gatewayEvents.set(notice.eventId, notice)
    return "new"
  }))
})))

const sameNumber = (one: States["invoice"], other: States["invoice"]) =>
  one.status === "issued" && other.status === "issued" && one.number === other.number && one.financialYear === other.financialYear && one.document.seller.gstin === other.document.seller.gstin

/** An order has one invoice, and each of its credits one note. */
const sameCause = (one: Drafted, other: Drafted) => one.orderId === other.orderId && causeOf(one) === causeOf(other)
const causeOf = ({ document }: Drafted) => document.type === "sale" ? document.type : document.creditId
type Drafted = Exclude<States["invoice"], { readonly status: "undrafted" }>

const invoices = Layer.effect(Invoices, Effect.map(Memory, (memory) => {
  const plain = repository(memory, "invoice", (after, other) =>
    after.status !== "undrafted" && other.status !== "undrafted" && (sameCause(after, other) || sameNumber(after, other)))
  const issued = (tables: Tables) => statesOf(tables, "invoice").flatMap((invoice) => invoice.status === "issued" ? [invoice] : []).sort((a, b) => b.issuedAt - a.issuedAt)
  return Invoices.of({
    ...plain,
    ofOrders: (orderIds) => memory.see((tables) =>
      new Map(issued(tables).filter(({ orderId, document }) => document.type === "sale" && orderIds.includes(orderId)).map(({ invoiceId, orderId, number }) => [orderId, { invoiceId, number }]))),
    creditNotesOf: (orderId) => memory.see((tables) => issued(tables).toReversed().flatMap((invoice) =>
      invoice.orderId === orderId && invoice.document.type === "credit_note" ? [{ invoiceId: invoice.invoiceId, number: invoice.number, creditId: invoice.document.creditId }] : [])),
    byNumber: (number) => memory.see((tables) => issued(tables).find((invoice) => invoice.number === number)?.invoiceId)
  })
}))

/** The repositories, in maps. */
export const repositoriesMemory = Layer.mergeAll(carts, checkouts, orders, payments, refunds, returns, gatewayEvents, invoices)
