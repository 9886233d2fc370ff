import { type Money, mulDiv } from "../money/index.ts"
import type { BoughtLine } from "./evaluation.ts"
import type { BuyXGetY } from "./promotion.ts"

/** So many units of a line, each cheaper by an amount. */
export interface GotUnits {
  readonly lineId: string
  readonly quantity: number
  readonly offEach: Money
}

/**
 * The units that are got: as many as the units that remain to be paid in full allow, the cheapest first, ties by line id. Who buys
 * two and gets one from the same goods needs three; who has four still gets one. Units that cost nothing are not got.
 */
export const unitsGot = (rule: BuyXGetY, bought: ReadonlyArray<BoughtLine>, obtainable: ReadonlyArray<BoughtLine>): ReadonlyArray<GotUnits> => {
  const cheapestFirst = obtainable.filter(({ unitPrice }) => unitPrice > 0).toSorted((a, b) => a.unitPrice - b.unitPrice || (a.lineId < b.lineId ? -1 : 1))
  const boughtIds = new Set(bought.map(({ lineId }) => lineId))
  const boughtUnits = unitsIn(bought)

  /** Whether the units that are left pay for so many. It only gets harder with each. */
  const isPaidFor = (count: number): boolean => {
    const got = spread(count, cheapestFirst)
    const paid = cheapestFirst.reduce((left, { lineId }, i) => boughtIds.has(lineId) ? left - got[i]! : left, boughtUnits)
    return paid >= rule.buy * Math.ceil(count / rule.get)
  }
  let [most, tooMany] = [0, Math.min(unitsIn(cheapestFirst), rule.get * (rule.maximumTimes ?? Infinity)) + 1]
  while (tooMany - most > 1) {
    const middle = Math.floor((most + tooMany) / 2)
    if (isPaidFor(middle)) most = middle
    else tooMany = middle
  }
  const got = spread(most, cheapestFirst)
  return cheapestFirst.flatMap(({ lineId, unitPrice }, i) =>
    got[i] === 0 ? [] : [{ lineId, quantity: got[i]!, offEach: mulDiv(unitPrice, rule.offPpm, 1_000_000, "half-up") }])
}

export const unitsIn = (lines: ReadonlyArray<BoughtLine>): number => lines.reduce((units, { quantity }) => units + quantity, 0)

/** So many units, taken from line after line. */
const spread = (count: number, lines: ReadonlyArray<BoughtLine>): ReadonlyArray<number> => {
  let left = count
  return lines.map(({ quantity }) => {
    const taken = Math.min(quantity, left)
    left -= taken
    return taken
  })
}
