import type { CartId, Instant, OrderId, VariantId } from "@bahi/core/id"
import { type Demand, type InventoryCommand, together } from "@bahi/core/inventory"
import { Effect, Layer } from "effect"
import { Refused } from "../ports/refused.ts"
import { Inventory } from "../ports/index.ts"
import { Memory } from "./memory.ts"
import type { Reservation, Tables } from "./tables.ts"

/** The stock, in maps. What a cart holds lapses with time; what its order holds, only with the order. */
export const inventoryMemory = Layer.effect(Inventory, Effect.map(Memory, ({ see, write }) => Inventory.of({
  execute: (command) => write((tables) => {
    lapse(tables, command.at)
    switch (command.type) {
      case "Reserve":
        return hold(tables, { ...command, holder: command.cartId })
      case "PassToOrder":
        return hold(tables, { ...command, holder: command.cartId ?? command.orderId }, command.orderId)
      case "ConvertToSale":
        for (const { variantId, quantity } of settle(tables, command.orderId)) tables.onHand.set(variantId, tables.onHand.get(variantId)! - quantity)
        return Effect.void
      case "Release":
        settle(tables, command.orderId)
        return Effect.void
      case "ReleaseCart":
        releaseCart(tables, command.cartId)
        return Effect.void
      case "MergeCarts":
        releaseCart(tables, command.from)
        return hold(tables, { ...command, holder: command.into, demands: sumsOf(command.demands).map(({ variantId, quantity }) => ({ variantId, quantity: Math.min(quantity, attainable(tables, command.into, variantId, command.at)) })) })
      case "Restock":
        tables.restocks.set(command.key, [...(tables.restocks.get(command.key) ?? []), ...command.demands])
        return putOnShelf(tables, command.demands)
    }
  }),
  availability: (cartId, variantIds, now) => see((tables) => variantIds.map((variantId) => {
    const held = tables.reservations.get(keyOf(cartId, variantId))
    const available = freeOf(tables, variantId, now)
    return held && !hasLapsed(held, now) ? { variantId, available, reserved: held.quantity, reservedUntil: held.expiresAt } : { variantId, available, reserved: 0 }
  })),
  lapse: (now) => write((tables) => Effect.succeed(lapse(tables, now))),
  receive: (pieces) => write((tables) => putOnShelf(tables, pieces))
})))

const keyOf = (holder: CartId | OrderId, variantId: VariantId): string => `${holder} ${variantId}`

const putOnShelf = ({ onHand }: Tables, pieces: ReadonlyArray<Demand>): Effect.Effect<void> => Effect.sync(() => {
  for (const { variantId, quantity } of pieces) onHand.set(variantId, (onHand.get(variantId) ?? 0) + quantity)
})

const hasLapsed = ({ orderId, expiresAt }: Reservation, now: Instant): boolean => orderId === undefined && expiresAt < now

/** Pieces that nobody holds. */
const freeOf = ({ onHand, reservations }: Tables, variantId: VariantId, now: Instant): number =>
  [...reservations.values()].reduce((left, held) => held.variantId === variantId && !hasLapsed(held, now) ? left - held.quantity : left, onHand.get(variantId) ?? 0)

/** Pieces that nobody else holds. */
const attainable = (tables: Tables, holder: CartId | OrderId, variantId: VariantId, at: Instant): number =>
  freeOf(tables, variantId, at) + (tables.reservations.get(keyOf(holder, variantId))?.quantity ?? 0)

interface Holding extends Pick<Extract<InventoryCommand, { readonly type: "Reserve" }>, "demands" | "expiresAt" | "at"> { readonly holder: CartId | OrderId }

/** Makes a cart, or its order, hold exactly these pieces: all of them, or none is touched. */
const hold = (tables: Tables, { holder, demands, expiresAt, at }: Holding, orderId?: OrderId): Effect.Effect<void, Refused> => {
  for (const { variantId, quantity: requested } of sumsOf(demands)) {
    const available = attainable(tables, holder, variantId, at)
    if (requested > available) return Effect.fail(new Refused({ refusal: { code: "insufficient_stock", variantId, requested, available } }))
  }
  for (const { variantId, quantity } of sumsOf(demands)) {
    const key = keyOf(holder, variantId)
    const held = tables.reservations.get(key)
    if (quantity === 0) tables.reservations.delete(key)
    else tables.reservations.set(key, { holder, orderId: orderId ?? held?.orderId, variantId, quantity, expiresAt: Math.max(expiresAt, held?.expiresAt ?? 0) })
  }
  return Effect.void
}

/** In the order of the variants, so that every adapter names the same one as the first that does not suffice. */
const sumsOf = (demands: ReadonlyArray<Demand>): ReadonlyArray<Demand> => together(demands).toSorted((a, b) => a.variantId < b.variantId ? -1 : 1)

/** Lets go of everything that an order holds, and says what it was. */
const settle = ({ reservations }: Tables, orderId: OrderId): ReadonlyArray<Reservation> => {
  const settled = [...reservations].filter(([, held]) => held.orderId === orderId)
  for (const [key] of settled) reservations.delete(key)
  return settled.map(([, held]) => held)
}

/** Lets go of what a cart holds, unless its order has spoken for it. */
const releaseCart = ({ reservations }: Tables, cartId: CartId): void => {
  for (const [key, held] of reservations) if (held.holder === cartId && held.orderId === undefined) reservations.delete(key)
}

const lapse = ({ reservations }: Tables, now: Instant): number => {
  const lapsed = [...reservations].filter(([, held]) => hasLapsed(held, now))
  for (const [key] of lapsed) reservations.delete(key)
  return lapsed.length
}
