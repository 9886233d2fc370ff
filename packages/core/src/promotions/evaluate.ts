import { checkPromotion } from "./check.ts"
import { type Combination, combine } from "./combine.ts"
import { failedCondition, plainCode } from "./condition.ts"
import type { Evaluation, NotApplied, PromotionRequest, Reason } from "./evaluation.ts"
import type { Promotion } from "./promotion.ts"

/**
 * What applies of the shop's promotions, and for each that does not, why. All stackable ones together, or one exclusive alone:
 * whichever is worth most to the customer; of equals, the one with the smallest promotion id. The order of the promotions means
 * nothing. Throws if two share an id, and for one that `checkPromotion` refuses.
 */
export const evaluatePromotions = (request: PromotionRequest): Evaluation => {
  const { promotions, codes, gifts } = request
  if (new Set(promotions.map(({ id }) => id)).size < promotions.length) throw new RangeError("two promotions share an id")
  for (const promotion of promotions) {
    const checked = checkPromotion(promotion)
    if (!checked.ok) throw new RangeError(`promotion ${promotion.id}: ${checked.error.code}`)
  }

  const failed = promotions.flatMap((promotion): ReadonlyArray<NotApplied> => {
    const reason = failedCondition(promotion, request)
    return reason === undefined ? [] : [{ promotionId: promotion.id, reason }]
  })
  const eligible = promotions.filter(({ id }) => !failed.some(({ promotionId }) => promotionId === id))
  const { chosen, leftOut } = bestOf(eligible, request)
  const due = chosen.applied.flatMap(({ promotionId, gift }) => gift ? [{ promotionId, variantId: gift.variantId, quantity: gift.quantity }] : [])
  const isDue = (gift: typeof due[number]) => (other: typeof due[number]) =>
    gift.promotionId === other.promotionId && gift.variantId === other.variantId && gift.quantity === other.quantity
  const { applied, lineDiscounts, orderDiscounts, waivedCharges } = chosen
  return {
    applied,
    notApplied: [...unknownCodes(codes, promotions), ...[...failed, ...chosen.notApplied, ...leftOut].sort(byId)],
    lineDiscounts,
    orderDiscounts,
    waivedCharges,
    giftsToAdd: due.filter((gift) => !gifts.some(isDue(gift))),
    giftsToRemove: gifts.filter((gift, i) => !due.some(isDue(gift)) || gifts.findIndex(isDue(gift)) < i).map(({ lineId }) => lineId)
  }
}

/** The best way to combine them, and why the promotions that it leaves out are left out. */
const bestOf = (eligible: ReadonlyArray<Promotion>, request: PromotionRequest): { readonly chosen: Combination; readonly leftOut: ReadonlyArray<NotApplied> } => {
  const together = eligible.filter(({ combining }) => combining === "stackable")
  const alone = eligible.filter(({ combining }) => combining === "exclusive")
  const ways = [together, ...alone.map((one) => [one])]
    .map((way) => ({ way, combination: combine(way, request), ids: way.map(({ id }) => id).sort() }))
    .filter(({ combination }) => combination.applied.length > 0)
    .sort((a, b) => b.combination.worth - a.combination.worth || (a.ids[0]! < b.ids[0]! ? -1 : 1))
  const [best] = ways
  // Where none does anything on its own, none does anything with the others.
  if (best === undefined) return { chosen: combine(eligible, request), leftOut: [] }
  const excluding: Reason = { code: "excluded_by", promotionIds: best.combination.applied.map(({ promotionId }) => promotionId) }
  const leftOut = eligible.filter((one) => !best.way.includes(one))
    .map((one) => combine([one], request).notApplied[0] ?? { promotionId: one.id, reason: excluding })
  return { chosen: best.combination, leftOut }
}

const unknownCodes = (codes: ReadonlyArray<string>, promotions: ReadonlyArray<Promotion>): ReadonlyArray<NotApplied> => {
  const known = new Set(promotions.map(({ code = "" }) => plainCode(code)))
  return [...new Set(codes.map(plainCode))].filter((entered) => !known.has(entered)).sort().map((entered) => ({ reason: { code: "unknown_code", entered } }))
}

const byId = (a: NotApplied, b: NotApplied): number => a.promotionId! < b.promotionId! ? -1 : 1
