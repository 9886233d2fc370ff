import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { money } from "../money/index.ts"
import { calculateTotals, type TotalsInput } from "../totals/index.ts"
import { anyLines, anyRequest } from "./arbitrary.ts"
import { applyPromotions, type Evaluation, evaluatePromotions, type Promotion, type PromotionRequest } from "./index.ts"

const total = (amounts: ReadonlyArray<number>): number => amounts.reduce((sum, amount) => sum + amount, 0)

const law = (name: string, holds: (evaluation: Evaluation, request: PromotionRequest) => void, requests = anyRequest): void =>
  it(name, () => fc.assert(fc.property(requests, (request) => { holds(evaluatePromotions(request), request) }), { numRuns: 800 }))

const documentOf = ({ lines, shipping }: PromotionRequest): TotalsInput => ({
  priceMode: "inclusive",
  supply: "intra",
  lines: lines.map(({ lineId, unitPrice, quantity }) => ({ id: lineId, unitPrice, quantity, ratePpm: 180_000 })),
  charges: shipping === undefined ? [] : [{ ...shipping, taxPolicy: "proRata" }]
})

const worthOf = ({ applied }: Evaluation): number => total(applied.map(({ off, gift }) => off + (gift ? gift.quantity * gift.unitWorth : 0)))

describe("every evaluation", () => {
  law("F3: is taken by the totals as it stands, to the paisa, and leaves nothing below zero", (evaluation, request) => {
    const totals = calculateTotals(applyPromotions(documentOf(request), evaluation))
    if (!totals.ok) throw new Error(JSON.stringify(totals.error))
    const { lines, orderDiscounts, discountTotal, chargesTotal, grandTotal } = totals.value
    for (const { amount, applied } of orderDiscounts) expect(applied).toBe(amount)
    for (const { net } of lines) expect(net).toBeGreaterThanOrEqual(0)
    const waived = total(evaluation.waivedCharges.map(({ amount }) => amount))
    expect(chargesTotal).toBe((request.shipping?.amount ?? 0) - waived)
    expect(total(evaluation.applied.map(({ off }) => off))).toBe(discountTotal + waived)
    expect(grandTotal).toBeGreaterThanOrEqual(0)
  })

  law("says of every promotion, once, that it applies or why not, and of every code that is none", ({ applied, notApplied }, { promotions, codes }) => {
    const named = [...applied, ...notApplied].flatMap(({ promotionId }) => promotionId === undefined ? [] : [promotionId])
    expect(named.sort()).toEqual(promotions.map(({ id }) => id).sort())
    const unknown = notApplied.flatMap(({ reason }) => reason.code === "unknown_code" ? [reason.entered] : [])
    const known = promotions.map(({ code }) => code)
    expect(unknown).toEqual(["DIWALI", "TYPO", "WELCOME"].filter((code) => !known.includes(code) && codes.some((entered) => entered.trim().toUpperCase() === code)))
  })

  law("gives each promotion what the discounts in its name add up to", ({ applied, lineDiscounts, orderDiscounts, waivedCharges }) => {
    for (const { promotionId, off, unapplied, gift } of applied) {
      const named = [...lineDiscounts.filter((each) => each.promotionId === promotionId), ...orderDiscounts.filter(({ id }) => id === promotionId), ...waivedCharges.filter((each) => each.promotionId === promotionId)]
      expect(total(named.map(({ amount }) => amount))).toBe(off)
      expect(off > 0 || gift !== undefined).toBe(true)
      expect(unapplied).toBeGreaterThanOrEqual(0)
    }
  })

  law("does not depend on the order of promotions and codes", (evaluation, request) =>
    expect(evaluatePromotions({ ...request, promotions: request.promotions.toReversed(), codes: request.codes.toReversed() })).toEqual(evaluation))

  law("does not depend on goods that no promotion is for", (evaluation, request) => {
    const unrelated = { lineId: "l0", productId: "saddle", categoryIds: ["sport"], unitPrice: money(77_777), quantity: 3 }
    for (const lines of [[unrelated, ...request.lines], [...request.lines, unrelated]]) expect(evaluatePromotions({ ...request, lines })).toEqual(evaluation)
  }, anyRequest.map((request) => ({ ...request, promotions: request.promotions.filter(isForSomeGoods) })))

  law("says the same again once its gifts are in the cart", (evaluation, request) => {
    const stale = { lineId: "g0", promotionId: "ended", variantId: "mug", quantity: 1 }
    const gifts = evaluation.giftsToAdd.map((gift, i) => ({ ...gift, lineId: `g${i + 1}` }))
    const again = evaluatePromotions({ ...request, gifts: [...gifts, stale] })
    expect(again).toEqual({ ...evaluation, giftsToAdd: [], giftsToRemove: ["g0"] })
    expect(evaluatePromotions({ ...request, gifts })).toEqual({ ...evaluation, giftsToAdd: [] })
  })

  law("is worth to the customer at least what any exclusive promotion, or all the others together, would be", (evaluation, request) => {
    const alone = request.promotions.filter(({ combining }) => combining === "exclusive").map((promotion) => [promotion])
    for (const promotions of [...alone, request.promotions.filter(({ combining }) => combining === "stackable")]) {
      expect(worthOf(evaluation)).toBeGreaterThanOrEqual(worthOf(evaluatePromotions({ ...request, promotions })))
    }
    const isExclusive = evaluation.applied.some(({ promotionId }) => request.promotions.find(({ id }) => id === promotionId)!.combining === "exclusive")
    if (isExclusive) expect(evaluation.applied).toHaveLength(1)
  })
})

/** Neither its goods, nor what may be got, nor its minimum look at the whole cart. */
const isForSomeGoods = ({ conditions: { goods, minimum }, benefit }: Promotion): boolean =>
  goods !== undefined && Object.keys(goods).length > 0 && minimum?.of !== "cart"
  && !(benefit.kind === "buy_x_get_y" && benefit.getFrom !== undefined && Object.keys(benefit.getFrom).length === 0)

it("one more of anything takes no promotion away, unless another is worth more or has taken all", () =>
  fc.assert(fc.property(anyRequest, fc.nat(4), (request, at) => {
    if (request.lines.length === 0) return
    const more = request.lines.map((line, i) => i === at % request.lines.length ? { ...line, quantity: line.quantity + 1 } : line)
    const after = evaluatePromotions({ ...request, lines: more })
    for (const { promotionId } of evaluatePromotions(request).applied) {
      const reason = after.notApplied.find((each) => each.promotionId === promotionId)?.reason.code
      expect([undefined, "excluded_by", "nothing_left_to_discount"]).toContain(reason)
    }
  }), { numRuns: 1_500 }))

const only = (benefit: Promotion["benefit"], lines: PromotionRequest["lines"]): Evaluation =>
  evaluatePromotions({
    lines, gifts: [], customer: { previousOrders: 0 }, now: 0, codes: [], usage: {},
    promotions: [{ id: "p", name: "p", benefit, conditions: {}, combining: "stackable", priority: 0 }]
  })

it("a percentage is within half a paisa of the exact part, and half-up in between", () =>
  fc.assert(fc.property(anyLines, fc.integer({ min: 1, max: 1_000_000 }), (lines, ratePpm) => {
    const exact = total(lines.map(({ unitPrice, quantity }) => unitPrice * quantity)) * ratePpm
    const off = only({ kind: "percentage", ratePpm }, lines).applied[0]?.off ?? 0
    expect(off * 1_000_000 - exact > -500_000 && off * 1_000_000 - exact <= 500_000).toBe(true)
  }), { numRuns: 800 }))

it("who buys x gets y: whole groups, and of a broken one what was begun after x", () =>
  fc.assert(fc.property(
    fc.record({ buy: fc.integer({ min: 1, max: 5 }), get: fc.integer({ min: 1, max: 4 }), times: fc.integer({ min: 1, max: 40 }) }),
    fc.array(fc.nat(20), { minLength: 1, maxLength: 4 }),
    ({ buy, get, times }, quantities) => {
      const units = total(quantities)
      const broken = units % (buy + get)
      const expected = Math.min(times * get, Math.floor(units / (buy + get)) * get + Math.max(0, broken - buy))
      const lines = quantities.map((quantity, i) => ({ lineId: `l${i}`, productId: "tea", categoryIds: [], unitPrice: money(100), quantity }))
      expect(total(only({ kind: "buy_x_get_y", buy, get, offPpm: 1_000_000, maximumTimes: times }, lines).applied.map(({ off }) => off))).toBe(expected * 100)
    }
  ), { numRuns: 800 }))
