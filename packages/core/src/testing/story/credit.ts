// What the stories of credits are told with: what happened, and what is asked for.
import { money } from "../../money/index.ts"
import { calculateTotals, type TotalsInput } from "../../totals/index.ts"
import { type Credit, type Credited, creditFor, type CreditRequest, nothingCredited, type Original } from "../../credit/index.ts"

export const originalOf = (document: TotalsInput): Original => {
  const totals = calculateTotals(document)
  if (!totals.ok) throw new Error(JSON.stringify(totals.error))
  return { totals: totals.value, quantities: Object.fromEntries(document.lines.map(({ id, quantity }) => [id, quantity])) }
}
export const credit = (original: Original, request: CreditRequest, earlier: Credited = nothingCredited): Credit => {
  const answer = creditFor(original, earlier, request)
  if (!answer.ok) throw new Error(JSON.stringify(answer.error))
  return answer.value
}

/** Three shirts at ₹999.99 and a lamp, with ₹200 off, shipping, and a gift; rounded to whole rupees. */
export const sale = originalOf({
  priceMode: "inclusive",
  supply: "intra",
  lines: [
    { id: "shirt", unitPrice: money(99_999), quantity: 3, ratePpm: 50_000 },
    { id: "lamp", unitPrice: money(118_000), quantity: 1, ratePpm: 180_000 },
    { id: "gift", unitPrice: money(0), quantity: 1, ratePpm: 50_000, isFreeGift: true }
  ],
  orderDiscounts: [{ id: "diwali", amount: money(20_000) }],
  charges: [{ id: "shipping", amount: money(10_000), taxPolicy: "proRata" }],
  roundOff: "rupee"
})
export const lines = (quantities: Readonly<Record<string, number>>): CreditRequest => ({ lines: Object.entries(quantities).map(([id, quantity]) => ({ id, quantity })) })
