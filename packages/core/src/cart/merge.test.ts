import { describe, it } from "vitest"
import { id } from "../id.ts"
import { money } from "../money/index.ts"
import { specify } from "../testing/index.ts"
import { atta, DAY, earphones, giftBox, kurta, owner } from "../testing/samples.ts"
import { cartMachine, cartPolicy, type CartEvent, type CartLine, type Item, type SavedItem } from "./index.ts"

const { given } = specify(cartMachine())
const [guests, customers] = [id<"cart">("cart-1"), id<"cart">("cart-2")]
const lineId = (n: number) => id<"cart_line">(`line-${n}`)

const opened: CartEvent = { type: "CartOpened", cartId: guests, owner, currency: "INR", saved: [], expiresAt: 7 * DAY, at: 0 }
const signedIn: CartEvent = { ...opened, cartId: customers, owner: { kind: "customer", customerId: id<"customer">("customer-1") } }
const line = (n: number, item: Item, quantity: number): CartLine => ({ lineId: lineId(n), item, quantity, addedAt: 1 })
const kept = (n: number, item: Item, quantity: number): SavedItem => ({ lineId: lineId(n), item, quantity, savedAt: 1 })
const has = (line: CartLine): CartEvent => ({ type: "CartItemAdded", line, demands: [], at: 1 })
const keeps = (saved: SavedItem): CartEvent => ({ type: "CartItemSaved", lineId: lineId(99), saved, demands: [], at: 1 })
const gift: CartLine = { ...line(9, { ...atta, unitPrice: money(0) }, 1), giftOf: ["rule-1"] }
const gives: CartEvent = { type: "CartGiftsApplied", gifts: [gift], demands: [], at: 2 }
const absorbing = (lines: ReadonlyArray<CartLine>, saved: ReadonlyArray<SavedItem> = []) => ({ type: "Absorb", from: guests, lines, saved, at: 5 }) as const
const mergeInto = { type: "MergeInto", into: customers, at: 5 } as const
const takes = ({ variantId }: Item, quantity: number) => ({ variantId, quantity })

describe("a guest's cart, when the guest signs in", () => {
  const past = [opened, has(line(1, kurta, 2)), gives, keeps(kept(2, earphones, 1))] as const

  it("hands over what was put in and what was saved, but not its gifts", () =>
    given(...past).when(mergeInto).then({ type: "CartMerged", cartId: guests, into: customers, lines: [line(1, kurta, 2)], saved: [kept(2, earphones, 1)], at: 5 }))

  it("is closed, and says where everything went", () => given(...past).when(mergeInto).leadsTo({ status: "merged", into: customers, mergedAt: 5, lines: [], saved: [] }))

  it("has nothing to tell when it is asked again", () => given(opened, { type: "CartMerged", cartId: guests, into: customers, lines: [], saved: [], at: 2 }).when(mergeInto).then())
})

describe("the customer's cart", () => {
  it("takes in what is new after what is there", () => {
    given(signedIn, has(line(3, kurta, 2))).when(absorbing([line(1, earphones, 1)], [kept(2, atta, 1)])).then({
      type: "CartAbsorbed", from: guests, lines: [line(3, kurta, 2), line(1, earphones, 1)], saved: [kept(2, atta, 1)], demands: [takes(kurta, 2), takes(earphones, 1)], at: 5
    })
    given(signedIn, has(line(3, kurta, 2))).when(absorbing([line(1, earphones, 1)])).leadsTo({ status: "active", absorbed: [guests], lines: [{}, { lineId: "line-1" }] })
  })

  it("adds quantities, at the price that its own lines have", () => {
    const dearer = { ...kurta, unitPrice: money(139_900) }
    given(signedIn, has(line(3, kurta, 2)), has(line(4, atta, 1))).when(absorbing([line(1, dearer, 3)])).leadsTo({ lines: [{ lineId: "line-3", quantity: 5, item: kurta }, { quantity: 1 }] })
    given(signedIn, keeps(kept(4, atta, 1))).when(absorbing([], [kept(2, atta, 2)])).leadsTo({ saved: [{ lineId: "line-4", quantity: 3 }] })
  })

  it("counts a bundle's stock with that of other lines", () =>
    given(signedIn, has(line(3, kurta, 2))).when(absorbing([line(1, giftBox, 1)])).then({
      type: "CartAbsorbed", from: guests, lines: [line(3, kurta, 2), line(1, giftBox, 1)], saved: [], demands: [takes(kurta, 4), takes(earphones, 1)], at: 5
    }))

  it("has no more of a thing than the shop allows", () =>
    given(signedIn, has(line(3, kurta, 9_999)), keeps(kept(4, atta, 9_999))).when(absorbing([line(1, kurta, 2)], [kept(2, atta, 2)])).leadsTo({ lines: [{ quantity: 10_000 }], saved: [{ quantity: 10_000 }] }))

  it("saves for later what it has no room for, so that nothing is lost", () => {
    const { given } = specify(cartMachine({ ...cartPolicy, maximumLines: 2 }))
    const guestLines = [line(1, earphones, 1), line(2, atta, 4)]
    given(signedIn, has(line(3, kurta, 2))).when(absorbing(guestLines)).then({
      type: "CartAbsorbed", from: guests, lines: [line(3, kurta, 2), line(1, earphones, 1)], saved: [kept(2, atta, 4)], demands: [takes(kurta, 2), takes(earphones, 1)], at: 5
    })
    given(signedIn, has(line(3, kurta, 2)), keeps(kept(4, atta, 1))).when(absorbing(guestLines)).leadsTo({ saved: [{ lineId: "line-4", quantity: 5 }] })
  })

  it("keeps its own lines though the shop allows fewer by now", () =>
    specify(cartMachine({ ...cartPolicy, maximumLines: 1 })).given(signedIn, has(line(3, kurta, 2)), has(line(4, atta, 1))).when(absorbing([line(1, earphones, 1)]))
      .leadsTo({ lines: [{ lineId: "line-3" }, { lineId: "line-4" }], saved: [{ lineId: "line-1" }] }))

  it("keeps its gifts until the rules give anew, beside the same thing that is bought", () => {
    given(signedIn, gives, has(line(3, kurta, 2))).when(absorbing([line(1, atta, 1)])).leadsTo({ lines: [{ item: kurta }, { lineId: "line-1", quantity: 1 }, gift] })
    given(signedIn, gives).when(absorbing([line(1, atta, 2)])).then({ type: "CartAbsorbed", from: guests, lines: [line(1, atta, 2), gift], saved: [], demands: [takes(atta, 3)], at: 5 })
  })

  it("takes in a guest's cart once, however often it is asked", () => {
    const absorbed: CartEvent = { type: "CartAbsorbed", from: guests, lines: [line(1, kurta, 2)], saved: [], demands: [], at: 3 }
    given(signedIn, absorbed).when(absorbing([line(1, kurta, 2)])).then()
    given(signedIn, absorbed).when({ ...absorbing([line(5, kurta, 2)]), from: id<"cart">("cart-3") }).leadsTo({ lines: [{ quantity: 4 }], absorbed: [guests, "cart-3"] })
  })
})
