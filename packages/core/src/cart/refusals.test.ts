import { describe } from "vitest"
import { id } from "../id.ts"
import { money } from "../money/index.ts"
import { refusals, specify } from "../testing/index.ts"
import { DAY, earphones, kurta } from "../testing/samples.ts"
import { add, added, cartId, change, first, gift, given, gifted, moveBack, opened, orderId, remove, save, second, third, twoEarphonesSaved, twoKurtas } from "../testing/story/cart.ts"
import { cartMachine, cartPolicy, type CartRefusal } from "./index.ts"

const small = specify(cartMachine({ ...cartPolicy, maximumLines: 1 }))
const other = id<"cart">("cart-2")

describe("a cart", () =>
  refusals<CartRefusal["code"]>({
    quantity_out_of_range: {
      "nobody puts in none, less than none, or a kurta and a half": (code) => {
        for (const quantity of [0, -1, 1.5, Number.NaN]) {
          given(opened).when(add(kurta, quantity)).refuses(code, { quantity, minimum: 1, maximum: 10_000 })
          given(opened, twoKurtas).when(change(first, quantity)).refuses(code, { quantity })
        }
      },
      "ten thousand of a thing are the most": (code) => {
        given(opened, twoKurtas).when(change(first, 10_000)).leadsTo({ lines: [{ quantity: 10_000 }] })
        given(opened, twoKurtas).when(change(first, 10_001)).refuses(code, { quantity: 10_001 })
        given(opened).when(add(kurta, 10_001)).refuses(code, { quantity: 10_001 })
      },
      "those in the cart count with those that are added": (code) =>
        given(opened, twoKurtas).when(add(kurta, 9_999)).refuses(code, { quantity: 10_001 }),
      "a quantity is looked at before the line": (code) => given(opened).when(change(first, 0)).refuses(code),
      "those that were saved count with those that are saved, and with those that are in the cart": (code) => {
        given(opened, twoEarphonesSaved, added(third, earphones, 9_999)).when(save(third)).refuses(code, { quantity: 10_001 })
        given(opened, twoEarphonesSaved, added(third, earphones, 9_999)).when(moveBack(second)).refuses(code, { quantity: 10_001 })
        given(opened, twoEarphonesSaved, added(third, earphones, 9_998)).when(moveBack(second)).leadsTo({ lines: [{ quantity: 10_000 }] })
      },
      "a rule gives none, or more than anybody may have": (code) => {
        const of = (quantity: number) => ({ lineId: gift.lineId, ruleId: "rule-1", item: kurta, quantity })
        given(opened).when({ type: "ApplyGifts", gifts: [of(0)], at: 5 }).refuses(code, { quantity: 0 })
        given(opened).when({ type: "ApplyGifts", gifts: [of(9_999), of(2)], at: 5 }).refuses(code, { quantity: 10_001 })
        given(opened).when({ type: "ApplyGifts", gifts: [of(0.5), of(0.5)], at: 5 }).refuses(code, { quantity: 0.5 })
      }
    },
    cart_is_full: {
      "a line more than the shop allows": (code) =>
        small.given(opened, twoKurtas).when(add(earphones, 1)).refuses(code, { maximumLines: 1 }),
      "a saved thing for which there is no room": (code) => {
        small.given(opened, twoKurtas, twoEarphonesSaved).when(moveBack(second)).refuses(code)
        small.given(opened, added(first, earphones, 1), twoEarphonesSaved).when(moveBack(second)).leadsTo({ lines: [{ quantity: 3 }] })
      },
      "gifts take no room, but what is bought beside them does": (code) => {
        small.given(opened, gifted).when(add(earphones, 1)).leadsTo({ lines: [{}, { item: earphones }] })
        small.given(opened, gifted, twoKurtas).when(add(earphones, 1)).refuses(code)
      }
    },
    cart_line_not_found: {
      "a line that was never there": (code) => {
        given(opened, twoKurtas).when(save(second)).refuses(code, { lineId: second })
        given(opened, twoKurtas).when(change(second, 1)).refuses(code, { lineId: second })
        given(opened, twoKurtas).when({ type: "RemoveItem", lineId: second, at: 5 }).refuses(code, { lineId: second })
      },
      "a line that is gone": (code) =>
        given(opened, twoKurtas, { type: "CartItemRemoved", lineId: first, demands: [], at: 2 }).when(change(first, 1)).refuses(code)
    },
    saved_items_are_full: {
      "a thing more than a cart may have": (code) => {
        small.given(opened, twoEarphonesSaved, twoKurtas).when(save(first)).refuses(code, { maximumLines: 1 })
        small.given(opened, twoEarphonesSaved, added(first, earphones, 1)).when(save(first)).leadsTo({ saved: [{ quantity: 3 }] })
      }
    },
    saved_item_not_found: {
      "a thing that is in the cart": (code) => {
        given(opened, twoKurtas).when(moveBack(first)).refuses(code, { lineId: first })
        given(opened, twoKurtas).when({ type: "RemoveSaved", lineId: first, at: 5 }).refuses(code, { lineId: first })
      }
    },
    gift_line_untouchable: {
      "nobody changes, removes or saves what a rule gives": (code) => {
        for (const by of [change(gift.lineId, 2), remove(gift.lineId), save(gift.lineId)]) given(opened, twoKurtas, gifted).when(by).refuses(code, { lineId: gift.lineId })
      }
    },
    changes_have_moved: {
      "a thing that is gone was shown with another price": (code) => {
        const price = { unitPrice: kurta.unitPrice, unitMrp: kurta.unitMrp }
        given(opened, twoKurtas).when({ type: "AcceptChanges", accepted: [{ kind: "price", lineId: first, was: price, now: { ...price, unitPrice: money(1) } }], today: { items: [], available: [] }, at: 5 })
          .refuses(code, { changes: [{ kind: "gone", lineId: first }] })
      }
    },
    cart_is_not_a_guests: {
      "a customer's cart stays the customer's": (code) =>
        given({ ...opened, owner: { kind: "customer", customerId: id<"customer">("customer-1") } }).when({ type: "MergeInto", into: other, at: 5 }).refuses(code)
    },
    cart_cannot_merge_into_itself: { "its lines would be twice": (code) => given(opened, twoKurtas).when({ type: "MergeInto", into: cartId, at: 5 }).refuses(code) },
    cart_already_merged: {
      "another cart asks for what is gone": (code) =>
        given(opened, { type: "CartMerged", cartId, into: other, lines: [], saved: [], at: 2 }).when({ type: "MergeInto", into: id<"cart">("cart-3"), at: 5 }).refuses(code, { into: other })
    },
    cart_is_empty: {
      "nobody orders nothing, or gifts alone": (code) => {
        given(opened).when({ type: "Lock", orderId, at: 5 }).refuses(code)
        given(opened, gifted).when({ type: "Lock", orderId, at: 5 }).refuses(code)
      }
    },
    cart_not_yet_due: { "its customer may come back until the week is over": (code) => given(opened, twoKurtas).when({ type: "Expire", at: 7 * DAY - 1 }).refuses(code, { expiresAt: 7 * DAY }) }
  }))
