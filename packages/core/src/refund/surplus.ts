import type { PaymentId } from "../id.ts"
import { type Money, money } from "../money/index.ts"
import { type PlacedOrder, surplusOf } from "../order/index.ts"
import { type OpenedPayment, refundableOf } from "../payment/index.ts"

/** A part of what has to go back: so much of one captured attempt. */
export interface SurplusShare {
  readonly paymentId: PaymentId
  readonly reference: string
  readonly amount: Money
}

/**
 * What an order has to give back of its own accord, in paise and by captured attempt: everything beyond its total, or all of
 * it once it expired. What came last goes first. What is set aside already is not asked for again, so that this may be
 * asked at any time and as often as one likes.
 */
export const sharesOfSurplus = (order: PlacedOrder, payments: ReadonlyArray<OpenedPayment>): ReadonlyArray<SurplusShare> => {
  const underWay = payments.flatMap(({ refunds }) => refunds).reduce((sum, { stage, amount }) => stage === "reserved" ? sum + amount : sum, 0)
  let left = surplusOf(order) - underWay
  const captures = payments.flatMap((payment) => payment.attempts.flatMap(({ reference, stage, at }) =>
    stage === "captured" && isFromAfar(payment) ? [{ paymentId: payment.paymentId, reference, at, refundable: refundableOf(payment, reference) }] : []))
  // Of those heard of at the same moment the one that stands last came last.
  return captures.map((capture, place) => ({ ...capture, place })).toSorted((one, other) => other.at - one.at || other.place - one.place).flatMap(({ paymentId, reference, refundable }) => {
    const amount = money(Math.max(0, Math.min(left, refundable)))
    left -= amount
    return amount > 0 ? [{ paymentId, reference, amount }] : []
  })
}

/** Cash that the courier took is given back by hand. */
const isFromAfar = ({ gateway }: OpenedPayment): boolean => gateway !== "cod"
