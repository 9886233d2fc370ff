import { type Money, money } from "./money.ts"

/** An amount of paise in words, as invoices carry it: "Rupees One Lakh Twenty-Three Thousand Four Hundred Fifty-Six and Seventy-Eight Paise Only". */
export const amountInWords = (amount: Money): string => {
  const magnitude = Math.abs(money(amount))
  const paise = magnitude % 100
  const rupees = (magnitude - paise) / 100
  const parts = []
  if (rupees > 0 || paise === 0) parts.push(`${rupees === 1 ? "Rupee" : "Rupees"} ${inWords(rupees)}`)
  if (paise > 0) parts.push(`${inWords(paise)} ${paise === 1 ? "Paisa" : "Paise"}`)
  return `${amount < 0 ? "Minus " : ""}${parts.join(" and ")} Only`
}

const small = [
  "Zero", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve", "Thirteen",
  "Fourteen", "Fifteen", "Sixteen", "Seventeen", "Eighteen", "Nineteen"
]
const tens = ["", "", "Twenty", "Thirty", "Forty", "Fifty", "Sixty", "Seventy", "Eighty", "Ninety"]
const scales = [[10_000_000, "Crore"], [100_000, "Lakh"], [1_000, "Thousand"], [100, "Hundred"]] as const

const inWords = (count: number): string => {
  if (count < 20) return small[count]!
  if (count < 100) return tens[Math.floor(count / 10)]! + (count % 10 > 0 ? `-${small[count % 10]}` : "")
  for (const [size, name] of scales) {
    // Beyond a hundred crore the crores are counted in words themselves: One Lakh Crore.
    if (count >= size) return `${inWords(Math.floor(count / size))} ${name}${count % size > 0 ? ` ${inWords(count % size)}` : ""}`
  }
  return ""
}
