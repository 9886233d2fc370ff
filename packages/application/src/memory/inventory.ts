import type { CartId, Instant, OrderId, VariantId } from "@bahi/core/id"
import type { Demand } from "@bahi/core/inventory"
import { Effect, Layer } from "effect"
import { Refused } from "../execute/refused.ts"
import { Inventory } from "../ports/index.ts"
import { Memory, type Reservation } from "./tables.ts"

const keyOf = (cartId: CartId, variantId: VariantId): string => `${cartId} ${variantId}`

/** The stock, in maps. What a cart holds lapses with time; what its order holds, only with the order. */
export const inventoryMemory = Layer.effect(Inventory, Effect.map(Memory, ({ onHand, reservations }) => {
  const free = (variantId: VariantId): number =>
    [...reservations.values()].reduce((left, held) => held.variantId === variantId ? left - held.quantity : left, onHand.get(variantId) ?? 0)

  const lapse = (now: Instant): number => {
    const lapsed = [...reservations].filter(([, held]) => held.orderId === undefined && held.expiresAt < now)
    for (const [key] of lapsed) reservations.delete(key)
    return lapsed.length
  }

  const hold = (cartId: CartId, orderId: OrderId | undefined, { variantId, quantity }: Demand, expiresAt: Instant): Effect.Effect<void, Refused> => {
    const key = keyOf(cartId, variantId)
    const held = reservations.get(key)
    const available = free(variantId) + (held?.quantity ?? 0)
    if (quantity > available) return Effect.fail(new Refused({ refusal: { code: "insufficient_stock", variantId, requested: quantity, available } }))
    if (quantity === 0) reservations.delete(key)
    else reservations.set(key, { cartId, orderId, variantId, quantity, expiresAt: Math.max(expiresAt, held?.expiresAt ?? 0) })
    return Effect.void
  }

  const heldBy = (orderId: OrderId): ReadonlyArray<readonly [string, Reservation]> => [...reservations].filter(([, held]) => held.orderId === orderId)

  return Inventory.of({
    execute: (command) => Effect.suspend(() => {
      lapse(command.at)
      switch (command.type) {
        case "Reserve":
          return Effect.forEach(command.demands, (demand) => hold(command.cartId, undefined, demand, command.expiresAt), { discard: true })
        case "PassToOrder":
          return Effect.forEach(command.demands, (demand) => hold(command.cartId, command.orderId, demand, command.expiresAt), { discard: true })
        case "ConvertToSale":
          for (const [key, { variantId, quantity }] of heldBy(command.orderId)) {
            onHand.set(variantId, onHand.get(variantId)! - quantity)
            reservations.delete(key)
          }
          return Effect.void
        case "Release":
          for (const [key] of heldBy(command.orderId)) reservations.delete(key)
          return Effect.void
      }
    }),
    availability: (cartId, variantIds, now) => Effect.sync(() => {
      lapse(now)
      return variantIds.map((variantId) => {
        const held = reservations.get(keyOf(cartId, variantId))
        return { variantId, available: free(variantId), reserved: held?.quantity ?? 0, ...(held ? { reservedUntil: held.expiresAt } : {}) }
      })
    }),
    lapse: (now) => Effect.sync(() => lapse(now)),
    receive: (pieces) => Effect.sync(() => {
      for (const { variantId, quantity } of pieces) onHand.set(variantId, (onHand.get(variantId) ?? 0) + quantity)
    })
  })
}))
