// The same calculator from CommonJS: Node 20.19 and later load the module as it is.
const { calculateTotals } = require("@bahi/core/totals")

const totals = calculateTotals({
  priceMode: "inclusive",
  supply: "inter",
  lines: [
    { id: "shirt", unitPrice: 59_900, quantity: 2, ratePpm: 50_000 },
    { id: "earphones", unitPrice: 149_900, quantity: 1, ratePpm: 180_000 }
  ],
  charges: [{ id: "shipping", amount: 6_900, taxPolicy: "proRata" }],
  roundOff: "rupee"
})
const { grandTotal, igst, taxable } = totals.value
console.log({ taxable, igst, grandTotal })
