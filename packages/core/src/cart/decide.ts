import type { CartLineId, Instant } from "../id.ts"
import { demandsOf, demandsTouchedBy } from "../inventory/index.ts"
import { decideBy, type Handlers } from "../machine.ts"
import { ok, refuse } from "../result.ts"
import type { ActiveCart, Cart, CartCommand, CartEvent, CartLine, CartPolicy, CartRefusal, SavedItem } from "./cart.ts"
import { changesOf, linesAfter, movedOf } from "./change.ts"
import { giftLinesOf, isGift, sameGifts } from "./gift.ts"
import type { Item } from "./item.ts"
import { mergedContents } from "./merge.ts"
import { cartTransitions } from "./transitions.ts"

const handlers = (policy: CartPolicy): Handlers<typeof cartTransitions, Cart, CartCommand, CartEvent, CartRefusal> => {
  const outOfRange = (quantity: number): CartRefusal | undefined =>
    Number.isInteger(quantity) && quantity >= 1 && quantity <= policy.maximumQuantity
      ? undefined
      : { code: "quantity_out_of_range", quantity, minimum: 1, maximum: policy.maximumQuantity }

  const full = ({ lines }: ActiveCart): CartRefusal | undefined =>
    lines.filter((line) => !isGift(line)).length >= policy.maximumLines ? { code: "cart_is_full", maximumLines: policy.maximumLines } : undefined

  /** A shop may close a cart that its customer emptied; gifts alone are no purchase. */
  const closing = ({ cartId }: ActiveCart, lines: ReadonlyArray<CartLine>, at: Instant): ReadonlyArray<CartEvent> =>
    policy.emptiedCart === "closes" && lines.every(isGift) ? [{ type: "CartAbandoned", cartId, because: "emptied", at }] : []

  return {
    Open: (_unopened, { cartId, owner, saved = [], at }) =>
      ok([{ type: "CartOpened", cartId, owner, currency: "INR", saved, expiresAt: at + policy.cartTtlMs, at }]),

    // The same product and variant adds to the line that is there, at the price that it was put in for.
    AddItem: (cart, { lineId, item, quantity, at }) => {
      const present = bought(cart, item)
      const total = (present?.quantity ?? 0) + quantity
      const refusal = outOfRange(quantity) ?? outOfRange(total)
      if (refusal) return refuse(refusal)
      if (present) return ok([changed(cart, present, total, at)])
      const noRoom = full(cart)
      if (noRoom) return refuse(noRoom)
      const line = { lineId, item, quantity, addedAt: at }
      return ok([{ type: "CartItemAdded", line, demands: demandsTouchedBy([item], [...cart.lines, line]), at }])
    },

    ChangeQuantity: (cart, { lineId, quantity, at }) => {
      const refusal = outOfRange(quantity) ?? untouchable(cart, lineId)
      if (refusal) return refuse(refusal)
      const line = lineOf(cart, lineId)
      if (line.quantity === quantity) return ok([])
      return ok([changed(cart, line, quantity, at)])
    },

    RemoveItem: (cart, { lineId, at }) => {
      const refusal = untouchable(cart, lineId)
      if (refusal) return refuse(refusal)
      const lines = cart.lines.filter((line) => line.lineId !== lineId)
      return ok([{ type: "CartItemRemoved", lineId, demands: demandsTouchedBy([lineOf(cart, lineId).item], lines), at }, ...closing(cart, lines, at)])
    },

    // A cart that is emptied so is not closed: its customer means to come back to it.
    SaveForLater: (cart, { lineId, at }) => {
      const refusal = untouchable(cart, lineId)
      if (refusal) return refuse(refusal)
      const { item, quantity } = lineOf(cart, lineId)
      const present = cart.saved.find((saved) => saved.item.variantId === item.variantId)
      const total = (present?.quantity ?? 0) + quantity
      const tooMany = outOfRange(total)
      if (tooMany) return refuse(tooMany)
      if (!present && cart.saved.length >= policy.maximumLines) return refuse({ code: "saved_items_are_full", maximumLines: policy.maximumLines })
      const saved = { ...(present ?? { lineId, item, savedAt: at }), quantity: total }
      return ok([{ type: "CartItemSaved", lineId, saved, demands: demandsTouchedBy([item], cart.lines.filter((line) => line.lineId !== lineId)), at }])
    },

    MoveToCart: (cart, { lineId, at }) => {
      const saved = savedOf(cart, lineId)
      if (!saved) return refuse({ code: "saved_item_not_found", lineId })
      const { item, quantity } = saved
      const present = bought(cart, item)
      const total = (present?.quantity ?? 0) + quantity
      const refusal = outOfRange(total) ?? (present ? undefined : full(cart))
      if (refusal) return refuse(refusal)
      const line = { ...(present ?? { lineId, item, addedAt: at }), quantity: total }
      return ok([{ type: "CartItemMovedBack", lineId, line, demands: demandsTouchedBy([item], [...cart.lines.filter((other) => other !== present), line]), at }])
    },

    RemoveSaved: (cart, { lineId, at }) => savedOf(cart, lineId) ? ok([{ type: "CartSavedRemoved", lineId, at }]) : refuse({ code: "saved_item_not_found", lineId }),

    ApplyGifts: (cart, { gifts: given, at }) => {
      const gifts = giftLinesOf(cart.lines, given, at)
      const refusal = [...given, ...gifts].map(({ quantity }) => outOfRange(quantity)).find((each) => each !== undefined)
      if (refusal) return refuse(refusal)
      const before = cart.lines.filter(isGift)
      if (sameGifts(before, gifts)) return ok([])
      const touched = [...before, ...gifts].map(({ item }) => item)
      return ok([{ type: "CartGiftsApplied", gifts, demands: demandsTouchedBy(touched, [...cart.lines.filter((line) => !isGift(line)), ...gifts]), at }])
    },

    // Only what was shown holds: nobody pays another price, or gets fewer, than they said yes to.
    AcceptChanges: (cart, { accepted, today, at }) => {
      const changes = changesOf(policy, cart, today)
      if (movedOf(accepted, changes).length > 0) return refuse({ code: "changes_have_moved", changes })
      if (accepted.length === 0) return ok([])
      const lines = linesAfter(cart.lines, accepted)
      // A price touches nothing in the stock.
      const lacking = new Set(accepted.filter(({ kind }) => kind !== "price").map(({ lineId }) => lineId))
      const touched = cart.lines.filter(({ lineId }) => lacking.has(lineId)).map(({ item }) => item)
      return ok([{ type: "CartChangesAccepted", accepted, lines, demands: demandsTouchedBy(touched, lines), at }, ...closing(cart, lines, at)])
    },

    MergeInto: (cart, { into, at }) => {
      if (cart.status === "merged") return cart.into === into ? ok([]) : refuse({ code: "cart_already_merged", into: cart.into })
      if (cart.owner.kind !== "guest") return refuse({ code: "cart_is_not_a_guests" })
      if (into === cart.cartId) return refuse({ code: "cart_cannot_merge_into_itself" })
      return ok([{ type: "CartMerged", cartId: cart.cartId, into, lines: cart.lines.filter((line) => !isGift(line)), saved: cart.saved, at }])
    },

    Absorb: (cart, { from, at, ...theirs }) => {
      if (cart.absorbed.includes(from)) return ok([])
      const contents = mergedContents(policy, cart, theirs)
      return ok([{ type: "CartAbsorbed", from, ...contents, demands: demandsOf(contents.lines), at }])
    },

    Lock: (cart, { orderId, at }) => cart.lines.every(isGift) ? refuse({ code: "cart_is_empty" }) : ok([{ type: "CartLocked", orderId, at }]),
    Unlock: (_cart, { at }) => ok([{ type: "CartUnlocked", at }]),
    Convert: (_cart, { at }) => ok([{ type: "CartConverted", at }]),

    Expire: ({ cartId, expiresAt }, { at }) =>
      at < expiresAt ? refuse({ code: "cart_not_yet_due", expiresAt }) : ok([{ type: "CartAbandoned", cartId, because: "expired", at }])
  }
}

/** The line of this thing that was put in, whatever is given beside it. */
const bought = (cart: ActiveCart, item: Item): CartLine | undefined => cart.lines.find((line) => line.item.variantId === item.variantId && !isGift(line))

const savedOf = (cart: ActiveCart, lineId: CartLineId): SavedItem | undefined => cart.saved.find((saved) => saved.lineId === lineId)

/** Why nobody may change this line by hand. */
const untouchable = (cart: ActiveCart, lineId: CartLineId): CartRefusal | undefined => {
  const line = cart.lines.find((each) => each.lineId === lineId)
  if (!line) return { code: "cart_line_not_found", lineId }
  return isGift(line) ? { code: "gift_line_untouchable", lineId } : undefined
}

const lineOf = (cart: ActiveCart, lineId: CartLineId): CartLine => cart.lines.find((line) => line.lineId === lineId)!

const changed = (cart: ActiveCart, line: CartLine, quantity: number, at: Instant): CartEvent => ({
  type: "CartQuantityChanged",
  lineId: line.lineId,
  quantity,
  demands: demandsTouchedBy([line.item], cart.lines.map((other) => other === line ? { ...line, quantity } : other)),
  at
})

export const decide = (policy: CartPolicy) =>
  decideBy<Cart, CartCommand, CartEvent, CartRefusal, typeof cartTransitions>("cart", cartTransitions, handlers(policy))
