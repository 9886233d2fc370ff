import { describe, it } from "vitest"
import { id } from "../id.ts"
import { money } from "../money/index.ts"
import { specify } from "../testing/index.ts"
import { atta, DAY, earphones, giftBox, kurta, owner } from "../testing/samples.ts"
import { cartMachine, type CartEvent, type CartLine, type Gift, type Item } from "./index.ts"

const { given } = specify(cartMachine())

const first = id<"cart_line">("line-1")
const [one, another] = [id<"cart_line">("gift-1"), id<"cart_line">("gift-2")]
const opened: CartEvent = { type: "CartOpened", cartId: id<"cart">("cart-1"), owner, currency: "INR", saved: [], expiresAt: 7 * DAY, at: 0 }
const twoKurtas: CartEvent = { type: "CartItemAdded", line: { lineId: first, item: kurta, quantity: 2, addedAt: 1 }, demands: [], at: 1 }

const free = (item: Item): Item => ({ ...item, unitPrice: money(0) })
const gift = (item: Item, facts: Partial<Gift> = {}): Gift => ({ lineId: one, ruleId: "rule-1", item, quantity: 1, ...facts })
const line = (item: Item, facts: Partial<CartLine> = {}): CartLine => ({ lineId: one, item: free(item), quantity: 1, addedAt: 5, giftOf: ["rule-1"], ...facts })
const apply = (...gifts: ReadonlyArray<Gift>) => ({ type: "ApplyGifts", gifts, at: 5 }) as const
const applied = (...gifts: ReadonlyArray<CartLine>): CartEvent => ({ type: "CartGiftsApplied", gifts, demands: [], at: 2 })

describe("gifts", () => {
  it("come by rule, free, on lines after those that were bought", () => {
    given(opened, twoKurtas).when(apply(gift(atta))).then({ type: "CartGiftsApplied", gifts: [line(atta)], demands: [{ variantId: atta.variantId, quantity: 1 }], at: 5 })
    given(opened, twoKurtas).when(apply(gift(atta))).leadsTo({ lines: [{ lineId: first }, { lineId: one, item: { unitPrice: 0, unitMrp: atta.unitMrp } }] })
  })

  it("stand beside the same thing that was bought, and take the stock with it", () => {
    given(opened, twoKurtas).when(apply(gift(kurta))).then({ type: "CartGiftsApplied", gifts: [line(kurta)], demands: [{ variantId: kurta.variantId, quantity: 3 }], at: 5 })
    given(opened, applied(line(kurta))).when({ type: "AddItem", lineId: first, item: kurta, quantity: 2, at: 5 }).leadsTo({ lines: [{ quantity: 1, giftOf: ["rule-1"] }, { lineId: first, quantity: 2 }] })
  })

  it("are said again, in whatever order, and nothing happens", () => {
    given(opened, applied(line(atta))).when(apply(gift(atta))).then()
    given(opened).when(apply()).then()
    given(opened, applied(line(atta), line(earphones, { lineId: another, quantity: 2, giftOf: ["rule-1", "rule-2"] })))
      .when(apply(gift(earphones, { ruleId: "rule-2", lineId: another }), gift(earphones, { lineId: another }), gift(atta))).then()
  })

  it("keep their line when a rule gives more of them, or another rule gives them", () => {
    given(opened, applied(line(atta, { addedAt: 2 }))).when(apply(gift(atta, { lineId: another, quantity: 2 }))).leadsTo({ lines: [{ lineId: one, quantity: 2, addedAt: 2 }] })
    given(opened, applied(line(atta))).when(apply(gift(atta, { ruleId: "rule-2" }))).leadsTo({ lines: [{ lineId: one, giftOf: ["rule-2"] }] })
  })

  it("of the same thing by two rules are on one line", () =>
    given(opened).when(apply(gift(atta), gift(atta, { lineId: another, ruleId: "rule-2", quantity: 2 }))).leadsTo({ lines: [{ lineId: one, quantity: 3, giftOf: ["rule-1", "rule-2"] }] }))

  it("go when no rule gives them any more, and leave what is bought", () => {
    given(opened, twoKurtas, applied(line(giftBox))).when(apply()).then({
      type: "CartGiftsApplied", gifts: [], at: 5, demands: [{ variantId: kurta.variantId, quantity: 2 }, { variantId: earphones.variantId, quantity: 0 }]
    })
    given(opened, twoKurtas, applied(line(giftBox))).when(apply()).leadsTo({ lines: [{ lineId: first, quantity: 2 }] })
  })

  it("give way to others", () =>
    given(opened, applied(line(atta))).when(apply(gift(earphones, { lineId: another }))).then({
      type: "CartGiftsApplied", gifts: [line(earphones, { lineId: another })], at: 5, demands: [{ variantId: atta.variantId, quantity: 0 }, { variantId: earphones.variantId, quantity: 1 }]
    }))
})
