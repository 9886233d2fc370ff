import { id } from "@bahi/core/id"
import { historyOf } from "@bahi/core/order"
import type { Kind } from "@bahi/core/reactions"
import { Effect, Layer } from "effect"
import { Carts, type Change, Checkouts, Contention, Invoices, Orders, Payments, type Repository } from "../ports/index.ts"
import { Memory, type Tables } from "./tables.ts"

/** The repository of one kind, with `taken` for what must be unique among its rows. */
const repository = <K extends Kind>(memory: Tables, kind: K, taken: (change: Change<K>) => boolean): Repository<K> => {
  const rows = memory.states[kind] as Map<string, { readonly state: Change<K>["after"]; readonly version: number }>
  const read: Repository<K>["read"] = (ids) => Effect.sync(() => new Map(ids.flatMap((id) => rows.has(id) ? [[id, rows.get(id)!]] : [])))
  return {
    lock: read,
    read,
    save: (changes) =>
      Effect.suspend(() => {
        for (const change of changes) {
          if ((rows.get(change.id)?.version ?? 0) !== change.version || taken(change)) return Effect.fail(new Contention({ on: kind }))
          rows.set(change.id, { state: change.after, version: change.version + 1 })
        }
        return Effect.void
      })
  }
}

const anyOther = <V>(map: ReadonlyMap<string, V>, id: string, matches: (value: V) => boolean): boolean =>
  [...map].some(([other, value]) => other !== id && matches(value))

const carts = Layer.effect(Carts, Effect.map(Memory, (memory) => {
  const rows = memory.states.cart
  const isCurrent = (guestKey: string) => ({ state }: { readonly state: Change<"cart">["after"] }) =>
    (state.status === "active" || state.status === "locked") && state.guestKey === guestKey
  return Carts.of({
    ...repository(memory, "cart", ({ id, after }) => after.status === "active" && anyOther(rows, id, isCurrent(after.guestKey))),
    currentOf: (guestKey) => Effect.sync(() => [...rows].find(([, stored]) => isCurrent(guestKey)(stored))?.[0]).pipe(Effect.map((found) => found === undefined ? undefined : id<"cart">(found))),
    knows: (guestKey) => Effect.sync(() => [...rows.values()].some(({ state }) => state.status !== "unopened" && state.guestKey === guestKey))
  })
}))

const checkouts = Layer.effect(Checkouts, Effect.map(Memory, (memory) => {
  const rows = memory.states.checkout
  const isOpen = (state: Change<"checkout">["after"]) => state.status === "initiated" || state.status === "address_entered" || state.status === "payment_pending"
  return Checkouts.of({
    ...repository(memory, "checkout", ({ id, after }) => isOpen(after) && anyOther(rows, id, ({ state }) => isOpen(state) && "cartId" in state && "cartId" in after && state.cartId === after.cartId)),
    openOf: (cartId) => Effect.sync(() => [...rows.values()].flatMap(({ state }) => isOpen(state) && "cartId" in state && state.cartId === cartId ? [state.checkoutId] : [])[0]),
    lapsed: (now, limit) => Effect.sync(() =>
      [...rows.values()].flatMap(({ state }) => isOpen(state) && "expiresAt" in state && state.expiresAt < now && !("orderId" in state && state.orderId) ? [state.checkoutId] : []).slice(0, limit))
  })
}))

const orders = Layer.effect(Orders, Effect.map(Memory, (memory) => {
  const rows = memory.states.order
  const plain = repository(memory, "order", ({ id, after }) =>
    after.status !== "unplaced" && anyOther(rows, id, ({ state }) => state.status !== "unplaced" && (state.orderNumber === after.orderNumber || state.checkoutId === after.checkoutId)))
  return Orders.of({
    ...plain,
    save: (changes) => Effect.tap(plain.save(changes), () => Effect.sync(() => {
      for (const { id: orderId, actor, before, events } of changes) {
        const moves = historyOf(before, events).map((entry) => ({ ...entry, actor: actor.kind }))
        memory.timelines.set(id<"order">(orderId), [...(memory.timelines.get(id<"order">(orderId)) ?? []), ...moves])
      }
    })),
    byNumber: (orderNumber) => Effect.sync(() => [...rows.values()].flatMap(({ state }) => state.status !== "unplaced" && state.orderNumber === orderNumber ? [state.orderId] : [])[0]),
    timeline: (orderId) => Effect.sync(() => memory.timelines.get(orderId) ?? []),
    lapsed: (now, limit) => Effect.sync(() => [...rows.values()].flatMap(({ state }) => state.status === "pending" && state.expiresAt <= now ? [state.orderId] : []).slice(0, limit))
  })
}))

const payments = Layer.effect(Payments, Effect.map(Memory, (memory) => Payments.of(repository(memory, "payment", () => false))))

const invoices = Layer.effect(Invoices, Effect.map(Memory, (memory) => {
  const rows = memory.states.invoice
  const issued = () => [...rows].flatMap(([invoiceId, { state }]) => state.status === "issued" ? [{ invoiceId: id<"invoice">(invoiceId), orderId: state.orderId, number: state.number }] : [])
  return Invoices.of({
    ...repository(memory, "invoice", ({ id, after }) =>
      after.status === "issued" && anyOther(rows, id, ({ state }) => state.status === "issued" && (state.orderId === after.orderId || state.number === after.number))),
    ofOrders: (orderIds) => Effect.sync(() => new Map(issued().filter(({ orderId }) => orderIds.includes(orderId)).map((invoice) => [invoice.orderId, invoice]))),
    byNumber: (number) => Effect.sync(() => issued().find((invoice) => invoice.number === number)?.invoiceId)
  })
}))

/** The repositories, in maps. */
export const repositoriesMemory = Layer.mergeAll(carts, checkouts, orders, payments, invoices)
