import { describe, expect, it } from "vitest"
import { id } from "../id.ts"
import { money } from "../money/index.ts"
import { refusals, specify } from "../testing/index.ts"
import { DAY, earphones, giftBox, kurta } from "../testing/samples.ts"
import { cartMachine, cartPolicy, type CartEvent, type CartRefusal, type Item } from "./index.ts"

const machine = cartMachine()
const { given } = specify(machine)

const cartId = id<"cart">("cart-1")
const guestKey = id<"guest">("guest-1")
const orderId = id<"order">("order-1")
const [first, second, third] = [id<"cart_line">("line-1"), id<"cart_line">("line-2"), id<"cart_line">("line-3")]

const opened: CartEvent = { type: "CartOpened", cartId, guestKey, currency: "INR", expiresAt: 7 * DAY, at: 0 }
const takes = ({ variantId }: Item, quantity: number) => [{ variantId, quantity }]
const added = (lineId: typeof first, item: Item, quantity: number): CartEvent => ({ type: "CartItemAdded", line: { lineId, item, quantity, addedAt: 1 }, demands: takes(item, quantity), at: 1 })
const twoKurtas = added(first, kurta, 2)
const locked: CartEvent = { type: "CartLocked", orderId, at: 2 }

const add = (item: Item, quantity: number, lineId = third) => ({ type: "AddItem", lineId, item, quantity, at: 5 }) as const
const change = (lineId: typeof first, quantity: number) => ({ type: "ChangeQuantity", lineId, quantity, at: 5 }) as const

describe("a cart", () => {
  it("opens empty, and is kept for a week", () => {
    const open = { type: "Open", cartId, guestKey, at: 3 } as const
    given().when(open).then({ type: "CartOpened", cartId, guestKey, currency: "INR", expiresAt: 3 + 7 * DAY, at: 3 })
    given().when(open).leadsTo({ status: "active", lines: [], openedAt: 3 })
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
    const remove = { type: "RemoveItem", lineId: first, at: 5 } as const
    given(opened, twoKurtas).when(remove).then({ type: "CartItemRemoved", lineId: first, demands: takes(kurta, 0), at: 5 })
    given(opened, twoKurtas, added(second, earphones, 1)).when(remove).leadsTo({ lines: [{ lineId: second }] })
  })

  it("stays active when it was emptied", () =>
    given(opened, twoKurtas).when({ type: "RemoveItem", lineId: first, at: 5 }).leadsTo({ status: "active", lines: [] }))

  it("takes as many lines and pieces as the shop allows", () => {
    const { given } = specify(cartMachine({ ...cartPolicy, maximumLines: 2, maximumQuantity: 3 }))
    given(opened, twoKurtas).when(add(earphones, 3)).leadsTo({ lines: [{ quantity: 2 }, { quantity: 3 }] })
    given(opened, twoKurtas, added(second, earphones, 1)).when(add(kurta, 1)).leadsTo({ lines: [{ quantity: 3 }, {}] })
  })
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
      "a quantity is looked at before the line": (code) => given(opened).when(change(first, 0)).refuses(code)
    },
    cart_is_full: {
      "a line more than the shop allows": (code) =>
        specify(cartMachine({ ...cartPolicy, maximumLines: 1 })).given(opened, twoKurtas).when(add(earphones, 1)).refuses(code, { maximumLines: 1 })
    },
    cart_line_not_found: {
      "a line that was never there": (code) => {
        given(opened, twoKurtas).when(change(second, 1)).refuses(code, { lineId: second })
        given(opened, twoKurtas).when({ type: "RemoveItem", lineId: second, at: 5 }).refuses(code, { lineId: second })
      },
      "a line that is gone": (code) =>
        given(opened, twoKurtas, { type: "CartItemRemoved", lineId: first, demands: [], at: 2 }).when(change(first, 1)).refuses(code)
    }
  }))
