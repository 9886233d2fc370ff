/** Options of the shop. */
export interface ReactionPolicy {
  /** How long a cart holds its stock after it was touched; a checkout holds it longer. */
  readonly cartReservationMs: number
  readonly checkoutReservationMs: number
}

/** A quarter of an hour in the cart, half an hour in checkout. */
export const reactionPolicy: ReactionPolicy = { cartReservationMs: 15 * 60 * 1000, checkoutReservationMs: 30 * 60 * 1000 }
