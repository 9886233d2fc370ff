import type { CartId, CartLineId, GuestKey, Instant, OrderId, ProductId, SellerId, VariantId } from "../id.ts"
import type { Demand } from "../inventory/index.ts"
import type { Money } from "../money/index.ts"
import type { TaxClass, Treatment } from "../tax/index.ts"

/** What a customer puts into a cart, with everything that a later change in the catalog must not touch. */
export interface Item {
  readonly productId: ProductId
  readonly variantId: VariantId
  /** Who sells it, on a marketplace; absent, it is the shop itself. */
  readonly sellerId?: SellerId
  readonly sku: string
  readonly name: string
  readonly variantName?: string
  readonly imageUrl?: string
  readonly hsnCode: string
  readonly taxClass: TaxClass
  /** Why it is not taxed, where that is more than a rate of 0 %: its tax class is one of 0 %. */
  readonly treatment?: Treatment
  /** Unique Quantity Code of the GST portal: NOS, PRS, KGS … */
  readonly unit: string
  readonly weightGrams: number
  readonly unitPrice: Money
  readonly unitMrp: Money
  /** A bundle is sold as one thing, and takes these from the stock; anything else takes itself. */
  readonly components?: ReadonlyArray<Demand>
}

export interface CartLine {
  readonly lineId: CartLineId
  readonly item: Item
  readonly quantity: number
  readonly addedAt: Instant
}

export interface OpenedCart {
  readonly cartId: CartId
  readonly guestKey: GuestKey
  readonly currency: "INR"
  readonly lines: ReadonlyArray<CartLine>
  readonly openedAt: Instant
  /** When the cart counts as abandoned; its reservations lapse long before. */
  readonly expiresAt: Instant
}

export type ActiveCart = OpenedCart & { readonly status: "active" }
/** An order waits for its payment: what it was placed from must not change. */
export type LockedCart = OpenedCart & { readonly status: "locked"; readonly orderId: OrderId }
/** Became an order. */
export type ConvertedCart = OpenedCart & { readonly status: "converted"; readonly orderId: OrderId }

export type Cart = { readonly status: "unopened" } | ActiveCart | LockedCart | ConvertedCart

export type CartCommand =
  | { readonly type: "Open"; readonly cartId: CartId; readonly guestKey: GuestKey; readonly at: Instant }
  | { readonly type: "AddItem"; readonly lineId: CartLineId; readonly item: Item; readonly quantity: number; readonly at: Instant }
  | { readonly type: "ChangeQuantity"; readonly lineId: CartLineId; readonly quantity: number; readonly at: Instant }
  | { readonly type: "RemoveItem"; readonly lineId: CartLineId; readonly at: Instant }
  | { readonly type: "Lock"; readonly orderId: OrderId; readonly at: Instant }
  | { readonly type: "Unlock"; readonly at: Instant }
  | { readonly type: "Convert"; readonly at: Instant }

/** `demands` of a change: the whole quantity that the cart now takes of each stock item that the change touches. */
export type CartEvent =
  | { readonly type: "CartOpened"; readonly cartId: CartId; readonly guestKey: GuestKey; readonly currency: "INR"; readonly expiresAt: Instant; readonly at: Instant }
  | { readonly type: "CartItemAdded"; readonly line: CartLine; readonly demands: ReadonlyArray<Demand>; readonly at: Instant }
  | { readonly type: "CartQuantityChanged"; readonly lineId: CartLineId; readonly quantity: number; readonly demands: ReadonlyArray<Demand>; readonly at: Instant }
  | { readonly type: "CartItemRemoved"; readonly lineId: CartLineId; readonly demands: ReadonlyArray<Demand>; readonly at: Instant }
  | { readonly type: "CartLocked"; readonly orderId: OrderId; readonly at: Instant }
  | { readonly type: "CartUnlocked"; readonly at: Instant }
  | { readonly type: "CartConverted"; readonly at: Instant }

export type CartRefusal =
  | { readonly code: "quantity_out_of_range"; readonly quantity: number; readonly minimum: number; readonly maximum: number }
  | { readonly code: "cart_is_full"; readonly maximumLines: number }
  | { readonly code: "cart_line_not_found"; readonly lineId: CartLineId }

/** Options of the shop. */
export interface CartPolicy {
  readonly cartTtlMs: number
  readonly maximumLines: number
  readonly maximumQuantity: number
}

/** A week to come back, a hundred lines, ten thousand of each. */
export const cartPolicy: CartPolicy = { cartTtlMs: 7 * 24 * 60 * 60 * 1000, maximumLines: 100, maximumQuantity: 10_000 }
