import type { CartId, Instant, OrderId, VariantId } from "../id.ts"
import type { Demand } from "./demand.ts"

export { type Demand, demandsOf, demandsTouchedBy, type Stocked, takenBy, together } from "./demand.ts"

/**
 * What the sale asks of the stock. `Reserve` states the whole quantity that a cart holds of each variant, so that
 * saying it twice changes nothing; zero lets go.
 */
export type InventoryCommand =
  | { readonly type: "Reserve"; readonly cartId: CartId; readonly demands: ReadonlyArray<Demand>; readonly expiresAt: Instant; readonly at: Instant }
  /** An order without a cart takes what is free. */
  | { readonly type: "PassToOrder"; readonly cartId?: CartId; readonly orderId: OrderId; readonly demands: ReadonlyArray<Demand>; readonly expiresAt: Instant; readonly at: Instant }
  | { readonly type: "ConvertToSale"; readonly orderId: OrderId; readonly at: Instant }
  | { readonly type: "Release"; readonly orderId: OrderId; readonly at: Instant }
  /** Lets go of everything that a cart holds. */
  | { readonly type: "ReleaseCart"; readonly cartId: CartId; readonly at: Instant }
  /** What `from` holds is let go, and `into` holds of `demands` as many as are free. Never refused: what lacks is shown by the cart, and refused at checkout. */
  | { readonly type: "MergeCarts"; readonly from: CartId; readonly into: CartId; readonly demands: ReadonlyArray<Demand>; readonly expiresAt: Instant; readonly at: Instant }
  /** Pieces come back to the shelf; `key` is the id of what brought them back, so that saying it twice brings them back once. */
  | { readonly type: "Restock"; readonly key: string; readonly demands: ReadonlyArray<Demand>; readonly at: Instant }

/** Fewer pieces are free than were asked for. `available` counts those that the asker already holds. */
export type InventoryRefusal = {
  readonly code: "insufficient_stock"
  readonly variantId: VariantId
  readonly requested: number
  readonly available: number
}
