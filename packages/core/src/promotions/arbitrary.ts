import fc from "fast-check"
import { type Money, money } from "../money/index.ts"
import type { BoughtLine, PromotionRequest } from "./evaluation.ts"
import type { Benefit, Conditions, Goods, Off, Promotion } from "./promotion.ts"

const price: fc.Arbitrary<Money> = fc.oneof(fc.constantFrom(0, 1, 99, 100, 49_900), fc.nat(500_000)).map(money)
const ratePpm = fc.oneof(fc.constantFrom(1, 333_333, 1_000_000), fc.nat(1_000_000))
const product = fc.constantFrom("tea", "cup", "rug", "lamp")
const category = fc.constantFrom("kitchen", "home")

const optionally = <K extends string, A>(name: K, value: fc.Arbitrary<A>): fc.Arbitrary<{ readonly [k in K]?: A }> =>
  fc.option(value, { nil: undefined, freq: 1 }).map((some) => (some === undefined ? {} : { [name]: some }) as { readonly [k in K]?: A })

const goods: fc.Arbitrary<Goods> = fc.tuple(optionally("productIds", fc.uniqueArray(product, { minLength: 1 })), optionally("categoryIds", fc.uniqueArray(category, { minLength: 1 })))
  .map(([productIds, categoryIds]) => ({ ...productIds, ...categoryIds }))

const off: fc.Arbitrary<Off> = fc.oneof(
  fc.tuple(ratePpm, optionally("cap", price)).map(([rate, cap]) => ({ kind: "percentage" as const, ratePpm: rate, ...cap })),
  price.map((amount) => ({ kind: "fixed" as const, amount }))
)

const benefit: fc.Arbitrary<Benefit> = fc.oneof(
  off,
  off,
  fc.uniqueArray(fc.record({ from: price, off }), { minLength: 1, maxLength: 3, selector: ({ from }) => from }).map((tiers) => ({ kind: "tiers" as const, tiers })),
  fc.tuple(fc.record({ buy: fc.integer({ min: 1, max: 3 }), get: fc.integer({ min: 1, max: 2 }), offPpm: ratePpm }), optionally("getFrom", goods), optionally("maximumTimes", fc.integer({ min: 1, max: 3 })))
    .map(([rule, getFrom, maximumTimes]) => ({ kind: "buy_x_get_y" as const, ...rule, ...getFrom, ...maximumTimes })),
  fc.constant({ kind: "free_shipping" as const }),
  fc.record({ kind: fc.constant("free_gift" as const), variantId: fc.constantFrom("mug", "card"), quantity: fc.integer({ min: 1, max: 2 }), unitWorth: price })
)

/** Most hold, so that promotions meet. It is noon on day 10 of 20. */
const conditions: fc.Arbitrary<Conditions> = fc.tuple(
  optionally("startsAt", fc.constantFrom(0, 0, 11)),
  optionally("endsAt", fc.constantFrom(20, 20, 10)),
  optionally("usageLimit", fc.constantFrom(5, 5, 1)),
  optionally("usageLimitPerCustomer", fc.constantFrom(5, 5, 1)),
  optionally("goods", goods),
  optionally("minimum", fc.record({ amount: price, of: fc.constantFrom("cart" as const, "eligible_goods" as const) }))
).map((all) => Object.assign({}, ...all))

const codes = ["WELCOME", "DIWALI"] as const

const promotionOf = (id: string): fc.Arbitrary<Promotion> =>
  fc.tuple(
    fc.record({ benefit, conditions, combining: fc.constantFrom("stackable" as const, "stackable" as const, "exclusive" as const), priority: fc.nat(2) }),
    optionally("code", fc.constantFrom(...codes))
  ).map(([promotion, code]) => ({ id, name: id, ...promotion, ...code }))

export const anyLines: fc.Arbitrary<ReadonlyArray<BoughtLine>> = fc.array(
  fc.record({ productId: product, categoryIds: fc.uniqueArray(category), unitPrice: price, quantity: fc.nat(6) }),
  { maxLength: 5 }
).map((lines) => lines.map((line, i) => ({ lineId: `l${i + 1}`, ...line })))

/** A cart among up to five promotions, of which a few fail. */
export const anyRequest: fc.Arbitrary<PromotionRequest> = fc.tuple(
  fc.record({
    lines: anyLines,
    promotions: fc.integer({ min: 0, max: 5 }).chain((count) => fc.tuple(...Array.from({ length: count }, (_, i) => promotionOf(`p${i + 1}`)))),
    codes: fc.subarray([...codes, "welcome ", "TYPO"])
  }),
  optionally("shipping", price.map((amount) => ({ id: "shipping", amount })))
).map(([request, shipping]) => ({
  ...request,
  ...shipping,
  gifts: [],
  customer: { previousOrders: 0 },
  now: 10,
  usage: Object.fromEntries(request.promotions.map(({ id }) => [id, { total: 1, byCustomer: 1 }]))
}))
