import fc from "fast-check"
import type { VariantId } from "../id.ts"
import { anyId, anyInstant, command } from "../testing/generate.ts"
import type { Commands } from "../testing/walk.ts"
import type { Holder, ReservationCommand } from "./reservation.ts"

export const anyVariant: fc.Arbitrary<VariantId> = anyId("variant")

/** Mostly a cart; now and then an order that has none. */
export const anyHolder: fc.Arbitrary<Holder> = fc.oneof(
  { weight: 4, arbitrary: anyId("cart").map((cartId): Holder => ({ kind: "cart", cartId })) },
  anyId("order").map((orderId): Holder => ({ kind: "order", orderId }))
)

// Now and then more than there are, none, or a piece and a half.
const anyQuantity = fc.oneof({ weight: 5, arbitrary: fc.integer({ min: 1, max: 4 }) }, fc.constantFrom(0, 1.5, 9))
const available = fc.integer({ min: 0, max: 8 })

/** A generator for each command of the reservation. */
export const reservationCommands: Commands<ReservationCommand> = {
  Hold: command("Hold", { reservationId: anyId("reservation"), variantId: anyVariant, quantity: anyQuantity, available, holder: anyHolder, expiresAt: anyInstant }),
  ChangeQuantity: command("ChangeQuantity", { quantity: anyQuantity, available }),
  Extend: command("Extend", { expiresAt: anyInstant }),
  PassToOrder: command("PassToOrder", { orderId: anyId("order") }),
  Convert: command("Convert", {}),
  Release: command("Release", {}),
  Lapse: command("Lapse", {})
}
