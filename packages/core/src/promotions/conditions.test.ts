import { describe, expect, it } from "vitest"
import { money } from "../money/index.ts"
import { refusals } from "../testing/refusals.ts"
import { checkPromotion, type Promotion, type PromotionRefusal, type Reason } from "./index.ts"
import { evaluate, percent, reasonOf, rug, rule, rupees, ten } from "../testing/story/promotions.ts"

refusals<Reason["code"]>({
  unknown_code: {
    "a misspelling, said once": (code) => expect(evaluate([], { codes: ["dewali", " DEWALI "] }).notApplied).toEqual([{ reason: { code, entered: "DEWALI" } }])
  },
  code_not_entered: {
    "a coupon that nobody entered": (code) => expect(reasonOf(rule("coupon", percent(10), { code: "TEN" }))).toEqual({ code })
  },
  not_started: {
    "a minute too early": (code) => expect(reasonOf(ten({ startsAt: 101 }))).toEqual({ code, startsAt: 101 })
  },
  expired: {
    "from its last instant on": (code) => expect(reasonOf(ten({ endsAt: 100 }))).toEqual({ code, endedAt: 100 })
  },
  usage_limit_reached: {
    "as often as the shop meant it": (code) => expect(reasonOf(ten({ usageLimit: 3 }), { usage: { ten: { total: 3, byCustomer: 0 } } })).toEqual({ code, limit: 3 })
  },
  customer_usage_limit_reached: {
    "this customer had it": (code) => expect(reasonOf(ten({ usageLimitPerCustomer: 1 }), { usage: { ten: { total: 1, byCustomer: 1 } } })).toEqual({ code, limit: 1 })
  },
  not_for_this_customer: {
    "another's": (code) => expect(reasonOf(ten({ customerIds: ["rohan"] }))).toEqual({ code }),
    "a guest": (code) => expect(reasonOf(ten({ customerIds: ["asha"] }), { customer: { previousOrders: 0 } })).toEqual({ code })
  },
  not_first_order: {
    "the third": (code) => expect(reasonOf(ten({ orders: "first_only" }))).toEqual({ code, previousOrders: 2 })
  },
  not_for_this_payment_method: {
    "cash": (code) => expect(reasonOf(ten({ paymentMethods: ["upi"] }), { paymentMethod: "cod" })).toEqual({ code, accepted: ["upi"], chosen: "cod" }),
    "none yet": (code) => expect(reasonOf(ten({ paymentMethods: ["upi"] }))).toEqual({ code, accepted: ["upi"], chosen: null })
  },
  not_for_these_products: {
    "none of them is in the cart": (code) => expect(reasonOf(ten({ goods: { productIds: ["lamp"], categoryIds: ["garden"] } }))).toEqual({ code }),
    "an empty cart": (code) => expect(reasonOf(ten({}), { lines: [{ ...rug, quantity: 0 }] })).toEqual({ code })
  },
  minimum_not_reached: {
    "a paisa short": (code) => expect(reasonOf(ten({ minimum: { amount: money(255_001), of: "cart" } }))).toEqual({ code, minimum: 255_001, missing: 1 }),
    "the cart reaches it, its goods do not": (code) =>
      expect(reasonOf(ten({ goods: { productIds: ["tea"] }, minimum: { amount: money(30_000), of: "eligible_goods" } }))).toEqual({ code, minimum: 30_000, missing: 5_000 }),
    "below the lowest tier": (code) =>
      expect(reasonOf(rule("tiers", { kind: "tiers", tiers: [{ from: money(400_000), off: { kind: "fixed", amount: money(1) } }, { from: money(300_000), off: { kind: "fixed", amount: money(1) } }] })))
        .toEqual({ code, minimum: 300_000, missing: 45_000 })
  },
  too_few_items: {
    "four, where five are to be paid for": (code) =>
      expect(reasonOf(rule("five", { kind: "buy_x_get_y", buy: 5, get: 1, offPpm: 1_000_000 }))).toEqual({ code, buy: 5, get: 1, found: 4 })
  },
  nothing_left_to_discount: {
    "another took everything": (code) =>
      expect(evaluate([rule("all", percent(100)), rule("more", rupees(100), { priority: 1 })]).notApplied).toEqual([{ promotionId: "more", reason: { code, unapplied: 10_000 } }]),
    "shipping is not known yet": (code) => expect(reasonOf(rule("shipped", { kind: "free_shipping" }))).toEqual({ code, unapplied: 0 })
  },
  excluded_by: {
    "what is worth more, and goes with no other": (code) =>
      expect(evaluate([ten({}), rule("half", percent(50), { combining: "exclusive" })]).notApplied).toEqual([{ promotionId: "ten", reason: { code, promotionIds: ["half"] } }]),
    "but its own reason comes first": (code) => {
      const { notApplied } = evaluate([rule("five", { kind: "buy_x_get_y", buy: 5, get: 1, offPpm: 1_000_000 }, { combining: "exclusive" }), rule("six", percent(1), { combining: "exclusive" }), ten({})])
      expect(notApplied.map(({ promotionId, reason }) => [promotionId, reason.code])).toEqual([["five", "too_few_items"], ["six", code]])
    }
  }
})

describe("a promotion that cannot have been meant", () => {
  const refusalOf = (promotion: Promotion): PromotionRefusal | undefined => {
    const checked = checkPromotion(promotion)
    return checked.ok ? undefined : checked.error
  }
  const off = { kind: "fixed", amount: money(1) } as const
  const tiers = (...from: ReadonlyArray<number>): Promotion => rule("p", { kind: "tiers", tiers: from.map((each) => ({ from: money(each), off })) })
  const threeForTwo = { kind: "buy_x_get_y", buy: 2, get: 1, offPpm: 1_000_000 } as const
  const broken = 0.5 as typeof off.amount

  refusals<PromotionRefusal["code"]>({
    promotion_code_blank: {
      "nobody can enter it": (code) => expect(refusalOf(rule("p", percent(1), { code: " " }))).toEqual({ code })
    },
    promotion_period_empty: {
      "it ends as it starts": (code) => expect(refusalOf(ten({ startsAt: 5, endsAt: 5 }))).toEqual({ code, startsAt: 5, endsAt: 5 })
    },
    promotion_has_no_tiers: { "nothing to reach": (code) => expect(refusalOf(tiers())).toEqual({ code }) },
    promotion_tier_repeated: { "two answers to one question": (code) => expect(refusalOf(tiers(100, 200, 100))).toEqual({ code, from: 100 }) },
    promotion_rate_out_of_range: {
      "more than all": (code) => expect(refusalOf(rule("p", percent(101)))).toEqual({ code, ratePpm: 1_010_000 }),
      "of what is got": (code) => expect(refusalOf(rule("p", { ...threeForTwo, offPpm: -1 }))).toEqual({ code, ratePpm: -1 }),
      "in a tier": (code) => expect(refusalOf(rule("p", { kind: "tiers", tiers: [{ from: money(1), off: { kind: "percentage", ratePpm: 0.5 } }] }))).toEqual({ code, ratePpm: 0.5 })
    },
    promotion_amount_invalid: {
      "a discount below zero": (code) => expect(refusalOf(rule("p", rupees(-1)))).toEqual({ code, amount: -100 }),
      "half a paisa, as a cap, a minimum, a tier, a tier's discount or a gift's worth": (code) => {
        const all = [
          rule("p", { kind: "percentage", ratePpm: 1, cap: broken }), ten({ minimum: { amount: broken, of: "cart" } }), rule("p", { kind: "tiers", tiers: [{ from: broken, off }] }),
          rule("p", { kind: "tiers", tiers: [{ from: money(1), off: { ...off, amount: broken } }] }), rule("p", { kind: "free_gift", variantId: "mug", quantity: 1, unitWorth: broken })
        ]
        for (const promotion of all) expect(refusalOf(promotion)).toEqual({ code, amount: 0.5 })
      }
    },
    promotion_count_invalid: {
      "no unit to buy, to get, or to give": (code) => {
        for (const benefit of [{ ...threeForTwo, buy: 0 }, { ...threeForTwo, get: 0 }, { ...threeForTwo, maximumTimes: 0 }, { kind: "free_gift", variantId: "mug", quantity: 0, unitWorth: money(1) } as const]) {
          expect(refusalOf(rule("p", benefit))).toEqual({ code, count: 0 })
        }
      },
      "a limit or a priority below zero": (code) => {
        for (const promotion of [ten({ usageLimit: -1 }), ten({ usageLimitPerCustomer: -1 }), rule("p", percent(1), { priority: -1 })]) expect(refusalOf(promotion)).toEqual({ code, count: -1 })
      }
    }
  })

  it("is never evaluated", () => expect(() => evaluate([tiers()])).toThrow("promotion p: promotion_has_no_tiers"))
  it("is none of the others", () => expect(checkPromotion(rule("p", { kind: "free_shipping" }))).toMatchObject({ ok: true, value: { id: "p" } }))
})
