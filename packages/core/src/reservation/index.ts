import type { Machine } from "../machine.ts"
import { decide } from "./decide.ts"
import { evolve } from "./evolve.ts"
import type { Reservation, ReservationCommand, ReservationEvent, ReservationRefusal } from "./reservation.ts"
import { reservationTransitions } from "./transitions.ts"

export * from "./reservation.ts"
export * from "./stock.ts"

/** Pieces kept for a cart for a while, or for an order as long as it lives: then sold, let go, or lapsed. */
export const reservationMachine: Machine<Reservation, ReservationCommand, ReservationEvent, ReservationRefusal> = {
  name: "reservation",
  initial: { status: "unheld" },
  transitions: reservationTransitions,
  terminal: ["converted", "released", "lapsed"],
  decide,
  evolve
}
