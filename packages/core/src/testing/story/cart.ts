// What the stories of a cart are told with: what happened, and what is asked for.
import { id } from "../../id.ts"
import { money } from "../../money/index.ts"
import { specify } from "../index.ts"
import { DAY, earphones, kurta, owner } from "../samples.ts"
import { cartMachine, type CartEvent, type CartLine, type Item } from "../../cart/index.ts"

export const machine = cartMachine()
export const { given } = specify(machine)

export const cartId = id<"cart">("cart-1")
export const orderId = id<"order">("order-1")
export const [first, second, third] = [id<"cart_line">("line-1"), id<"cart_line">("line-2"), id<"cart_line">("line-3")]

export const opened = { type: "CartOpened", cartId, owner, currency: "INR", saved: [], expiresAt: 7 * DAY, at: 0 } satisfies CartEvent
export const takes = ({ variantId }: Item, quantity: number) => [{ variantId, quantity }]
export const added = (lineId: typeof first, item: Item, quantity: number): CartEvent => ({ type: "CartItemAdded", line: { lineId, item, quantity, addedAt: 1 }, demands: takes(item, quantity), at: 1 })
export const twoKurtas = added(first, kurta, 2)
export const saved = { lineId: second, item: earphones, quantity: 2, savedAt: 2 }
export const twoEarphonesSaved = { type: "CartItemSaved", lineId: second, saved, demands: [], at: 2 } satisfies CartEvent
export const gift = { lineId: id<"cart_line">("gift-1"), item: { ...kurta, unitPrice: money(0) }, quantity: 1, addedAt: 2, giftOf: ["rule-1"] } satisfies CartLine
export const gifted = { type: "CartGiftsApplied", gifts: [gift], demands: [], at: 2 } satisfies CartEvent

export const add = (item: Item, quantity: number, lineId = third) => ({ type: "AddItem", lineId, item, quantity, at: 5 }) as const
export const remove = (lineId: typeof first) => ({ type: "RemoveItem", lineId, at: 5 }) as const
export const save = (lineId: typeof first) => ({ type: "SaveForLater", lineId, at: 5 }) as const
export const moveBack = (lineId: typeof first) => ({ type: "MoveToCart", lineId, at: 5 }) as const
export const change = (lineId: typeof first, quantity: number) => ({ type: "ChangeQuantity", lineId, quantity, at: 5 }) as const
