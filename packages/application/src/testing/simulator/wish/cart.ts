import type { ActiveCart, CartLine } from "@bahi/core/cart"
import { id } from "@bahi/core/id"
import { money } from "@bahi/core/money"
import type { PlacedOrder } from "@bahi/core/order"
import type { States } from "../../../ports/index.ts"
import { goods } from "../../fixtures.ts"
import { type Around, wishesAnew, wishesOf } from "./wish.ts"

const nowhere = id<"cart_line">("line-of-nobody")
const active = (cart: States["cart"]): ActiveCart | undefined => cart.status === "active" ? cart : undefined
const bought = (cart: States["cart"]): CartLine | undefined => active(cart)?.lines.find(({ giftOf }) => giftOf === undefined)
const given = (cart: States["cart"]): CartLine | undefined => active(cart)?.lines.find(({ giftOf }) => giftOf !== undefined)

const others = wishesOf("cart")(
  (cart) => {
    const line = bought(cart)
    return line && { type: "ChangeQuantity", lineId: line.lineId, quantity: 1.5 }
  },
  (cart) => {
    const line = bought(cart)
    return line && { type: "ChangeQuantity", lineId: line.lineId, quantity: 0 }
  },
  (cart) => active(cart) && { type: "RemoveItem", lineId: nowhere },
  (cart) => active(cart) && { type: "MoveToCart", lineId: nowhere },
  (cart) => active(cart) && { type: "RemoveSaved", lineId: nowhere },
  (cart) => active(cart) && { type: "AcceptChanges", accepted: [{ kind: "gone", lineId: nowhere }], today: { items: [], available: [] } },
  (cart) => {
    const line = bought(cart)
    return line && { type: "AcceptChanges", accepted: [{ kind: "price", lineId: line.lineId, was: line.item, now: { ...line.item, unitPrice: money(1) } }], today: { items: [line.item], available: [] } }
  },
  (cart, { now }) => cart.status === "active" && cart.expiresAt > now ? { type: "Expire" } : undefined
)
const ofNew = wishesAnew("cart")(
  (order, around) => [open(order, around), { type: "Lock", orderId: order.orderId }],
  (order, around) => [open(order, around), ...Object.values(goods).flatMap((item) => {
    const lineId = id<"cart_line">(item.sku)
    return [{ type: "AddItem", lineId, item, quantity: 1 } as const, { type: "SaveForLater", lineId } as const]
  })]
)
const open = ({ owner }: PlacedOrder, { fresh }: Around) => ({ type: "Open", cartId: id<"cart">(fresh), owner }) as const
const ofMerging = wishesOf("cart")(
  (cart) => cart.status === "active" && cart.owner.kind === "guest" ? { type: "MergeInto", into: cart.cartId } : undefined,
  (cart, { fresh }) => cart.status === "active" && cart.owner.kind === "customer" ? { type: "MergeInto", into: id<"cart">(fresh) } : undefined,
  (cart, { fresh }) => cart.status === "merged" ? { type: "MergeInto", into: id<"cart">(fresh) } : undefined
)
const ofGifts = wishesOf("cart")(
  (cart) => {
    const gift = given(cart)
    return gift && { type: "RemoveItem", lineId: gift.lineId }
  },
  (cart) => {
    const gift = given(cart)
    return gift && { type: "SaveForLater", lineId: gift.lineId }
  }
)

export const cartWishes = [...others, ...ofNew, ...ofMerging, ...ofGifts]
