import { describe, expect, it } from "vitest"
import { id, type PaymentId } from "../id.ts"
import { money } from "../money/index.ts"
import { DAY, placement } from "../testing/samples.ts"
import {
  addPayment, arrived, cancel, codPayment, codQuote, confirmed, creditPayment, dispute, expired, firstParcel, given, machine, oneKurta, onItsWay, orderId, paid,
  parcel, paymentId, placed, placedCod, record, stateAfter, switchToCod, theAtta, toPack, total, twoKurtas
} from "../testing/story/order.ts"
import { type Dispute, firstPaymentsOf, type OrderCommand, type OrderEvent } from "./index.ts"

describe("a payment", () => {
  it("in full confirms the order that waited for it", () => {
    given(placed).when(record(total)).then({ type: "OrderPaymentRecorded", paymentId, amount: total, at: 5 }, { ...confirmed, at: 5 })
    given(placed, paid(100)).when(record(total - 100)).leadsTo({ status: "confirmed", confirmedAt: 5 })
    given(placed).when(record(total - 1)).leadsTo({ status: "pending" })
  })

  it("is added to what was paid, wherever the order stands", () => {
    given(placed, expired, paid(50)).when(record(100)).leadsTo({ paidAmount: 150, status: "expired" })
    for (const past of [[placed], [placedCod, confirmed], [placedCod, confirmed, parcel(firstParcel, oneKurta)]]) {
      given(...past).when(record(100)).then({ type: "OrderPaymentRecorded", paymentId, amount: money(100), at: 5 })
      given(...past, paid(50)).when(record(100)).leadsTo({ paidAmount: 150, status: stateAfter(...past).status })
    }
  })

  it("completes an order that was delivered unpaid", () => {
    const owed = [placedCod, confirmed, parcel(firstParcel, twoKurtas, theAtta), arrived(firstParcel)] as const
    given(...owed).when(record(total)).then({ type: "OrderPaymentRecorded", paymentId, amount: total, at: 5 }, { type: "OrderCompleted", at: 5 })
    given(...owed).when(record(total)).leadsTo({ status: "completed", completedAt: 5 })
    given(...owed).when(record(total - 1)).leadsTo({ status: "processing", paidAmount: total - 1 })
  })

  it("that comes after all is done is too much, and due to go back", () =>
    given(...onItsWay, arrived(firstParcel), { type: "OrderCompleted", at: 3 }).when(record(1)).then(
      { type: "OrderPaymentRecorded", paymentId, amount: money(1), at: 5 }, { type: "OrderRefundDue", orderId, because: "overpaid", at: 5 }))

  it("that is the second is due to go back (P16)", () => {
    given(placed, paid(total), confirmed).when(record(total)).then({ type: "OrderPaymentRecorded", paymentId, amount: total, at: 5 }, { type: "OrderRefundDue", orderId, because: "overpaid", at: 5 })
    given(placed).when(record(total + 1)).then(
      { type: "OrderPaymentRecorded", paymentId, amount: money(total + 1), at: 5 }, { ...confirmed, at: 5 }, { type: "OrderRefundDue", orderId, because: "overpaid", at: 5 })
  })

  it("for an order that has expired is due to go back, and so is a part of one when it expires (P16)", () => {
    given(placed, expired).when(record(total)).then({ type: "OrderPaymentRecorded", paymentId, amount: total, at: 5 }, { type: "OrderRefundDue", orderId, because: "order_expired", at: 5 })
    given(placed, paid(100)).when({ type: "Expire", at: DAY }).then(expired, { type: "OrderRefundDue", orderId, because: "order_expired", at: DAY })
  })

  it("that went back is no longer kept", () => {
    given(placed, paid(total), confirmed, paid(total)).when({ type: "RecordRefund", paymentId, amount: total, at: 5 }).leadsTo({ status: "confirmed", paidAmount: 2 * total, refundedAmount: total })
    given(placed).when({ type: "RecordRefund", paymentId, amount: money(5), at: 5 }).then({ type: "OrderRefundRecorded", paymentId, amount: money(5), at: 5 })
  })

  it("that failed makes room for a new one, of what is due", () => {
    const replace = (replaced: PaymentId) => ({ type: "ReplacePayment", replaced, paymentId: codPayment, at: 5 } as const)
    given(placed, paid(100)).when(replace(paymentId)).then({ type: "OrderPaymentReplaced", orderId, replaced: paymentId, paymentId: codPayment, method: "upi", due: money(total - 100), at: 5 })
    given(placed).when(replace(paymentId)).leadsTo({ status: "pending", paymentId: codPayment })
    given(...toPack).when(replace(paymentId)).refuses("illegal_transition")
  })

  it("that was added and failed makes room for a new one in its place: the others stay", () => {
    const added = (of: PaymentId, amount: number): OrderEvent => ({ type: "OrderPaymentAdded", orderId, paymentId: of, method: "store_credit", amount: money(amount), at: 4 })
    const other = id<"payment">("payment-9")
    const replace = { type: "ReplacePayment", replaced: creditPayment, paymentId: codPayment, at: 5 } as const
    const event = (due: number): OrderEvent => ({ type: "OrderPaymentReplaced", orderId, replaced: creditPayment, paymentId: codPayment, method: "store_credit", due: money(due), at: 5 })
    const both = [added(creditPayment, 700), added(other, 800)]
    given(placed, ...both).when(replace).then(event(700))
    given(placed, ...both).when(replace).leadsTo({
      status: "pending", paymentId, addedPayments: [{ paymentId: codPayment, method: "store_credit", amount: 700 }, { paymentId: other, method: "store_credit", amount: 800 }]
    })
    given(placed, ...both).when({ ...replace, replaced: paymentId }).leadsTo({
      status: "pending", paymentId: codPayment, addedPayments: [{ paymentId: creditPayment, method: "store_credit", amount: 700 }, { paymentId: other, method: "store_credit", amount: 800 }]
    })
    given(placed, ...both, paid(total - 699)).when(replace).then(event(699))
    given(placed, ...both, paid(total - 1)).when(replace).then(event(1))
  })
})

describe("what an order is paid with", () => {
  it("is one payment, or store credit and the rest", () => {
    const storeCredit = { paymentId: creditPayment, amount: money(10_000) }
    const ofCredit = { paymentId: creditPayment, method: "store_credit", amount: 10_000 }
    expect(firstPaymentsOf(placement)).toEqual([{ paymentId, method: "upi", amount: total }])
    expect(firstPaymentsOf({ ...placement, storeCredit })).toEqual([ofCredit, { paymentId, method: "upi", amount: total - 10_000 }])
    expect(firstPaymentsOf({ ...placement, storeCredit: { ...storeCredit, amount: total } })).toEqual([{ ...ofCredit, amount: total }])
  })

  it("is nothing where nothing is to be paid", () =>
    expect(firstPaymentsOf({ ...placement, quote: { ...placement.quote, totals: { ...placement.quote.totals, grandTotal: money(0) } } })).toEqual([]))

  it("may be more than one payment (P09)", () => {
    const added: OrderEvent = { type: "OrderPaymentAdded", orderId, paymentId: creditPayment, method: "store_credit", amount: total, at: 5 }
    given(placed).when(addPayment(total)).then(added)
    given(placed).when(addPayment(1)).leadsTo({ status: "pending", addedPayments: [{ paymentId: creditPayment, method: "store_credit", amount: 1 }] })
    given(placed, added).when(addPayment(total)).then()
    given(placed, paid(total - 100)).when(addPayment(101)).refuses("payment_not_within_due", { due: 100 })
    given(placed, added).when(cancel).leadsTo({ status: "cancelled" })
    expect(machine.decide(stateAfter(placed, added), cancel)).toMatchObject({ value: [{ paymentIds: [paymentId, creditPayment] }] })
  })

  it("in cash at the door is only what is still due", () =>
    given(placed, paid(100)).when(switchToCod).then({ type: "OrderSwitchedToCod", orderId, replacedPaymentId: paymentId, paymentId: codPayment, quote: codQuote, due: money(codQuote.totals.grandTotal - 100), at: 5 }))
})

describe("news of a payment", () => {
  const news = (name: "authorized" | "failed", at: number): OrderEvent => ({ type: "OrderPaymentNewsRecorded", paymentId, news: name, at })
  const tell = (name: "authorized" | "failed", at: number): OrderCommand => ({ type: "RecordPaymentNews", paymentId, news: name, at })

  it("is what was heard last; of two at once the one that promises money", () => {
    given(placed).when(tell("failed", 5)).then(news("failed", 5))
    given(placed, news("failed", 5)).when(tell("authorized", 5)).then(news("authorized", 5))
    given(placed, news("failed", 5)).when(tell("authorized", 4)).then()
    given(placed, news("failed", 5)).when(tell("failed", 6)).then(news("failed", 6))
    for (const name of ["authorized", "failed"] as const) given(placed, news("authorized", 5)).when(tell(name, 5)).then()
    given(placed, news("authorized", 5)).when(tell("failed", 6)).then(news("failed", 6))
  })

  it("is heard of a dispute until its outcome, which is final", () => {
    const said = (stage: Dispute["stage"]): OrderCommand => ({ type: "RecordDispute", disputeId: "dispute-1", amount: money(100), stage, at: 4 })
    given(placed).when(said("open")).then(dispute("open"))
    given(placed, dispute("open")).when(said("open")).then()
    given(placed, dispute("open")).when(said("lost")).then(dispute("lost"))
    for (const stage of ["open", "won"] as const) given(placed, dispute("lost")).when(said(stage)).then()
  })
})
