import { describe, expect, it } from "vitest"
import { id } from "../id.ts"
import { money } from "../money/index.ts"
import { specify } from "../testing/index.ts"
import { atta, DAY, earphones, giftBox, kurta, owner } from "../testing/samples.ts"
import { cartMachine, cartPolicy, type CartEvent, type CartLine, changesOf, type Item, type LineChange, sameChange, type Today, unaskedOf } from "./index.ts"

const { given } = specify(cartMachine())
const [first, second, third] = [id<"cart_line">("line-1"), id<"cart_line">("line-2"), id<"cart_line">("line-3")]

const line = (lineId: typeof first, item: Item, quantity: number): CartLine => ({ lineId, item, quantity, addedAt: 1 })
const twoKurtas = line(first, kurta, 2)
const box = line(second, giftBox, 1)
const gift: CartLine = { ...line(third, { ...atta, unitPrice: money(0) }, 1), giftOf: ["rule-1"] }

const pieces = ({ variantId }: Item, quantity: number) => ({ variantId, quantity })
const today = (facts: Partial<Today> = {}): Today => ({ items: [kurta, earphones, atta, giftBox], available: [pieces(kurta, 10), pieces(earphones, 10), pieces(atta, 10)], ...facts })
const dearerKurta = { ...kurta, unitPrice: money(139_900) }
const dearer: LineChange = { kind: "price", lineId: first, was: { unitPrice: kurta.unitPrice, unitMrp: kurta.unitMrp }, now: { unitPrice: money(139_900), unitMrp: kurta.unitMrp } }
const oneLeft: LineChange = { kind: "shortage", lineId: first, quantity: 2, available: 1 }

const changes = (lines: ReadonlyArray<CartLine>, now: Today, policy = cartPolicy) => changesOf(policy, { lines }, now)

describe("what changed since a cart was filled", () => {
  it("is nothing when the shop is as it was", () => expect(changes([twoKurtas, box, gift], today())).toEqual([]))

  it("is a price, or an MRP", () => {
    expect(changes([twoKurtas], today({ items: [dearerKurta] }))).toEqual([dearer])
    expect(changes([twoKurtas], today({ items: [{ ...kurta, unitMrp: money(1) }] }))).toMatchObject([{ kind: "price", now: { unitPrice: kurta.unitPrice, unitMrp: 1 } }])
  })

  it("is a thing that is no longer sold, whose stock and price are of no interest then", () =>
    expect(changes([twoKurtas, box], today({ items: [giftBox], available: [] }))).toEqual([{ kind: "gone", lineId: first }, { kind: "shortage", lineId: second, quantity: 1, available: 0 }]))

  it("is a shortage", () => {
    expect(changes([twoKurtas], today({ available: [pieces(kurta, 1)] }))).toEqual([oneLeft])
    expect(changes([twoKurtas], today({ available: [pieces(kurta, 2)] }))).toEqual([])
    expect(changes([twoKurtas], today({ available: [pieces(kurta, -3)] }))).toEqual([{ ...oneLeft, available: 0 }])
    expect(changes([twoKurtas], today({ available: [] }))).toEqual([{ ...oneLeft, available: 0 }])
  })

  it("is a price and a shortage of one line", () => expect(changes([twoKurtas], today({ items: [dearerKurta], available: [pieces(kurta, 1)] }))).toEqual([dearer, oneLeft]))

  it("is what lacks to a bundle when a line before it takes of the same stock", () => {
    const stock = (kurtas: number) => today({ available: [pieces(kurta, kurtas), pieces(earphones, 10)] })
    expect(changes([twoKurtas, box], stock(4))).toEqual([])
    expect(changes([twoKurtas, box], stock(3))).toEqual([{ kind: "shortage", lineId: second, quantity: 1, available: 0 }])
    expect(changes([box, twoKurtas], stock(3))).toEqual([oneLeft])
  })

  it("leaves to the next line what an unmade bundle does not take", () =>
    expect(changes([box, twoKurtas], today({ available: [pieces(kurta, 2)] }))).toEqual([{ kind: "shortage", lineId: second, quantity: 1, available: 0 }]))

  it("is no concern of gifts: they come anew by rule", () => expect(changes([gift], today({ items: [], available: [] }))).toEqual([]))
})

describe("a price that changed", () => {
  const now = today({ items: [dearerKurta], available: [pieces(kurta, 1)] })
  it("is the customer's to accept, as a rule", () => expect(unaskedOf(cartPolicy, changes([twoKurtas], now))).toEqual([]))
  it("is nothing to a shop that keeps the cart's", () => expect(changes([twoKurtas], now, { ...cartPolicy, priceChange: "keep" })).toEqual([oneLeft]))
  it("holds without asking where the shop says so, which a shortage never does", () => {
    const policy = { ...cartPolicy, priceChange: "update" } as const
    expect(unaskedOf(policy, changes([twoKurtas], now, policy))).toEqual([dearer])
  })
})

describe("a change that was shown", () => {
  it("is the one that holds, or another", () => {
    const gone: LineChange = { kind: "gone", lineId: first }
    const all = [dearer, oneLeft, gone]
    for (const one of all) for (const other of all) expect(sameChange(one, { ...other })).toBe(one === other)
    for (const one of all) expect(sameChange(one, { ...one, lineId: second })).toBe(false)
    expect(sameChange(oneLeft, { ...oneLeft, quantity: 3 })).toBe(false)
    expect(sameChange(oneLeft, { ...oneLeft, available: 0 })).toBe(false)
    expect(sameChange(dearer, { ...dearer, was: { ...dearer.was, unitPrice: money(1) } })).toBe(false)
    expect(sameChange(dearer, { ...dearer, now: { ...dearer.now, unitMrp: money(1) } })).toBe(false)
  })
})

describe("a change that is accepted", () => {
  const opened: CartEvent = { type: "CartOpened", cartId: id<"cart">("cart-1"), owner, currency: "INR", saved: [], expiresAt: 7 * DAY, at: 0 }
  const past = [opened, ...[twoKurtas, box].map((line): CartEvent => ({ type: "CartItemAdded", line, demands: [], at: 1 }))] as const
  const accept = (now: Today, ...accepted: ReadonlyArray<LineChange>) => ({ type: "AcceptChanges", accepted, today: now, at: 5 }) as const

  it("gives the line today's price, and nothing else of today", () => {
    const now = today({ items: [{ ...dearerKurta, name: "Silk kurta" }, giftBox] })
    const lines = [{ ...twoKurtas, item: dearerKurta }, box]
    given(...past).when(accept(now, dearer)).then({ type: "CartChangesAccepted", accepted: [dearer], lines, demands: [], at: 5 })
    given(...past).when(accept(now, dearer)).leadsTo({ lines: [{ item: { name: "Cotton kurta", unitPrice: 139_900 } }, {}] })
  })

  it("leaves as many as there are, and their stock to others", () => {
    const now = today({ available: [pieces(kurta, 1)] })
    const noBox: LineChange = { kind: "shortage", lineId: second, quantity: 1, available: 0 }
    given(...past).when(accept(now, oneLeft, noBox)).then({
      type: "CartChangesAccepted", accepted: [oneLeft, noBox], lines: [{ ...twoKurtas, quantity: 1 }], at: 5,
      demands: [pieces(kurta, 1), pieces(earphones, 0)]
    })
    given(...past).when(accept(now, oneLeft)).leadsTo({ lines: [{ quantity: 1 }, { quantity: 1 }] })
  })

  it("takes out what is gone", () => {
    const gone: LineChange = { kind: "gone", lineId: second }
    given(...past).when(accept(today({ items: [kurta] }), gone)).then({ type: "CartChangesAccepted", accepted: [gone], lines: [twoKurtas], demands: [pieces(kurta, 2), pieces(earphones, 0)], at: 5 })
  })

  it("does so with its price, both at once", () => given(...past).when(accept(today({ items: [dearerKurta, giftBox], available: [pieces(kurta, 1), pieces(earphones, 1)] }), dearer, oneLeft))
    .leadsTo({ lines: [{ quantity: 1, item: { unitPrice: 139_900 } }, {}] }))

  it("is one that holds today: what moved again is shown again", () => {
    const now = today({ items: [{ ...kurta, unitPrice: money(149_900) }, giftBox] })
    given(...past).when(accept(now, dearer)).refuses("changes_have_moved", { changes: [{ ...dearer, now: { ...dearer.now, unitPrice: 149_900 } }] })
    given(...past).when(accept(today(), dearer)).refuses("changes_have_moved", { changes: [] })
    given(...past).when(accept(today({ items: [dearerKurta, giftBox] }), dearer, oneLeft)).refuses("changes_have_moved", { changes: [dearer] })
  })

  it("may be none", () => given(...past).when(accept(today({ items: [] }))).then())
  it("is none in an empty cart of a shop that closes them, which nobody emptied by that", () =>
    specify(cartMachine({ ...cartPolicy, emptiedCart: "closes" })).given(opened).when(accept(today())).then())
})
