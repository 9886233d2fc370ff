import type { VariantId } from "../id.ts"
import { decideBy, type Handlers } from "../machine.ts"
import { ok, refuse } from "../result.ts"
import type { Reservation, ReservationCommand, ReservationEvent, ReservationRefusal } from "./reservation.ts"
import { reservationTransitions } from "./transitions.ts"

/** Why so many cannot be kept. */
const unreservable = (variantId: VariantId, { quantity, available }: { readonly quantity: number; readonly available: number }): ReservationRefusal | undefined => {
  if (!Number.isInteger(quantity) || quantity < 1) return { code: "quantity_not_reservable", quantity }
  return quantity > available ? { code: "insufficient_stock", variantId, requested: quantity, available } : undefined
}

const handlers: Handlers<typeof reservationTransitions, Reservation, ReservationCommand, ReservationEvent, ReservationRefusal> = {
  Hold: (_unheld, { type: _, available, ...reserved }) => {
    const refusal = unreservable(reserved.variantId, { quantity: reserved.quantity, available })
    return refusal ? refuse(refusal) : ok([{ type: "ReservationHeld", ...reserved }])
  },

  ChangeQuantity: (held, { quantity, available, at }) => {
    const refusal = unreservable(held.variantId, { quantity, available })
    if (refusal) return refuse(refusal)
    return quantity === held.quantity ? ok([]) : ok([{ type: "ReservationQuantityChanged", quantity, at }])
  },

  // A promise once given is not shortened.
  Extend: (held, { expiresAt, at }) => expiresAt > held.expiresAt ? ok([{ type: "ReservationExtended", expiresAt, at }]) : ok([]),

  PassToOrder: ({ holder }, { orderId, at }) => {
    if (holder.kind === "cart") return ok([{ type: "ReservationPassedToOrder", orderId, at }])
    return holder.orderId === orderId ? ok([]) : refuse({ code: "reservation_is_of_an_order", orderId: holder.orderId })
  },

  Convert: ({ status }, { at }) => status === "held" ? ok([{ type: "ReservationConverted", at }]) : ok([]),
  Release: ({ status }, { at }) => status === "held" ? ok([{ type: "ReservationReleased", at }]) : ok([]),

  // The stock of an order is let go with the order, however late it is.
  Lapse: (reservation, { at }) => {
    if (reservation.status === "lapsed") return ok([])
    if (reservation.holder.kind === "order") return refuse({ code: "reservation_is_of_an_order", orderId: reservation.holder.orderId })
    if (at < reservation.expiresAt) return refuse({ code: "reservation_not_yet_due", expiresAt: reservation.expiresAt })
    return ok([{ type: "ReservationLapsed", at }])
  }
}

export const decide = decideBy<Reservation, ReservationCommand, ReservationEvent, ReservationRefusal, typeof reservationTransitions>("reservation", reservationTransitions, handlers)
