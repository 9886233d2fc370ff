import { type CurrencyCode, currencyDecimals } from "./currency.ts"
import { type Money, money } from "./money.ts"

/** Where the commas go: `indian` after three digits and then every two (12,34,567), `international` every three (1,234,567). */
export type Grouping = "indian" | "international"

/**
 * The digits of an amount with all the decimals of its currency: 123,456,789 paise are "12,34,567.89" in Indian grouping. Without
 * a symbol or a code, whose place is the reader's custom; without its commas it reads back by `parseAmount`.
 */
export const formatMoney = (amount: Money, currency: CurrencyCode, grouping: Grouping): string => {
  const decimals = currencyDecimals[currency]
  const digits = String(Math.abs(money(amount))).padStart(decimals + 1, "0")
  const whole = digits.slice(0, digits.length - decimals).replace(commas[grouping], ",")
  return `${amount < 0 ? "-" : ""}${whole}${decimals > 0 ? `.${digits.slice(-decimals)}` : ""}`
}

const commas: Readonly<Record<Grouping, RegExp>> = {
  indian: /\B(?=(?:\d\d)*\d{3}$)/g,
  international: /\B(?=(?:\d{3})+$)/g
}

/** Rupees and paise of an amount of paise, by Indian grouping: 1,23,45,678 paise are "₹1,23,456.78", and a debt is "-₹5.00". */
export const formatRupees = (amount: Money): string => formatMoney(amount, "INR", "indian").replace(/^-?/, "$&₹")
