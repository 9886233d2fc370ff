// What is on the shelf, what of it is kept for somebody, and what lacks: sums that no two lines see differently.
import type { VariantId } from "../id.ts"
import { type Demand, type InventoryRefusal, together } from "../inventory/index.ts"
import type { Reservation } from "./reservation.ts"

/** How many pieces of each variant are kept for somebody. */
export const heldOf = (reservations: ReadonlyArray<Reservation>): ReadonlyArray<Demand> =>
  together(reservations.flatMap((reservation) => reservation.status === "held" ? [{ variantId: reservation.variantId, quantity: reservation.quantity }] : []))

/** How many pieces of each variant on the shelf are kept for nobody: never fewer than none, though more was promised than a count now finds. */
export const freeOf = (onHand: ReadonlyArray<Demand>, reservations: ReadonlyArray<Reservation>): ReadonlyArray<Demand> => {
  const held = heldOf(reservations)
  return together(onHand).map(({ variantId, quantity }) => ({ variantId, quantity: Math.max(0, quantity - countOf(held, variantId)) }))
}

/** Fewer pieces of a stock item than are asked for. */
export type Shortage = Omit<InventoryRefusal, "code">

/** What lacks of these demands, for each stock item that bundles and plain lines share together: the same item asked for twice is asked for once. */
export const shortageOf = (demands: ReadonlyArray<Demand>, free: ReadonlyArray<Demand>): ReadonlyArray<Shortage> =>
  together(demands).flatMap(({ variantId, quantity: requested }) => {
    const available = countOf(free, variantId)
    return requested > available ? [{ variantId, requested, available }] : []
  })

const countOf = (counts: ReadonlyArray<Demand>, variantId: VariantId): number =>
  counts.reduce((pieces, count) => count.variantId === variantId ? pieces + count.quantity : pieces, 0)
