import { describe, expect, it } from "vitest"
import { money } from "../money/index.ts"
import { calculateTotals } from "../totals/index.ts"
import { applyPromotions, type Benefit } from "./index.ts"
import { cups, evaluate, line, offs, percent, rug, rule, rupees, tea } from "../testing/story/promotions.ts"

describe("a coupon", () => {
  const welcome = rule("welcome", percent(10), { code: "WELCOME10" })

  it("takes its part off the goods, whatever the case in which it is typed", () =>
    expect(evaluate([welcome], { codes: [" welcome10"] })).toEqual({
      applied: [{ promotionId: "welcome", name: "welcome", code: "WELCOME10", off: 25_500, unapplied: 0 }],
      notApplied: [],
      lineDiscounts: [],
      orderDiscounts: [{ id: "welcome", amount: 25_500 }],
      waivedCharges: [],
      giftsToAdd: [],
      giftsToRemove: []
    }))

  it("is capped where the shop says so", () =>
    expect(offs(evaluate([rule("capped", { kind: "percentage", ratePpm: 500_000, cap: money(20_000) })]))).toEqual({ capped: 20_000 }))

  it("is for some goods by product or category, and names their lines", () =>
    expect(evaluate([rule("some", percent(10), { conditions: { goods: { productIds: ["rug"], categoryIds: ["food"] } } })]).orderDiscounts)
      .toEqual([{ id: "some", amount: 17_500, lineIds: ["tea", "rug"] }]))

  it("needs its minimum to the paisa, of the cart or of its goods", () => {
    const from = (amount: number, of: "cart" | "eligible_goods") => evaluate([rule("tea", percent(10), { conditions: { goods: { productIds: ["tea"] }, minimum: { amount: money(amount), of } } })]).applied.length
    expect([from(255_000, "cart"), from(255_001, "cart"), from(25_000, "eligible_goods"), from(25_001, "eligible_goods")]).toEqual([1, 0, 1, 0])
  })

  it("takes no more than the goods cost, and says what it could not take", () =>
    expect(evaluate([rule("big", rupees(300), { conditions: { goods: { productIds: ["tea"] } } })]).applied).toMatchObject([{ off: 25_000, unapplied: 5_000 }]))

  it("holds from its start until just before its end", () => {
    const diwali = rule("diwali", percent(10), { conditions: { startsAt: 100, endsAt: 200 } })
    expect([99, 100, 199, 200].map((now) => evaluate([diwali], { now }).applied.length)).toEqual([0, 1, 1, 0])
  })

  it("for chosen customers, payment methods or first orders applies to them", () =>
    expect(evaluate([rule("chosen", percent(10), { conditions: { customerIds: ["asha"], paymentMethods: ["upi"], orders: "first_only", usageLimit: 2, usageLimitPerCustomer: 1 } })], {
      paymentMethod: "upi", customer: { customerId: "asha", previousOrders: 0 }, usage: { chosen: { total: 1, byCustomer: 0 } }
    }).applied).toHaveLength(1))
})

describe("a tier", () => {
  const tiers = rule("more", { kind: "tiers", tiers: [{ from: money(100_000), off: { kind: "fixed", amount: money(5_000) } }, { from: money(255_000), off: { kind: "percentage", ratePpm: 100_000 } }] })

  it("is the highest that the goods reach", () => {
    expect(offs(evaluate([tiers]))).toEqual({ more: 25_500 })
    expect(offs(evaluate([tiers], { lines: [tea, rug] }))).toEqual({ more: 5_000 })
  })
})

describe("buy two, get one", () => {
  const threeForTwo: Benefit = { kind: "buy_x_get_y", buy: 2, get: 1, offPpm: 1_000_000 }
  const ofCups = (quantity: number) => evaluate([rule("cups", threeForTwo, { conditions: { goods: { productIds: ["cup"] } } })], { lines: [line("cup", 40_000, quantity)] })

  it("gives the third, not the fourth, and then the sixth", () =>
    expect([2, 3, 4, 5, 6].map((quantity) => offs(ofCups(quantity))["cups"] ?? 0)).toEqual([0, 40_000, 40_000, 40_000, 80_000]))

  it("gives the cheapest, as a discount on its line", () =>
    expect(evaluate([rule("three", threeForTwo)]).lineDiscounts).toEqual([{ promotionId: "three", lineId: "tea", amount: 25_000 }]))

  it("gives the first by line id of what costs the same, and nothing that costs nothing", () =>
    expect(evaluate([rule("three", threeForTwo)], { lines: [line("b", 100), line("a", 100), line("sample", 0), line("c", 500)] }).lineDiscounts)
      .toEqual([{ promotionId: "three", lineId: "a", amount: 100 }]))

  it("gives on each line no more than is left of it, and names no line that has nothing left", () =>
    expect(evaluate([rule("a", threeForTwo), rule("b", { ...threeForTwo, buy: 1, get: 2 })], { lines: [line("tea", 100), line("cup", 200, 2)] }))
      .toMatchObject({ applied: [{ off: 100, unapplied: 0 }, { off: 200, unapplied: 100 }], lineDiscounts: [{ promotionId: "a", lineId: "tea" }, { promotionId: "b", lineId: "cup", amount: 200 }] }))

  it("may give other goods, at a part of their price, and only so often", () => {
    const tasting = rule("tasting", { kind: "buy_x_get_y", buy: 1, get: 2, offPpm: 500_000, getFrom: { categoryIds: ["food"] }, maximumTimes: 1 }, { conditions: { goods: { productIds: ["cup"] } } })
    expect(evaluate([tasting], { lines: [{ ...tea, quantity: 5 }, cups] }).lineDiscounts).toEqual([{ promotionId: "tasting", lineId: "tea", amount: 25_000 }])
  })
})

describe("free shipping", () => {
  it("waives the charge, once", () =>
    expect(evaluate([rule("a", { kind: "free_shipping" }), rule("b", { kind: "free_shipping" })], { shipping: { id: "shipping", amount: money(5_000) } })).toMatchObject({
      applied: [{ promotionId: "a", off: 5_000 }],
      waivedCharges: [{ promotionId: "a", chargeId: "shipping", amount: 5_000 }],
      notApplied: [{ promotionId: "b", reason: { code: "nothing_left_to_discount" } }]
    }))
})

describe("a gift", () => {
  const mug = rule("mug", { kind: "free_gift", variantId: "mug", quantity: 1, unitWorth: money(19_900) }, { conditions: { minimum: { amount: money(200_000), of: "cart" } } })
  const given = { lineId: "g1", promotionId: "mug", variantId: "mug", quantity: 1 }

  it("is to be added once the cart is worth it", () =>
    expect(evaluate([mug])).toMatchObject({ applied: [{ off: 0, gift: { variantId: "mug" } }], giftsToAdd: [{ promotionId: "mug", variantId: "mug", quantity: 1 }], giftsToRemove: [] }))

  it("stays while it is", () => expect(evaluate([mug], { gifts: [given] })).toMatchObject({ giftsToAdd: [], giftsToRemove: [] }))
  it("is removed when it is not any more", () => expect(evaluate([mug], { gifts: [given], lines: [rug] })).toMatchObject({ giftsToAdd: [], giftsToRemove: ["g1"] }))
  it("is exchanged where the rule now gives another, or twice over", () => {
    for (const other of [{ quantity: 2 }, { variantId: "cap" }, { promotionId: "cap" }]) expect(evaluate([mug], { gifts: [{ ...given, ...other }] })).toMatchObject({ giftsToAdd: [{ quantity: 1 }], giftsToRemove: ["g1"] })
    expect(evaluate([mug], { gifts: [given, { ...given, lineId: "g2" }] })).toMatchObject({ giftsToAdd: [], giftsToRemove: ["g2"] })
  })
})

describe("several", () => {
  it("are taken by priority, then id, each from what is left", () =>
    expect(offs(evaluate([rule("b", percent(10)), rule("a", percent(50), { priority: 1 }), rule("c", rupees(100))]))).toEqual({ b: 25_500, c: 10_000, a: 109_750 }))

  it("are taken after what is got by the unit", () =>
    expect(offs(evaluate([rule("a", percent(10)), rule("b", { kind: "buy_x_get_y", buy: 3, get: 1, offPpm: 1_000_000 })]))).toEqual({ b: 25_000, a: 23_000 }))

  it("give way to an exclusive one that is worth more, and not to one that is not", () => {
    const [ten, fixed, half] = [rule("ten", percent(10)), rule("fixed", rupees(100)), rule("half", percent(50), { combining: "exclusive" })]
    expect(offs(evaluate([ten, fixed, half]))).toEqual({ half: 127_500 })
    expect(offs(evaluate([ten, fixed, { ...half, benefit: percent(13) }]))).toEqual({ fixed: 10_000, ten: 24_500 })
  })

  it("of equal worth leave it to the id", () => {
    const [b, a] = [rule("b", percent(10)), rule("a", percent(10), { combining: "exclusive" })]
    expect(offs(evaluate([b, a]))).toEqual({ a: 25_500 })
    expect(offs(evaluate([b, { ...a, id: "c" }]))).toEqual({ b: 25_500 })
    expect(offs(evaluate([rule("z", rupees(1)), rule("b", rupees(1)), { ...a, id: "c", benefit: rupees(2) }]))).toEqual({ b: 100, z: 100 })
  })

  it("weigh a gift by what it would cost", () => {
    const mug = rule("mug", { kind: "free_gift", variantId: "mug", quantity: 2, unitWorth: money(15_000) }, { combining: "exclusive" })
    expect(offs(evaluate([rule("ten", percent(10)), mug]))).toEqual({ mug: 0 })
  })

  it("give way to none that does nothing", () => {
    const card = rule("card", { kind: "free_gift", variantId: "card", quantity: 1, unitWorth: money(0) })
    const five = rule("a", { kind: "buy_x_get_y", buy: 5, get: 1, offPpm: 1_000_000 }, { combining: "exclusive" })
    expect(offs(evaluate([card, five]))).toEqual({ card: 0 })
  })

  it("cannot share an id", () => expect(() => evaluate([rule("a", percent(1)), rule("a", percent(2))])).toThrow("share an id"))
})

it("a document with promotions costs what it cost, less what they take off", () => {
  const shipping = { id: "shipping", amount: money(5_000) }
  const evaluation = evaluate([
    rule("tea-with-cups", { kind: "buy_x_get_y", buy: 2, get: 1, offPpm: 1_000_000, getFrom: { productIds: ["tea"] } }, { conditions: { goods: { productIds: ["cup"] } } }),
    rule("diwali", percent(10), { code: "DIWALI" }),
    rule("shipped", { kind: "free_shipping" }, { conditions: { minimum: { amount: money(99_900), of: "cart" } } })
  ], { codes: ["diwali"], shipping })
  const totals = calculateTotals(applyPromotions({
    priceMode: "inclusive",
    supply: "intra",
    lines: [tea, cups, rug].map(({ lineId, unitPrice, quantity }) => ({ id: lineId, unitPrice, quantity, ratePpm: 180_000 })),
    charges: [{ ...shipping, taxPolicy: "proRata" }]
  }, evaluation))
  expect(totals).toMatchObject({ ok: true, value: { subtotal: 255_000, discountTotal: 25_000 + 23_000, chargesTotal: 0, grandTotal: 207_000 } })
})

it("a document keeps the charges that it has, and has no discounts of its own", () => {
  const evaluation = evaluate([
    rule("three", { kind: "buy_x_get_y", buy: 2, get: 1, offPpm: 100_000 }, { conditions: { goods: { productIds: ["cup"] } } }),
    rule("ten", percent(10)),
    rule("shipped", { kind: "free_shipping" })
  ], { lines: [line("cup", 10_000, 3)], shipping: { id: "shipping", amount: money(5_000) } })
  const taxed = { taxPolicy: "highest" } as const
  const cup = { id: "cup", unitPrice: money(10_000), quantity: 3, ratePpm: 0 }
  const document = {
    priceMode: "inclusive",
    supply: "intra",
    lines: [cup],
    charges: [{ id: "shipping", amount: money(5_000), ...taxed }, { id: "cod_fee", amount: money(4_900), ...taxed }]
  } as const
  expect(applyPromotions(document, evaluation)).toMatchObject({
    lines: [{ discount: 1_000 }],
    orderDiscounts: [{ id: "ten", amount: 2_900 }],
    charges: [{ id: "shipping", amount: 0 }, { id: "cod_fee", amount: 4_900 }]
  })
  expect(() => applyPromotions({ ...document, lines: [{ ...cup, discount: money(500) }] }, evaluation)).toThrow("no discounts of its own")
  expect(() => applyPromotions({ ...document, orderDiscounts: [{ id: "goodwill", amount: money(100) }] }, evaluation)).toThrow("no discounts of its own")
})
