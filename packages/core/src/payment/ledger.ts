import { type Money, money, sum } from "../money/index.ts"
import type { DisputeStage, OpenedPayment } from "./payment.ts"

type Ledger = Pick<OpenedPayment, "attempts" | "refunds" | "disputes">

/** What arrived, in paise: the sum of the captures. */
export const capturedAmountOf = ({ attempts }: Pick<Ledger, "attempts">): Money =>
  sum(attempts.flatMap(({ stage, amount }) => stage === "captured" ? [amount] : []))

/** What has gone back, in paise: refunds, and what the customers' banks took. */
export const refundedAmountOf = (ledger: Ledger): Money => sum(partsOf(ledger).map(goneOf))

/** What is set aside, in paise: refunds that are on their way, and what is disputed. */
export const reservedAmountOf = (ledger: Ledger): Money => sum(partsOf(ledger).map((part) => {
  const reserved = sum([...part.refunds.flatMap(({ stage, amount }) => stage === "reserved" ? [amount] : []), disputed(part, "open")])
  return money(Math.min(reserved, capturedAmountOf(part) - goneOf(part)))
}))

/** What one captured attempt could still give back, in paise: neither refunded nor set aside, nor disputed or lost to a bank. */
export const refundableOf = (ledger: Ledger, reference: string): Money => {
  const part = partOf(ledger, reference)
  return money(Math.max(0, capturedAmountOf(part) - wanted(part)))
}

/** What refunds and banks want beyond what was captured, in paise (F14): for a person to look at. */
export const excessOf = (ledger: Ledger): Money => sum(partsOf(ledger).map((part) => money(Math.max(0, wanted(part) - capturedAmountOf(part)))))

/** The ledger of one attempt. */
const partOf = ({ attempts, refunds, disputes }: Ledger, reference: string): Ledger => {
  const isOf = (one: { readonly reference: string }) => one.reference === reference
  return { attempts: attempts.filter(isOf), refunds: refunds.filter(isOf), disputes: disputes.filter(isOf) }
}

const partsOf = (ledger: Ledger): ReadonlyArray<Ledger> => ledger.attempts.map(({ reference }) => partOf(ledger, reference))

const disputed = ({ disputes }: Ledger, stage: DisputeStage): Money => sum(disputes.flatMap((dispute) => dispute.stage === stage ? [dispute.amount] : []))

/** Of one attempt: never more than came. */
const goneOf = (part: Ledger): Money => {
  const gone = sum([...part.refunds.flatMap(({ stage, amount }) => stage === "refunded" ? [amount] : []), disputed(part, "lost")])
  return money(Math.min(gone, capturedAmountOf(part)))
}

/** Everything that somebody wants of one attempt, or has had. */
const wanted = (part: Ledger): Money => sum([...part.refunds.map(({ amount }) => amount), disputed(part, "open"), disputed(part, "lost")])
