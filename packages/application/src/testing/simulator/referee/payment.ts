import { isPieces, type Laws, sum, type Begun } from "./law.ts"

const money = (amount: number) => isPieces(amount, Number.MAX_SAFE_INTEGER)
const positive = ({ event }: { readonly event: { readonly amount: number } }) => ({ "money is more than nothing": money(event.amount) })

/** What of one attempt nobody has had, and nobody wants. */
const leftOf = ({ attempts, refunds, disputes }: Begun["payment"], of: string): number => {
  const amounts = (parts: ReadonlyArray<{ readonly reference: string; readonly amount: number; readonly stage: string }>, ...stages: ReadonlyArray<string>) =>
    sum(parts.filter(({ reference, stage }) => reference === of && stages.includes(stage)).map(({ amount }) => amount))
  return amounts(attempts, "captured") - amounts(refunds, "reserved", "refunded") - amounts(disputes, "open", "lost")
}

const isReserved = ({ refunds }: Begun["payment"], of: string): boolean => refunds.some(({ refundId, stage }) => refundId === of && stage === "reserved")

/** When something may happen to a payment. */
export const paymentLaws: Laws<"payment"> = {
  PaymentOpened: positive,
  PaymentAuthorized: positive,
  PaymentVoided: positive,
  PaymentCaptured: positive,
  PaymentDisputed: positive,
  PaymentDisputeClosed: positive,
  PaymentRefundReserved: (seen) => ({ ...positive(seen), "no more is set aside than is left of what came": seen.event.amount <= leftOf(seen.before, seen.event.reference) }),
  PaymentRefunded: ({ before, event }) => ({ "what went back was set aside": isReserved(before, event.refundId) }),
  PaymentRefundReleased: ({ before, event }) => ({ "what is free again was set aside": isReserved(before, event.refundId) })
}
