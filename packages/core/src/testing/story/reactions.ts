// What the stories of reactions are told with: what happened, and what is said of it.
import { expect } from "vitest"
import { id } from "../../id.ts"
import type { OrderEvent } from "../../order/index.ts"
import { kurta, MINUTE, placement } from "../samples.ts"
import { type Happened, together } from "../../reactions/index.ts"

export const react = together()
export const { cartId, checkoutId, orderId, paymentId } = placement
export const total = placement.quote.totals.grandTotal
export const at = 5
export const lineId = id<"cart_line">("line-1")
/** Events of which nothing follows in the same transaction. */
export const nothingFollows = (...happened: ReadonlyArray<Happened>) => { for (const each of happened) expect(react(each)).toEqual([]) }
export const ofCart = (event: Extract<Happened, { readonly of: "cart" }>["event"]): Happened => ({ of: "cart", id: cartId, event })
export const ofOrder = (event: OrderEvent): Happened => ({ of: "order", id: orderId, event })
export const taking = (quantity: number) => [{ variantId: kurta.variantId, quantity }]
export const reserve = (quantity: number) =>
  ({ to: "inventory", command: { type: "Reserve", cartId, demands: taking(quantity), expiresAt: at + 15 * MINUTE, at } })
