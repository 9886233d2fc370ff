import { amountInWords, formatRupees, money } from "@bahi/core/money"
import { formatPercent, supplyBetween } from "@bahi/core/tax"
import { calculateTotals } from "@bahi/core/totals"

// A shop in Karnataka (29) sends a shirt and earphones to Maharashtra (27), at prices that hold their GST, ₹100 off the order.
const totals = calculateTotals({
  priceMode: "inclusive",
  supply: supplyBetween("29", "27"),
  lines: [
    { id: "shirt", unitPrice: money(59_900), quantity: 2, ratePpm: 50_000 },
    { id: "earphones", unitPrice: money(149_900), quantity: 1, ratePpm: 180_000 }
  ],
  orderDiscounts: [{ id: "WELCOME100", amount: money(10_000) }],
  charges: [{ id: "shipping", amount: money(6_900), taxPolicy: "proRata" }],
  roundOff: "rupee"
})
if (!totals.ok) throw new Error(`refused: ${totals.error.code}`)

const { charges, grandTotal, igst, lines, roundOff, taxable } = totals.value
const row = (...cells: ReadonlyArray<string>) => console.log(cells.map((cell, i) => (i === 0 ? cell.padEnd(16) : cell.padStart(12))).join(""))
row("", "taxable", "GST", "IGST", "total")
for (const line of lines) row(line.id, formatRupees(line.taxable), `${formatPercent(line.ratePpm)} %`, formatRupees(line.igst), formatRupees(line.total))
for (const { id, parts } of charges) {
  for (const part of parts) row(id, formatRupees(part.taxable), `${formatPercent(part.ratePpm)} %`, formatRupees(part.igst), formatRupees(money(part.taxable + part.tax)))
}
row("round-off", "", "", "", formatRupees(roundOff))
row("to pay", formatRupees(taxable), "", formatRupees(igst), formatRupees(grandTotal))
console.log(amountInWords(grandTotal))
