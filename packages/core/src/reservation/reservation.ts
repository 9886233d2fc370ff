import type { CartId, Instant, OrderId, ReservationId, VariantId } from "../id.ts"

/** For whom pieces are kept. */
export type Holder =
  | { readonly kind: "cart"; readonly cartId: CartId }
  | { readonly kind: "order"; readonly orderId: OrderId }

/** Pieces of one variant that are kept for somebody, and free to nobody else. */
export interface Reserved {
  readonly reservationId: ReservationId
  readonly variantId: VariantId
  readonly quantity: number
  readonly holder: Holder
  /** When a cart's hold lapses; an order's is let go with its order. */
  readonly expiresAt: Instant
}

export type Reservation =
  | { readonly status: "unheld" }
  | (Reserved & { readonly status: "held" })
  /** Sold: the pieces left the stock. */
  | (Reserved & { readonly status: "converted" })
  | (Reserved & { readonly status: "released" })
  /** Its time passed: the pieces are free again. */
  | (Reserved & { readonly status: "lapsed" })

/** `available` counts what is free and what is already held here. */
export type ReservationCommand =
  | { readonly type: "Hold"; readonly reservationId: ReservationId; readonly variantId: VariantId; readonly quantity: number; readonly available: number; readonly holder: Holder; readonly expiresAt: Instant; readonly at: Instant }
  | { readonly type: "ChangeQuantity"; readonly quantity: number; readonly available: number; readonly at: Instant }
  | { readonly type: "Extend"; readonly expiresAt: Instant; readonly at: Instant }
  | { readonly type: "PassToOrder"; readonly orderId: OrderId; readonly at: Instant }
  | { readonly type: "Convert"; readonly at: Instant }
  | { readonly type: "Release"; readonly at: Instant }
  | { readonly type: "Lapse"; readonly at: Instant }

export type ReservationEvent =
  | { readonly type: "ReservationHeld"; readonly reservationId: ReservationId; readonly variantId: VariantId; readonly quantity: number; readonly holder: Holder; readonly expiresAt: Instant; readonly at: Instant }
  | { readonly type: "ReservationQuantityChanged"; readonly quantity: number; readonly at: Instant }
  | { readonly type: "ReservationExtended"; readonly expiresAt: Instant; readonly at: Instant }
  | { readonly type: "ReservationPassedToOrder"; readonly orderId: OrderId; readonly at: Instant }
  | { readonly type: "ReservationConverted"; readonly at: Instant }
  | { readonly type: "ReservationReleased"; readonly at: Instant }
  | { readonly type: "ReservationLapsed"; readonly at: Instant }

export type ReservationRefusal =
  /** Not a whole number of pieces, at least one: to let go of all of them is to release. */
  | { readonly code: "quantity_not_reservable"; readonly quantity: number }
  /** As the stock itself refuses. */
  | { readonly code: "insufficient_stock"; readonly variantId: VariantId; readonly requested: number; readonly available: number }
  | { readonly code: "reservation_is_of_an_order"; readonly orderId: OrderId }
  | { readonly code: "reservation_not_yet_due"; readonly expiresAt: Instant }
