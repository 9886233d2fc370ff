import { cannotFollow } from "../machine.ts"
import type { Reservation, ReservationEvent } from "./reservation.ts"

export const evolve = (reservation: Reservation, event: ReservationEvent): Reservation => {
  if (event.type === "ReservationHeld") {
    const { reservationId, variantId, quantity, holder, expiresAt } = event
    return reservation.status === "unheld" ? { status: "held", reservationId, variantId, quantity, holder, expiresAt } : cannotFollow(event, reservation)
  }
  if (reservation.status !== "held") return cannotFollow(event, reservation)
  switch (event.type) {
    case "ReservationQuantityChanged":
      return { ...reservation, quantity: event.quantity }
    case "ReservationExtended":
      return { ...reservation, expiresAt: event.expiresAt }
    case "ReservationPassedToOrder":
      return { ...reservation, holder: { kind: "order", orderId: event.orderId } }
    case "ReservationConverted":
      return { ...reservation, status: "converted" }
    case "ReservationReleased":
      return { ...reservation, status: "released" }
    case "ReservationLapsed":
      return { ...reservation, status: "lapsed" }
  }
}
