import type { PaymentId } from "../id.ts"
import { type Money, money } from "../money/index.ts"
import { type PlacedOrder, surplusOf } from "../order/index.ts"
import { type Gateway, type OpenedPayment, refundableOf } from "../payment/index.ts"
import type { RefundDestination } from "./refund.ts"

/** A part of what has to go back: so much of one captured attempt. */
export interface SurplusShare {
  readonly paymentId: PaymentId
  readonly gateway: Gateway
  readonly reference: string
  readonly amount: Money
}

/**
 * What an order has to give back of its own accord, in paise and by captured attempt: everything beyond what it keeps of its
 * total. What came last goes first. What is set aside already is not asked for again, so that this may be
 * asked at any time and as often as one likes.
 */
export const sharesOfSurplus = (order: PlacedOrder, payments: ReadonlyArray<OpenedPayment>): ReadonlyArray<SurplusShare> => {
  const underWay = payments.flatMap(({ refunds }) => refunds).reduce((sum, { stage, amount }) => stage === "reserved" ? sum + amount : sum, 0)
  let left = surplusOf(order) - underWay
  const captures = payments.flatMap((payment) => payment.attempts.flatMap(({ reference, stage, at }) =>
    stage === "captured" ? [{ paymentId: payment.paymentId, gateway: payment.gateway, reference, at, refundable: refundableOf(payment, reference) }] : []))
  // Of those heard of at the same moment the one that stands last came last.
  return captures.map((capture, place) => ({ ...capture, place })).toSorted((one, other) => other.at - one.at || other.place - one.place).flatMap(({ paymentId, gateway, reference, refundable }) => {
    const amount = money(Math.max(0, Math.min(left, refundable)))
    left -= amount
    return amount > 0 ? [{ paymentId, gateway, reference, amount }] : []
  })
}

/** Where money goes back to without anybody's word: to the source where that can take it, to the customer's credit, or to an account that is still to be named. */
export const destinationFor = (gateway: Gateway): RefundDestination => {
  switch (gateway) {
    case "razorpay":
      return { kind: "source" }
    case "store_credit":
      return { kind: "store_credit" }
    case "cod":
    case "bank":
      return { kind: "bank" }
  }
}
