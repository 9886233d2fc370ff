import { describe, expect, it } from "vitest"
import { id } from "../id.ts"
import { money } from "../money/index.ts"
import { specify } from "../testing/index.ts"
import { atta, DAY, earphones, giftBox, kurta, owner } from "../testing/samples.ts"
import {
  add, added, cartId, change, first, gift, given, gifted, machine, moveBack, opened, orderId, remove, save, saved, second, takes, third, twoEarphonesSaved,
  twoKurtas
} from "../testing/story/cart.ts"
import { cartMachine, cartPolicy, type CartEvent, lineCountOf, unitCountOf } from "./index.ts"

const locked: CartEvent = { type: "CartLocked", orderId, at: 2 }
const closing = specify(cartMachine({ ...cartPolicy, emptiedCart: "closes" }))
const abandoned: CartEvent = { type: "CartAbandoned", cartId, because: "emptied", at: 5 }

describe("a cart", () => {
  it("opens empty, and is kept for a week", () => {
    const open = { type: "Open", cartId, owner, at: 3 } as const
    given().when(open).then({ type: "CartOpened", cartId, owner, currency: "INR", saved: [], expiresAt: 3 + 7 * DAY, at: 3 })
    given().when(open).leadsTo({ status: "active", owner, lines: [], saved: [], absorbed: [], openedAt: 3, expiresAt: 3 + 7 * DAY })
  })

  it("takes a first kurta on a line of its own", () =>
    given(opened).when(add(kurta, 1)).then({ type: "CartItemAdded", line: { lineId: third, item: kurta, quantity: 1, addedAt: 5 }, demands: takes(kurta, 1), at: 5 }))

  it("puts another kurta to those that are there", () =>
    given(opened, twoKurtas).when(add(kurta, 1)).then({ type: "CartQuantityChanged", lineId: first, quantity: 3, demands: takes(kurta, 3), at: 5 }))

  it("keeps the price at which the kurtas were put in, though they cost more today", () =>
    given(opened, twoKurtas).when(add({ ...kurta, unitPrice: money(139_900) }, 1)).leadsTo({ lines: [{ lineId: first, quantity: 3, item: kurta }] }))

  it("gives earphones a line after the kurtas", () =>
    given(opened, twoKurtas).when(add(earphones, 1)).leadsTo({ lines: [{ item: kurta, quantity: 2 }, { item: earphones, quantity: 1 }] }))

  it("holds as many of a line as the customer now says", () =>
    given(opened, twoKurtas, added(second, earphones, 1)).when(change(first, 5)).leadsTo({ lines: [{ quantity: 5 }, { quantity: 1 }] }))

  it("has nothing to tell when the quantity is what it was", () => given(opened, twoKurtas).when(change(first, 2)).then())

  it("lets go of a line, and keeps the others", () => {
    given(opened, twoKurtas).when(remove(first)).then({ type: "CartItemRemoved", lineId: first, demands: takes(kurta, 0), at: 5 })
    given(opened, twoKurtas, added(second, earphones, 1)).when(remove(first)).leadsTo({ lines: [{ lineId: second }] })
  })

  it("stays active when it was emptied", () =>
    given(opened, twoKurtas).when({ type: "RemoveItem", lineId: first, at: 5 }).leadsTo({ status: "active", lines: [] }))

  it("takes as many lines and pieces as the shop allows", () => {
    const { given } = specify(cartMachine({ ...cartPolicy, maximumLines: 2, maximumQuantity: 3 }))
    given(opened, twoKurtas).when(add(earphones, 3)).leadsTo({ lines: [{ quantity: 2 }, { quantity: 3 }] })
    given(opened, twoKurtas, added(second, earphones, 1)).when(add(kurta, 1)).leadsTo({ lines: [{ quantity: 3 }, {}] })
  })

  it("counts its lines, and its pieces", () => {
    const lines = [{ lineId: first, item: kurta, quantity: 2, addedAt: 1 }, gift]
    expect([lineCountOf({ lines }), unitCountOf({ lines })]).toEqual([2, 3])
  })

  it("is abandoned when its week is over", () => {
    given(opened, twoKurtas).when({ type: "Expire", at: 7 * DAY }).then({ type: "CartAbandoned", cartId, because: "expired", at: 7 * DAY })
    given(opened, twoKurtas).when({ type: "Expire", at: 8 * DAY }).leadsTo({ status: "abandoned", because: "expired", abandonedAt: 8 * DAY, lines: [{ quantity: 2 }] })
    given(opened, abandoned).when(add(kurta, 1)).refuses("illegal_transition", { accepted: [] })
  })
})

describe("a shop that closes emptied carts", () => {
  it("closes one whose last line is taken out, and says that it was not lost", () => {
    closing.given(opened, twoKurtas).when(remove(first)).then({ type: "CartItemRemoved", lineId: first, demands: takes(kurta, 0), at: 5 }, abandoned)
    closing.given(opened, twoKurtas).when(remove(first)).leadsTo({ status: "abandoned", because: "emptied" })
  })
  it("keeps one that has another line", () => closing.given(opened, twoKurtas, added(second, earphones, 1)).when(remove(first)).leadsTo({ status: "active" }))
  it("calls one empty that has nothing but gifts", () => closing.given(opened, twoKurtas, gifted).when(remove(first)).leadsTo({ status: "abandoned" }))
  it("keeps one that was emptied to buy later", () => closing.given(opened, twoKurtas).when(save(first)).leadsTo({ status: "active", lines: [] }))
  it("closes one whose last thing is gone from the catalog", () =>
    closing.given(opened, twoKurtas).when({ type: "AcceptChanges", accepted: [{ kind: "gone", lineId: first }], today: { items: [], available: [] }, at: 5 }).leadsTo({ status: "abandoned" }))
})

describe("a thing that is saved for later", () => {
  it("leaves the cart, and its stock to others", () => {
    given(opened, twoKurtas).when(save(first)).then({ type: "CartItemSaved", lineId: first, saved: { lineId: first, item: kurta, quantity: 2, savedAt: 5 }, demands: takes(kurta, 0), at: 5 })
    given(opened, twoKurtas, added(third, atta, 1)).when(save(first)).leadsTo({ lines: [{ lineId: third }], saved: [{ lineId: first, item: kurta, quantity: 2 }] })
  })
  it("goes to those that were saved before", () => {
    given(opened, twoEarphonesSaved, added(third, earphones, 3)).when(save(third)).then({ type: "CartItemSaved", lineId: third, saved: { ...saved, quantity: 5 }, demands: takes(earphones, 0), at: 5 })
    given(opened, twoEarphonesSaved, added(third, earphones, 3), added(first, kurta, 1)).when(save(third)).leadsTo({ lines: [{ lineId: first }], saved: [{ lineId: second, quantity: 5 }] })
    given(opened, twoEarphonesSaved, added(first, kurta, 1)).when(save(first)).leadsTo({ saved: [{ lineId: second, quantity: 2 }, { lineId: first, quantity: 1 }] })
  })
  it("comes back on a line of its own, at the price that it had", () => {
    given(opened, twoEarphonesSaved).when(moveBack(second)).then({
      type: "CartItemMovedBack", lineId: second, line: { lineId: second, item: earphones, quantity: 2, addedAt: 5 }, demands: takes(earphones, 2), at: 5
    })
    given(opened, twoKurtas, twoEarphonesSaved).when(moveBack(second)).leadsTo({ lines: [{ lineId: first }, { lineId: second, quantity: 2 }], saved: [] })
  })
  it("comes back to the line that is there", () => {
    const past = [opened, twoEarphonesSaved, added(third, earphones, 3), twoKurtas] as const
    given(...past).when(moveBack(second)).then({
      type: "CartItemMovedBack", lineId: second, line: { lineId: third, item: earphones, quantity: 5, addedAt: 1 }, demands: takes(earphones, 5), at: 5
    })
    given(...past).when(moveBack(second)).leadsTo({ lines: [{ lineId: third, quantity: 5 }, { lineId: first, quantity: 2 }], saved: [] })
  })
  it("is not put to a gift of the same", () =>
    given(opened, gifted, { ...twoEarphonesSaved, saved: { ...saved, item: kurta } }).when(moveBack(second)).leadsTo({ lines: [{ quantity: 1, giftOf: ["rule-1"] }, { lineId: second, quantity: 2 }] }))
  it("can be forgotten", () => {
    const forget = { type: "RemoveSaved", lineId: second, at: 5 } as const
    given(opened, twoEarphonesSaved).when(forget).then({ type: "CartSavedRemoved", lineId: second, at: 5 })
    given(opened, twoEarphonesSaved, { ...twoEarphonesSaved, saved: { ...saved, lineId: third, item: atta } }).when(forget).leadsTo({ saved: [{ lineId: third }] })
  })
  it("comes along into the next cart", () => given().when({ type: "Open", cartId, owner, saved: [saved], at: 3 }).leadsTo({ lines: [], saved: [saved] }))
})

describe("a bundle", () => {
  it("takes its components from the stock, and counts those together with the lines that take them too", () => {
    given(opened, twoKurtas).when(add(giftBox, 3)).then({
      type: "CartItemAdded", line: { lineId: third, item: giftBox, quantity: 3, addedAt: 5 }, at: 5,
      demands: [{ variantId: kurta.variantId, quantity: 8 }, { variantId: earphones.variantId, quantity: 3 }]
    })
  })

  it("leaves to others what they still take when it goes", () =>
    given(opened, twoKurtas, added(second, giftBox, 1)).when({ type: "RemoveItem", lineId: second, at: 5 }).then({
      type: "CartItemRemoved", lineId: second, at: 5, demands: [{ variantId: kurta.variantId, quantity: 2 }, { variantId: earphones.variantId, quantity: 0 }]
    }))
})

describe("a cart that became an order", () => {
  it("is locked while the order waits for its payment", () =>
    given(opened, twoKurtas).when({ type: "Lock", orderId, at: 5 }).leadsTo({ status: "locked", orderId, lines: [{ quantity: 2 }] }))

  it("cannot be changed behind the order's back", () => {
    given(opened, twoKurtas, locked).when(add(earphones, 1)).refuses("illegal_transition", { machine: "cart", from: "locked", accepted: ["Unlock", "Convert"] })
    given(opened, twoKurtas, locked).when({ type: "Lock", orderId: id<"order">("order-2"), at: 5 }).refuses("illegal_transition")
  })

  it("comes back as it was when the order expires", () => {
    const before = [opened, twoKurtas].reduce(machine.evolve, machine.initial)
    expect(machine.evolve(machine.evolve(before, locked), { type: "CartUnlocked", at: 5 })).toStrictEqual(before)
    given(opened, twoKurtas, locked).when({ type: "Unlock", at: 5 }).then({ type: "CartUnlocked", at: 5 })
  })

  it("is closed for good when the order is confirmed, and remembers which", () => {
    given(opened, twoKurtas, locked).when({ type: "Convert", at: 5 }).leadsTo({ status: "converted", orderId, lines: [{ quantity: 2 }] })
    given(opened, twoKurtas, locked, { type: "CartConverted", at: 5 }).when(add(kurta, 1)).refuses("illegal_transition", { accepted: [] })
  })
})
