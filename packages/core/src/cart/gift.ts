// What the rules give beside what was bought. Gifts come and go with the rules, and never by hand.
import type { CartLineId, Instant } from "../id.ts"
import { money } from "../money/index.ts"
import type { CartLine } from "./cart.ts"
import type { Item } from "./item.ts"

/** What a rule gives now. */
export interface Gift {
  readonly lineId: CartLineId
  readonly ruleId: string
  readonly item: Item
  readonly quantity: number
}

export const isGift = ({ giftOf }: CartLine): boolean => giftOf !== undefined

/** The lines of these gifts, free and one for each thing; a gift that is there keeps its line. */
export const giftLinesOf = (present: ReadonlyArray<CartLine>, gifts: ReadonlyArray<Gift>, at: Instant): ReadonlyArray<CartLine> =>
  gifts.filter(({ item }, i) => gifts.findIndex((first) => first.item.variantId === item.variantId) === i).map(({ lineId, item }) => {
    const kept = present.find((line) => isGift(line) && line.item.variantId === item.variantId)
    const given = gifts.filter((gift) => gift.item.variantId === item.variantId)
    return {
      ...(kept ?? { lineId, item: { ...item, unitPrice: money(0) }, addedAt: at }),
      quantity: given.reduce((pieces, { quantity }) => pieces + quantity, 0),
      giftOf: given.map(({ ruleId }) => ruleId).sort()
    }
  })

/** Whether both are the same gifts, of the same rules, in whatever order. */
export const sameGifts = (one: ReadonlyArray<CartLine>, other: ReadonlyArray<CartLine>): boolean =>
  one.length === other.length && one.every((line) => other.some(({ lineId, quantity, giftOf }) =>
    lineId === line.lineId && quantity === line.quantity && String(giftOf) === String(line.giftOf)))
