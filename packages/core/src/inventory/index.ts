import type { CartId, Instant, OrderId, VariantId } from "../id.ts"

/** How many pieces of one variant somebody wants to hold. */
export interface Demand {
  readonly variantId: VariantId
  readonly quantity: number
}

/**
 * What the sale asks of the stock. `Reserve` states the whole quantity that a cart holds of each variant, so that
 * saying it twice changes nothing; zero lets go.
 */
export type InventoryCommand =
  | { readonly type: "Reserve"; readonly cartId: CartId; readonly demands: ReadonlyArray<Demand>; readonly expiresAt: Instant; readonly at: Instant }
  | { readonly type: "PassToOrder"; readonly cartId?: CartId; readonly orderId: OrderId; readonly demands: ReadonlyArray<Demand>; readonly expiresAt: Instant; readonly at: Instant }
  | { readonly type: "ConvertToSale"; readonly orderId: OrderId; readonly at: Instant }
  | { readonly type: "Release"; readonly orderId: OrderId; readonly at: Instant }
  /** Pieces come back to the shelf. `key` is the id of what brought them back: they come back once. */
  | { readonly type: "Restock"; readonly key: string; readonly demands: ReadonlyArray<Demand>; readonly at: Instant }

/** Fewer pieces are free than were asked for. `available` counts those that the asker already holds. */
export type InventoryRefusal = {
  readonly code: "insufficient_stock"
  readonly variantId: VariantId
  readonly requested: number
  readonly available: number
}
