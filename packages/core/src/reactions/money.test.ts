import { describe, expect, it } from "vitest"
import { id } from "../id.ts"
import { money } from "../money/index.ts"
import type { PaymentEvent } from "../payment/index.ts"
import type { RefundEvent } from "../refund/index.ts"
import { kurtaLine } from "../testing/samples.ts"
import { afterwards, type Happened } from "./index.ts"
import { at, nothingFollows, ofOrder, orderId, paymentId, react, total } from "../testing/story/reactions.ts"

describe("money that came", () => {
  it("is told to its order", () =>
    expect(react({ of: "payment", id: paymentId, event: { type: "PaymentCaptured", paymentId, orderId, reference: "pay_A", amount: money(100), at } })).toEqual([
      { to: "order", id: orderId, command: { type: "RecordPayment", paymentId, amount: 100, at } }
    ]))
  it("is promised, or failed to come, is told to it too", () => {
    const heard = { paymentId, orderId, reference: "pay_A", amount: money(100), at } as const
    const news = (news: "authorized" | "failed") => [{ to: "order", id: orderId, command: { type: "RecordPaymentNews", paymentId, news, at } }]
    expect(react({ of: "payment", id: paymentId, event: { type: "PaymentAuthorized", ...heard } })).toEqual(news("authorized"))
    expect(react({ of: "payment", id: paymentId, event: { type: "PaymentFailed", ...heard, reason: "incorrect_pin" } })).toEqual(news("failed"))
  })
  it("is disputed, is told to it, and what a bank took has gone back", () => {
    const dispute = { paymentId, orderId, disputeId: "disp_1", reference: "pay_A", amount: money(100), at } as const
    const told = (stage: "open" | "won" | "lost") => [{ to: "order", id: orderId, command: { type: "RecordDispute", disputeId: "disp_1", amount: 100, stage, at } }]
    expect(react({ of: "payment", id: paymentId, event: { type: "PaymentDisputed", ...dispute } })).toEqual(told("open"))
    for (const outcome of ["won", "lost"] as const) expect(react({ of: "payment", id: paymentId, event: { type: "PaymentDisputeClosed", ...dispute, outcome } })).toEqual(told(outcome))
    expect(react({ of: "payment", id: paymentId, event: { type: "PaymentTakenBack", paymentId, orderId, amount: money(60), at } })).toEqual([
      { to: "order", id: orderId, command: { type: "RecordRefund", paymentId, amount: 60, at } }
    ])
  })
  it("was expected, or is no longer: nothing follows", () =>
    nothingFollows(
      { of: "payment", id: paymentId, event: { type: "PaymentOpened", paymentId, orderId, gateway: "cod", method: "cod", currency: "INR", amount: total, at } },
      { of: "payment", id: paymentId, event: { type: "PaymentCancelled", at } }
    ))
})

describe("a payment that takes the place of a failed one", () => {
  const replacement = id<"payment">("payment-2")
  it("becomes the order's, and is asked for what is due", () => {
    expect(react({ of: "payment", id: paymentId, event: { type: "PaymentReplaced", paymentId, orderId, replacement, at } })).toEqual([
      { to: "order", id: orderId, command: { type: "ReplacePayment", replaced: paymentId, paymentId: replacement, at } }
    ])
    expect(react(ofOrder({ type: "OrderPaymentReplaced", orderId, replaced: paymentId, paymentId: replacement, method: "upi", due: money(70), at }))).toEqual([
      { to: "payment", id: replacement, command: { type: "Open", paymentId: replacement, orderId, method: "upi", currency: "INR", amount: 70, at } }
    ])
  })
})

describe("money that is due to go back", () => {
  const refundId = id<"refund">("refund-1")
  const ofRefund = (event: RefundEvent): Happened => ({ of: "refund", id: refundId, event })
  it("is found after the commit that made it due, and sent after the one that approved it", () => {
    expect(afterwards(ofOrder({ type: "OrderRefundDue", orderId, because: "overpaid", at }))).toEqual([{ type: "ReturnSurplus", orderId }])
    const approved = { type: "RefundApproved", refundId, orderId, paymentId, at } as const
    expect(afterwards(ofRefund({ ...approved, destination: { kind: "source" } }))).toEqual([{ type: "SendRefund", refundId }])
    for (const kind of ["bank", "store_credit"] as const) expect(afterwards(ofRefund({ ...approved, destination: { kind } }))).toEqual([])
  })
  it("is set aside at its payment when it is requested, and freed when it is rejected", () => {
    const request = { refundId, orderId, paymentId, reference: "pay_A", currency: "INR", amount: money(100), gateway: "razorpay", destination: { kind: "source" }, because: "overpaid" } as const
    expect(react(ofRefund({ type: "RefundRequested", ...request, at }))).toEqual([{ to: "payment", id: paymentId, command: { type: "ReserveRefund", refundId, reference: "pay_A", amount: 100, at } }])
    expect(react(ofRefund({ type: "RefundRejected", refundId, orderId, paymentId, reason: "It was worn and washed.", at }))).toEqual([{ to: "payment", id: paymentId, command: { type: "ReleaseRefund", refundId, at } }])
  })
  it("is freed, and looked for again, when it went back another way", () => {
    const abandoned = ofRefund({ type: "RefundAbandoned", refundId, orderId, paymentId, refundedTotal: money(60), at })
    expect(react(abandoned)).toEqual([{ to: "payment", id: paymentId, command: { type: "ReleaseRefund", refundId, refundedTotal: 60, at } }])
    expect(afterwards(abandoned)).toEqual([{ type: "ReturnSurplus", orderId }])
    expect(react({ of: "payment", id: paymentId, event: { type: "PaymentRefundedOutside", paymentId, orderId, reference: "pay_A", amount: money(60), at } })).toEqual([
      { to: "order", id: orderId, command: { type: "RecordRefund", paymentId, amount: 60, at } }
    ])
  })
  it("is told to payment and order when somebody transferred it", () =>
    expect(react(ofRefund({ type: "RefundTransferred", refundId, paymentId, reference: "UTR 1", at }))).toEqual([{ to: "payment", id: paymentId, command: { type: "RecordRefund", refundId, at } }]))
  it("because somebody asked for it, is no longer kept by the order; what falls due by itself is not kept already", () => {
    const approved = { type: "RefundApproved", refundId, orderId, paymentId, destination: { kind: "source" }, at } as const
    const items = [{ lineId: id<"order_line">("line-1"), quantity: 1 }]
    expect(react(ofRefund({ ...approved, items }))).toEqual([{ to: "order", id: orderId, command: { type: "CreditItems", creditId: refundId, because: "refunded", items, at } }])
    nothingFollows(ofRefund(approved))
  })
  it("is told to payment and order when it is gone", () => {
    expect(react(ofRefund({ type: "RefundCompleted", refundId, paymentId, gatewayRefundId: "rfnd_A", at }))).toEqual([{ to: "payment", id: paymentId, command: { type: "RecordRefund", refundId, at } }])
    expect(react({ of: "payment", id: paymentId, event: { type: "PaymentRefunded", paymentId, orderId, refundId, amount: money(100), at } })).toEqual([
      { to: "order", id: orderId, command: { type: "RecordRefund", paymentId, amount: 100, at } }
    ])
  })
})

describe("what was opened at the gateway", () =>
  it("is watched after the commit", () =>
    expect(afterwards({ of: "payment", id: paymentId, event: { type: "PaymentGatewayOrderOpened", paymentId, orderId, gatewayOrderId: "order_A", at } })).toEqual([{ type: "WatchPayment", paymentId }])))

describe("what is heard of a payment", () => {
  const ofPayment = (event: PaymentEvent): Happened => ({ of: "payment", id: paymentId, event })
  const whose = { paymentId, orderId, at } as const
  const heard = (command: object) => [{ to: "order", id: orderId, command: { ...command, at } }]
  const reported = { ...whose, reference: "pay_A", amount: money(100) } as const

  it("without money yet, is news to its order", () => {
    expect(react(ofPayment({ type: "PaymentAuthorized", ...reported }))).toEqual(heard({ type: "RecordPaymentNews", paymentId, news: "authorized" }))
    expect(react(ofPayment({ type: "PaymentFailed", reason: "incorrect_pin", ...reported }))).toEqual(heard({ type: "RecordPaymentNews", paymentId, news: "failed" }))
    nothingFollows(ofPayment({ type: "PaymentVoided", ...reported }))
  })
  it("that a bank disputes, is told to its order, and so is how it ends", () => {
    const disputed = { ...reported, disputeId: "disp_A" } as const
    const told = (stage: string) => heard({ type: "RecordDispute", disputeId: "disp_A", amount: 100, stage })
    expect(react(ofPayment({ type: "PaymentDisputed", ...disputed }))).toEqual(told("open"))
    expect(react(ofPayment({ type: "PaymentDisputeClosed", outcome: "won", ...disputed }))).toEqual(told("won"))
    expect(react(ofPayment({ type: "PaymentDisputeClosed", outcome: "lost", ...disputed }))).toEqual(told("lost"))
  })
  it("that a bank took back, is money gone from its order", () =>
    expect(react(ofPayment({ type: "PaymentTakenBack", amount: money(100), ...whose }))).toEqual(heard({ type: "RecordRefund", paymentId, amount: 100 })))
  it("that money was set aside or freed, is nobody else's matter", () =>
    nothingFollows(
      ofPayment({ type: "PaymentGatewayOrderOpened", gatewayOrderId: "order_A", ...whose }),
      ofPayment({ type: "PaymentRefundReserved", refundId: id<"refund">("refund-1"), reference: "pay_A", amount: money(100), at }),
      ofPayment({ type: "PaymentRefundReleased", refundId: id<"refund">("refund-1"), at })
    ))
})

describe("a refund that somebody asked for", () => {
  const refundId = id<"refund">("refund-1")
  const ofRefund = (event: RefundEvent): Happened => ({ of: "refund", id: refundId, event })
  const approved = { type: "RefundApproved", refundId, orderId, paymentId, destination: { kind: "source" }, at } as const
  const items = [{ lineId: kurtaLine, quantity: 1 }]
  it("credits its pieces when it is approved, under its own id; what the order gives back of its own accord was credited before", () => {
    expect(react(ofRefund({ ...approved, items }))).toEqual([{ to: "order", id: orderId, command: { type: "CreditItems", creditId: "refund-1", because: "refunded", items, at } }])
    nothingFollows(ofRefund(approved))
  })
  it("goes by hand where it cannot go back by itself, and is told like any other", () =>
    expect(react(ofRefund({ type: "RefundTransferred", refundId, paymentId, reference: "UTR123456789", at }))).toEqual([{ to: "payment", id: paymentId, command: { type: "RecordRefund", refundId, at } }]))
  it("and is rejected, leaves its money to whoever else it is owed to", () =>
    expect(afterwards(ofRefund({ type: "RefundRejected", refundId, orderId, paymentId, reason: "It was worn and washed.", at }))).toEqual([{ type: "ReturnSurplus", orderId }]))
  it("is noted, sent and waited for without anybody else", () =>
    nothingFollows(
      ofRefund({ type: "RefundNoted", noteId: id<"note">("note-1"), text: "Called the bank", by: "Meera", at }), ofRefund({ type: "RefundSent", attempt: 1, at }),
      ofRefund({ type: "RefundAccepted", gatewayRefundId: "rfnd_A", at }), ofRefund({ type: "RefundFailed", failure: "bounced", reason: "account_closed", at }), ofRefund({ type: "RefundOutcomeUnknown", at })
    ))
})
