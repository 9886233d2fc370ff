import { money } from "@bahi/core/money"
import { supplyBetween } from "@bahi/core/tax"
import { calculateTotals } from "@bahi/core/totals"

// A shop in Karnataka (29) sends a shirt and earphones to Maharashtra (27), at prices that hold their GST.
const totals = calculateTotals({
  priceMode: "inclusive",
  supply: supplyBetween("29", "27"),
  lines: [
    { id: "shirt", unitPrice: money(59_900), quantity: 2, ratePpm: 50_000 },
    { id: "earphones", unitPrice: money(149_900), quantity: 1, ratePpm: 180_000 }
  ],
  charges: [{ id: "shipping", amount: money(6_900), taxPolicy: "proRata" }],
  roundOff: "rupee"
})

if (totals.ok) {
  const { grandTotal, igst, taxable } = totals.value
  console.log({ taxable, igst, grandTotal }) // in paise
} else {
  console.error(`refused: ${totals.error.code}`)
}
