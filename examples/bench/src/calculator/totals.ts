import { money } from "@bahi/core/money"
import { calculateTotals, type TotalsInput } from "@bahi/core/totals"

/** A cart with a line discount each, a fixed discount and shipping, at prices that hold 18 %. */
export const cart = (lineCount: number): TotalsInput => ({
  priceMode: "inclusive",
  supply: "intra",
  lines: Array.from({ length: lineCount }, (_, i) => {
    const unitPrice = 49_900 + 137 * i
    const quantity = 1 + (i % 3)
    return { id: `line-${i}`, unitPrice: money(unitPrice), quantity, discount: money(Math.floor(unitPrice * quantity / 10)), ratePpm: 180_000 }
  }),
  orderDiscounts: [{ id: "fixed", amount: money(5_000) }],
  charges: [{ id: "shipping", amount: money(9_900), taxPolicy: "proRata" }],
  roundOff: "rupee"
})

export const ourTotal = (document: TotalsInput) => (): number => {
  const totals = calculateTotals(document)
  return totals.ok ? totals.value.grandTotal : 0
}

/** Net and one tax a line, in numbers: no shares, no heads, no checks, no figures kept. */
export const bareTotal = ({ lines, charges }: TotalsInput) => (): number => {
  let total = 0
  for (const { unitPrice, quantity, discount = 0, ratePpm } of lines) {
    const net = unitPrice * quantity - discount
    total += net - Math.floor(net * ratePpm / (1_000_000 + ratePpm))
  }
  for (const charge of charges ?? []) total += charge.amount
  return total
}
