import { type Money, money, sum } from "../money/index.ts"
import type { OpenedPayment } from "./payment.ts"

/** What arrived, in paise: the sum of the captures. */
export const capturedAmountOf = ({ attempts }: Pick<OpenedPayment, "attempts">): Money =>
  sum(attempts.flatMap(({ stage, amount }) => stage === "captured" ? [amount] : []))

/** What has gone back, in paise. */
export const refundedAmountOf = ({ refunds }: Pick<OpenedPayment, "refunds">): Money =>
  sum(refunds.flatMap(({ stage, amount }) => stage === "refunded" ? [amount] : []))

/** What one captured attempt could still give back, in paise: neither refunded nor set aside. */
export const refundableOf = ({ attempts, refunds }: Pick<OpenedPayment, "attempts" | "refunds">, reference: string): Money => {
  const of = (one: { readonly reference: string }) => one.reference === reference
  return money(capturedAmountOf({ attempts: attempts.filter(of) }) - sum(refunds.filter(of).map(({ amount }) => amount)))
}
