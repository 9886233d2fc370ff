import type { CartId, CartLineId, Instant, OrderId, Owner } from "../id.ts"
import type { Demand } from "../inventory/index.ts"
import type { LineChange, Today } from "./change.ts"
import type { Gift } from "./gift.ts"
import type { Item } from "./item.ts"

/** One line for each thing that was put in, and one for each that is given. */
export interface CartLine {
  readonly lineId: CartLineId
  readonly item: Item
  readonly quantity: number
  readonly addedAt: Instant
  /** The rules that give it: a gift is free, and comes and goes by rule only. */
  readonly giftOf?: ReadonlyArray<string>
}

/** Kept for later: one for each thing. Nothing is held of it in the stock. */
export interface SavedItem {
  readonly lineId: CartLineId
  readonly item: Item
  readonly quantity: number
  readonly savedAt: Instant
}

export interface OpenedCart {
  readonly cartId: CartId
  readonly owner: Owner
  readonly currency: "INR"
  readonly lines: ReadonlyArray<CartLine>
  readonly saved: ReadonlyArray<SavedItem>
  /** The guests' carts that were merged into it, so that none is twice. */
  readonly absorbed: ReadonlyArray<CartId>
  readonly openedAt: Instant
  /** When the cart counts as abandoned; its reservations lapse long before. */
  readonly expiresAt: Instant
}

export type ActiveCart = OpenedCart & { readonly status: "active" }
/** An order waits for its payment: what it was placed from must not change. */
export type LockedCart = OpenedCart & { readonly status: "locked"; readonly orderId: OrderId }
/** Became an order. */
export type ConvertedCart = OpenedCart & { readonly status: "converted"; readonly orderId: OrderId }
/** Its guest signed in: what was in it is in the customer's cart, and no longer here. */
export type MergedCart = OpenedCart & { readonly status: "merged"; readonly into: CartId; readonly mergedAt: Instant }
/** Nobody came back for it; or it was emptied, in a shop that closes such carts. */
export type AbandonedCart = OpenedCart & { readonly status: "abandoned"; readonly because: Abandonment; readonly abandonedAt: Instant }

/** Who counts the carts that were lost leaves out those that their customers emptied. */
export type Abandonment = "expired" | "emptied"

export type Cart = { readonly status: "unopened" } | ActiveCart | LockedCart | ConvertedCart | MergedCart | AbandonedCart

export type CartCommand =
  /** `saved` comes along from the cart before. */
  | { readonly type: "Open"; readonly cartId: CartId; readonly owner: Owner; readonly saved?: ReadonlyArray<SavedItem>; readonly at: Instant }
  | { readonly type: "AddItem"; readonly lineId: CartLineId; readonly item: Item; readonly quantity: number; readonly at: Instant }
  | { readonly type: "ChangeQuantity"; readonly lineId: CartLineId; readonly quantity: number; readonly at: Instant }
  | { readonly type: "RemoveItem"; readonly lineId: CartLineId; readonly at: Instant }
  | { readonly type: "SaveForLater"; readonly lineId: CartLineId; readonly at: Instant }
  | { readonly type: "MoveToCart"; readonly lineId: CartLineId; readonly at: Instant }
  | { readonly type: "RemoveSaved"; readonly lineId: CartLineId; readonly at: Instant }
  /** The whole set that the rules give now. */
  | { readonly type: "ApplyGifts"; readonly gifts: ReadonlyArray<Gift>; readonly at: Instant }
  /** Of what `changesOf` shows of today, what the customer accepted; the rest stays to be shown. */
  | { readonly type: "AcceptChanges"; readonly accepted: ReadonlyArray<LineChange>; readonly today: Today; readonly at: Instant }
  | { readonly type: "MergeInto"; readonly into: CartId; readonly at: Instant }
  | { readonly type: "Absorb"; readonly from: CartId; readonly lines: ReadonlyArray<CartLine>; readonly saved: ReadonlyArray<SavedItem>; readonly at: Instant }
  | { readonly type: "Lock"; readonly orderId: OrderId; readonly at: Instant }
  | { readonly type: "Unlock"; readonly at: Instant }
  | { readonly type: "Convert"; readonly at: Instant }
  | { readonly type: "Expire"; readonly at: Instant }

/** `demands` of a change: the whole quantity that the cart now takes of each stock item that the change touches. */
export type CartEvent =
  | { readonly type: "CartOpened"; readonly cartId: CartId; readonly owner: Owner; readonly currency: "INR"; readonly saved: ReadonlyArray<SavedItem>; readonly expiresAt: Instant; readonly at: Instant }
  | { readonly type: "CartItemAdded"; readonly line: CartLine; readonly demands: ReadonlyArray<Demand>; readonly at: Instant }
  | { readonly type: "CartQuantityChanged"; readonly lineId: CartLineId; readonly quantity: number; readonly demands: ReadonlyArray<Demand>; readonly at: Instant }
  | { readonly type: "CartItemRemoved"; readonly lineId: CartLineId; readonly demands: ReadonlyArray<Demand>; readonly at: Instant }
  /** `saved` is what is now kept of it, with what was kept before. */
  | { readonly type: "CartItemSaved"; readonly lineId: CartLineId; readonly saved: SavedItem; readonly demands: ReadonlyArray<Demand>; readonly at: Instant }
  /** `line` is what the cart now has of it, with what was there before. */
  | { readonly type: "CartItemMovedBack"; readonly lineId: CartLineId; readonly line: CartLine; readonly demands: ReadonlyArray<Demand>; readonly at: Instant }
  | { readonly type: "CartSavedRemoved"; readonly lineId: CartLineId; readonly at: Instant }
  /** `gifts` are all that the cart now has. */
  | { readonly type: "CartGiftsApplied"; readonly gifts: ReadonlyArray<CartLine>; readonly demands: ReadonlyArray<Demand>; readonly at: Instant }
  /** `lines` are all that the cart now has. */
  | { readonly type: "CartChangesAccepted"; readonly accepted: ReadonlyArray<LineChange>; readonly lines: ReadonlyArray<CartLine>; readonly demands: ReadonlyArray<Demand>; readonly at: Instant }
  /** Of a guest's cart: what goes over to the customer's. */
  | { readonly type: "CartMerged"; readonly cartId: CartId; readonly into: CartId; readonly lines: ReadonlyArray<CartLine>; readonly saved: ReadonlyArray<SavedItem>; readonly at: Instant }
  /** Of the customer's cart: `lines`, `saved` and `demands` are all that it now has and takes. */
  | { readonly type: "CartAbsorbed"; readonly from: CartId; readonly lines: ReadonlyArray<CartLine>; readonly saved: ReadonlyArray<SavedItem>; readonly demands: ReadonlyArray<Demand>; readonly at: Instant }
  | { readonly type: "CartLocked"; readonly orderId: OrderId; readonly at: Instant }
  | { readonly type: "CartUnlocked"; readonly at: Instant }
  | { readonly type: "CartConverted"; readonly at: Instant }
  | { readonly type: "CartAbandoned"; readonly cartId: CartId; readonly because: Abandonment; readonly at: Instant }

export type CartRefusal =
  | { readonly code: "quantity_out_of_range"; readonly quantity: number; readonly minimum: number; readonly maximum: number }
  | { readonly code: "cart_is_full"; readonly maximumLines: number }
  | { readonly code: "saved_items_are_full"; readonly maximumLines: number }
  | { readonly code: "cart_line_not_found"; readonly lineId: CartLineId }
  | { readonly code: "saved_item_not_found"; readonly lineId: CartLineId }
  | { readonly code: "gift_line_untouchable"; readonly lineId: CartLineId }
  /** What holds today is not what was accepted; `changes` are today's. */
  | { readonly code: "changes_have_moved"; readonly changes: ReadonlyArray<LineChange> }
  | { readonly code: "cart_is_not_a_guests" }
  | { readonly code: "cart_cannot_merge_into_itself" }
  | { readonly code: "cart_already_merged"; readonly into: CartId }
  | { readonly code: "cart_is_empty" }
  | { readonly code: "cart_not_yet_due"; readonly expiresAt: Instant }

/** Options of the shop. */
export interface CartPolicy {
  readonly cartTtlMs: number
  /** Of what was put in; gifts are not counted. As many again may be saved. */
  readonly maximumLines: number
  readonly maximumQuantity: number
  /** Whether a cart that its customer emptied stays, or is closed. */
  readonly emptiedCart: "stays" | "closes"
  /** What a price that changed since means: the customer is asked, the cart keeps its own, or today's holds without asking. */
  readonly priceChange: "ask" | "keep" | "update"
}

/** A week to come back, a hundred lines, ten thousand of each; an emptied cart stays, and nobody pays another price unasked. */
export const cartPolicy: CartPolicy = {
  cartTtlMs: 7 * 24 * 60 * 60 * 1000, maximumLines: 100, maximumQuantity: 10_000, emptiedCart: "stays", priceChange: "ask"
}

/** How many lines a cart has, gifts too. */
export const lineCountOf = ({ lines }: Pick<OpenedCart, "lines">): number => lines.length

/** How many pieces a cart has, gifts too. */
export const unitCountOf = ({ lines }: Pick<OpenedCart, "lines">): number => lines.reduce((pieces, { quantity }) => pieces + quantity, 0)
