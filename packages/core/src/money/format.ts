import { type Money, money } from "./money.ts"

/** Rupees and paise of an amount of paise, by Indian grouping: 1,23,45,678 paise are "₹1,23,456.78", and a debt is "-₹5.00". */
export const formatRupees = (amount: Money): string => {
  const digits = String(Math.abs(money(amount))).padStart(3, "0")
  const rupees = digits.slice(0, -2)
  const grouped = rupees.slice(0, -3).replace(/\B(?=(\d\d)+$)/g, ",")
  return `${amount < 0 ? "-" : ""}₹${grouped}${grouped && ","}${rupees.slice(-3)}.${digits.slice(-2)}`
}
