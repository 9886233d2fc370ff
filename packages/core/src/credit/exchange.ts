import { type Money, subtract } from "../money/index.ts"
import type { Totals } from "../totals/index.ts"
import type { Credit } from "./credit.ts"

/** What an exchange leaves between shop and customer, in paise. */
export type ExchangeDifference =
  | { readonly kind: "even" }
  | { readonly kind: "to_pay"; readonly amount: Money }
  | { readonly kind: "to_refund"; readonly amount: Money }

/** What is to be paid for the new goods beyond the money that the returned ones give back, or what of it is left over. */
export const exchangeDifference = ({ toRefund }: Pick<Credit, "toRefund">, { grandTotal }: Pick<Totals, "grandTotal">): ExchangeDifference => {
  if (grandTotal === toRefund) return { kind: "even" }
  return grandTotal > toRefund
    ? { kind: "to_pay", amount: subtract(grandTotal, toRefund) }
    : { kind: "to_refund", amount: subtract(toRefund, grandTotal) }
}
