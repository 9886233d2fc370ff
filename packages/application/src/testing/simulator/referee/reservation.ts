import type { Reservation, ReservationCommand, ReservationEvent } from "@bahi/core/reservation"
import { isPieces, type Verdict } from "./law.ts"

type Held = Extract<Reservation, { readonly status: "held" }>
type Laws = { readonly [T in ReservationEvent["type"]]?: (seen: { readonly before: Held; readonly event: Extract<ReservationEvent, { readonly type: T }>; readonly available: number }) => Verdict }

const inStock = (quantity: number, available: number): Verdict => ({ "whole pieces are held, and no more than there are": isPieces(quantity, available) })

/** When something may happen to a hold of the stock. `available`: what was said to be there. */
export const reservationLaws: Laws = {
  ReservationHeld: ({ event, available }) => inStock(event.quantity, available),
  ReservationQuantityChanged: ({ event, available }) => inStock(event.quantity, available),
  ReservationPassedToOrder: ({ before }) => ({ "only a cart passes its hold on": before.holder.kind === "cart" }),
  ReservationLapsed: ({ before, event }) => ({ "only a cart's hold lapses, and in its time": before.holder.kind === "cart" && event.at >= before.expiresAt })
}

/** Who asks for an order's hold is that order. */
export const passedToItsOrder = (after: Reservation, command: ReservationCommand): Verdict => ({
  "a hold is passed to one order only": command.type !== "PassToOrder" || after.status !== "held" || (after.holder.kind === "order" && after.holder.orderId === command.orderId)
})
