import type { Transitions } from "../machine.ts"
import type { Reservation, ReservationCommand } from "./reservation.ts"

/** For each status: what it accepts, and where that may lead. What ended it may be said again, and changes nothing. */
export const reservationTransitions = {
  unheld: { Hold: ["held"] },
  held: {
    ChangeQuantity: ["held"],
    Extend: ["held"],
    PassToOrder: ["held"],
    Convert: ["converted"],
    Release: ["released"],
    Lapse: ["lapsed"]
  },
  converted: { Convert: ["converted"] },
  released: { Release: ["released"] },
  lapsed: { Lapse: ["lapsed"] }
} as const satisfies Transitions<Reservation["status"], ReservationCommand["type"]>
