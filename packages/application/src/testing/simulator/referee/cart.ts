import type { CartLine, OpenedCart } from "@bahi/core/cart"
import { areDistinct, isPieces, type Laws, type Told } from "./law.ts"

const isBought = ({ giftOf }: CartLine): boolean => giftOf === undefined
const hasBought = ({ lines }: OpenedCart, lineId: string): boolean => lines.some((line) => line.lineId === lineId && isBought(line))
const countOf = ({ lines }: OpenedCart): number => lines.filter(isBought).length
const hasSaved = ({ saved }: OpenedCart, lineId: string): boolean => saved.some((kept) => kept.lineId === lineId)

/** When something may happen to a cart. */
export const cartLaws: Laws<"cart"> = {
  CartItemAdded: ({ before, event: { line }, shop: { cart } }) => ({
    "a cart takes a whole number of pieces, within the shop's maximum": isPieces(line.quantity, cart.maximumQuantity),
    "a full cart takes nothing new": countOf(before) < cart.maximumLines
  }),
  CartQuantityChanged: ({ before, event, shop: { cart } }) => ({
    "a line is changed to a whole number of pieces, within the shop's maximum": isPieces(event.quantity, cart.maximumQuantity),
    "what is changed was bought": hasBought(before, event.lineId)
  }),
  CartItemRemoved: ({ before, event }) => ({ "what is taken out was bought": hasBought(before, event.lineId) }),
  CartItemSaved: ({ before, event: { lineId, saved }, shop: { cart } }) => ({
    "what is saved was bought": hasBought(before, lineId),
    "a whole number of pieces is saved, within the shop's maximum": isPieces(saved.quantity, cart.maximumQuantity),
    "there is room for what is saved": hasSaved(before, saved.lineId) || before.saved.length < cart.maximumLines
  }),
  CartItemMovedBack: ({ before, event: { lineId, line }, shop: { cart } }) => ({
    "what is moved back was saved": hasSaved(before, lineId),
    "a whole number of pieces is moved back, within the shop's maximum": isPieces(line.quantity, cart.maximumQuantity),
    "there is room for what is moved back": hasBought(before, line.lineId) || countOf(before) < cart.maximumLines
  }),
  CartSavedRemoved: ({ before, event }) => ({ "what is no longer saved was saved": hasSaved(before, event.lineId) }),
  CartGiftsApplied: ({ event: { gifts }, shop: { cart } }) => ({ "whole pieces are given, within the shop's maximum": gifts.every(({ quantity }) => isPieces(quantity, cart.maximumQuantity)) }),
  CartChangesAccepted: ({ before, event }) => ({ "what is accepted is of lines that were bought": event.accepted.every(({ lineId }) => hasBought(before, lineId)) }),
  CartMerged: ({ before, event }) => ({
    "only a guest's cart is merged": before.owner.kind === "guest",
    "a cart is merged into another": event.into !== before.cartId
  }),
  CartAbsorbed: ({ before, event }) => ({ "a cart is taken in once": areDistinct([...before.absorbed, event.from]) }),
  CartLocked: ({ before }) => ({ "an order is placed from a cart in which something was bought": countOf(before) > 0 }),
  CartAbandoned: ({ before, event }) => ({ "a cart that expires had its time": event.because === "emptied" || event.at >= before.expiresAt })
}

/** What must be true of what a cart was told. */
export const cartTold: Told<"cart"> = {
  MergeInto: ({ after, command }) => ({ "a cart is merged once, and into one": after.status === "merged" && after.into === command.into }),
  AcceptChanges: ({ before, command: { accepted, today } }) => ({
    "what is accepted is so today": accepted.every((change) => {
      const line = before.lines.find(({ lineId }) => lineId === change.lineId)
      const now = line && today.items.find(({ variantId }) => variantId === line.item.variantId)
      switch (change.kind) {
        case "gone":
          return now === undefined
        case "price":
          return line?.item.unitPrice === change.was.unitPrice && now?.unitPrice === change.now.unitPrice
        case "shortage":
          return line?.quantity === change.quantity && change.available < change.quantity
      }
    })
  })
}
