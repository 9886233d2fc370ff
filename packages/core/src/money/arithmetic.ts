import { type Money, money } from "./money.ts"

/** Adds amounts of one currency. Throws where the sum leaves the safe range. */
export const add = (...amounts: ReadonlyArray<Money>): Money => sum(amounts)

/** Takes the second amount from the first. Throws where the difference leaves the safe range. */
export const subtract = (from: Money, amount: Money): Money => money(from - amount)

/** Adds up a list of amounts of one currency; an empty list is zero. Throws where the sum so far leaves the safe range. */
export const sum = (amounts: ReadonlyArray<Money>): Money => {
  let total = money(0)
  for (const amount of amounts) total = money(total + amount)
  return total
}
