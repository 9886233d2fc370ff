import { describe, expect, it } from "vitest"
import { money } from "../money/index.ts"
import { capturedAmountOf, excessOf, type PaymentCommand, type PaymentEvent, paymentMachine, refundableOf, refundedAmountOf, reservedAmountOf } from "./index.ts"
import { asked, authorized, cancelled, captured, failed, given, hear, hearFailure, instrument, opened, orderId, otherRefund, paymentId, refunded, refundId, replacement, reserve, reserved, stateAfter, tried } from "../testing/story/payment.ts"

describe("a payment", () => {
  it("is opened for what the order costs, with the gateway", () => {
    given().when({ type: "Open", ...asked, at: 5 }).then({ type: "PaymentOpened", ...asked, gateway: "razorpay", at: 5 })
    given().when({ type: "Open", ...asked, at: 5 }).leadsTo({ status: "pending", ...asked, attempts: [], refunds: [], openedAt: 5 })
  })

  it("is called off once, and never after its money came: then a refund gives it back", () => {
    for (const past of [captured("pay_A"), cancelled]) expect(() => paymentMachine.evolve(stateAfter(opened, past), cancelled)).toThrow("PaymentCancelled cannot follow")
  })

  it("sets aside what is on its way back, until it has gone", () => {
    const onItsWay = [opened, captured("pay_A"), reserved(100)] as const
    expect([stateAfter(...onItsWay), stateAfter(...onItsWay, refunded(100))].map(reservedAmountOf)).toEqual([100, 0])
  })

  it("at the door is nobody's gateway", () => given().when({ type: "Open", ...asked, method: "cod", at: 5 }).leadsTo({ gateway: "cod", method: "cod" }))

  it.each([["bank_transfer", "bank"], ["store_credit", "store_credit"], ["card", "razorpay"], ["netbanking", "razorpay"], ["wallet", "razorpay"]] as const)("by %s is moved by: %s", (method, gateway) =>
    given().when({ type: "Open", ...asked, method, at: 5 }).leadsTo({ gateway, method }))

  it("keeps what was opened at the gateway first, and shows no other", () => {
    given(opened).when({ type: "RecordGatewayOrder", gatewayOrderId: "order_A", at: 5 }).then({ type: "PaymentGatewayOrderOpened", paymentId, orderId, gatewayOrderId: "order_A", at: 5 })
    given(opened, { type: "PaymentGatewayOrderOpened", paymentId, orderId, gatewayOrderId: "order_A", at: 1 }).when({ type: "RecordGatewayOrder", gatewayOrderId: "order_B", at: 5 }).then()
    given(opened, cancelled).when({ type: "RecordGatewayOrder", gatewayOrderId: "order_A", at: 5 }).leadsTo({ status: "cancelled", gatewayOrderId: "order_A" })
  })

  it("is called off when another takes its place, and not once the money is there", () => {
    given(opened).when({ type: "Cancel", at: 5 }).then({ type: "PaymentCancelled", at: 5 })
    given(opened, authorized("pay_A")).when({ type: "Cancel", at: 5 }).leadsTo({ status: "cancelled", cancelledAt: 5 })
    given(opened, captured("pay_A", 1)).when({ type: "Cancel", at: 5 }).then()
    given(opened, cancelled).when({ type: "Cancel", at: 5 }).then()
    for (const over of [captured("pay_A"), cancelled]) expect(() => stateAfter(opened, over, cancelled)).toThrow()
  })

  it("that failed makes room for a new one, and no other does", () => {
    given(opened, failed("pay_A")).when({ type: "Replace", replacement, at: 5 }).then({ type: "PaymentReplaced", paymentId, orderId, replacement, at: 5 })
    given(opened, failed("pay_A")).when({ type: "Replace", replacement, at: 5 }).leadsTo({ status: "cancelled", cancelledAt: 5 })
    for (const past of [[], [failed("pay_A"), authorized("pay_B")], [captured("pay_A")], [cancelled]]) {
      given(opened, ...past).when({ type: "Replace", replacement, at: 5 }).refuses("illegal_transition")
    }
  })
})

describe("a dispute", () => {
  const about = (amount: number) => ({ disputeId: "disp_1", reference: "pay_A", amount: money(amount) })
  const disputed = (amount: number, at = 2): PaymentEvent => ({ type: "PaymentDisputed", paymentId, orderId, ...about(amount), at })
  const closed = (amount: number, outcome: "won" | "lost", at = 3): PaymentEvent => ({ type: "PaymentDisputeClosed", paymentId, orderId, ...about(amount), outcome, at })
  const takenBack = (amount: number): PaymentEvent => ({ type: "PaymentTakenBack", paymentId, orderId, amount: money(amount), at: 5 })
  const dispute = (amount: number): PaymentCommand => ({ type: "RecordDispute", ...about(amount), at: 5 })
  const close = (amount: number, outcome: "won" | "lost"): PaymentCommand => ({ type: "RecordDisputeOutcome", ...about(amount), outcome, at: 5 })
  const sums = (...past: ReadonlyArray<PaymentEvent>) => {
    const payment = stateAfter(opened, ...past)
    return [refundableOf(payment, "pay_A"), reservedAmountOf(payment), refundedAmountOf(payment), excessOf(payment)]
  }

  it("sets its money aside while it is open, and says so once", () => {
    given(opened, captured("pay_A")).when(dispute(100_000)).then(disputed(100_000, 5))
    given(opened, captured("pay_A"), disputed(100_000)).when(dispute(100_000)).then()
    expect(sums(captured("pay_A"), disputed(100_000))).toEqual([142_500, 100_000, 0, 0])
    given(opened, captured("pay_A"), disputed(100_000)).when(reserve(142_501)).refuses("refund_exceeds_captured", { refundable: 142_500 })
  })

  it("that is won gives it back, and that is lost takes it", () => {
    given(opened, captured("pay_A"), disputed(100_000)).when(close(100_000, "won")).then(closed(100_000, "won", 5))
    expect(sums(captured("pay_A"), disputed(100_000), closed(100_000, "won"))).toEqual([242_500, 0, 0, 0])
    given(opened, captured("pay_A"), disputed(100_000)).when(close(100_000, "lost")).then(closed(100_000, "lost", 5), takenBack(100_000))
    expect(sums(captured("pay_A"), closed(100_000, "lost"))).toEqual([142_500, 0, 100_000, 0])
  })

  it("ends once, however it is told", () => {
    given(opened, captured("pay_A"), closed(100_000, "lost")).when(close(100_000, "won")).then()
    given(opened, captured("pay_A"), closed(100_000, "lost")).when(dispute(100_000)).then()
  })

  it("may be heard before its money: then both are told together", () => {
    for (const past of [[], [failed("pay_A")], [authorized("pay_A")], [cancelled]]) given(opened, ...past).when(close(100_000, "lost")).then(closed(100_000, "lost", 5))
    given(opened, closed(100_000, "lost")).when(hear("RecordCapture", "pay_A")).then(captured("pay_A", 242_500, 5), takenBack(100_000))
  })

  it("F14: about more than came takes all that came, and the rest is parked", () => {
    given(opened, captured("pay_A")).when(close(300_000, "lost")).then(closed(300_000, "lost", 5), takenBack(242_500))
    expect(sums(captured("pay_A"), closed(300_000, "lost"))).toEqual([0, 0, 242_500, 57_500])
    expect(sums(captured("pay_A"), disputed(300_000))).toEqual([0, 242_500, 0, 57_500])
  })

  it("and a refund of the same money count once", () => {
    expect(sums(captured("pay_A"), reserved(40_000), disputed(100_000))).toEqual([102_500, 140_000, 0, 0])
    expect(sums(captured("pay_A"), reserved(40_000), refunded(40_000), disputed(100_000))).toEqual([102_500, 100_000, 40_000, 0])
    given(opened, captured("pay_A"), reserved(200_000), closed(100_000, "lost")).when({ type: "RecordRefund", refundId, at: 5 }).then({ type: "PaymentRefunded", paymentId, orderId, refundId, amount: money(142_500), at: 5 })
    expect(sums(captured("pay_A"), reserved(200_000), closed(100_000, "lost"), refunded(142_500))).toEqual([0, 0, 242_500, 57_500])
  })

  it("does not undo what the gateway gave back meanwhile: that is gone, and counts once beside what a bank took", () => {
    const outside: PaymentEvent = { type: "PaymentRefundedOutside", paymentId, orderId, reference: "pay_A", amount: money(200_000), at: 5 }
    const total: PaymentCommand = { type: "RecordRefundedTotal", reference: "pay_A", total: money(200_000), at: 5 }
    given(opened, captured("pay_A"), disputed(100_000)).when(total).then(outside)
    expect(sums(captured("pay_A"), disputed(100_000), outside)).toEqual([0, 42_500, 200_000, 57_500])
    const rest: PaymentEvent = { ...outside, amount: money(142_500), given: money(200_000) }
    given(opened, captured("pay_A"), closed(100_000, "lost")).when(total).then(rest)
    given(opened, captured("pay_A"), closed(100_000, "lost"), rest).when(total).then()
    expect(sums(captured("pay_A"), closed(100_000, "lost"), rest)).toEqual([0, 0, 242_500, 57_500])
  })

  it("is about something", () => {
    given(opened).when(dispute(0)).refuses("amount_not_positive")
    given(opened).when(close(0, "won")).refuses("amount_not_positive")
  })
})

describe("an attempt", () => {
  it("fails alone: the payment waits for the next", () => {
    given(opened).when(hearFailure("pay_A")).then({ type: "PaymentFailed", paymentId, orderId, reference: "pay_A", amount: asked.amount, reason: "incorrect_pin", at: 5 })
    given(opened).when(hearFailure("pay_A")).leadsTo({ status: "failed", attempts: [{ reference: "pay_A", stage: "failed", reason: "incorrect_pin" }] })
    given(opened, failed("pay_A")).when(hear("RecordCapture", "pay_B")).leadsTo({ status: "captured", attempts: [{ stage: "failed" }, { stage: "captured" }] })
  })

  it("is authorised, then captured, with what it was paid", () => {
    given(opened).when({ ...hear("RecordAuthorization", "pay_A"), instrument } as PaymentCommand).leadsTo({ status: "authorized", attempts: [{ stage: "authorized", instrument }] })
    given(opened, authorized("pay_A")).when({ ...hear("RecordCapture", "pay_A"), instrument } as PaymentCommand).leadsTo({ status: "captured", capturedAt: 5, attempts: [{ reference: "pay_A", stage: "captured", amount: 242_500, instrument, at: 5 }] })
  })

  it("may succeed after it failed", () => {
    given(opened, failed("pay_A")).when(hear("RecordAuthorization", "pay_A")).leadsTo({ status: "authorized", attempts: [{ stage: "authorized" }] })
    given(opened, failed("pay_A")).when(hear("RecordCapture", "pay_A")).leadsTo({ status: "captured" })
    expect(stateAfter(opened, failed("pay_A"), captured("pay_A")).attempts[0]).not.toHaveProperty("reason")
  })

  it("does not go back, whatever is heard late", () => {
    given(opened, captured("pay_A")).when(hear("RecordAuthorization", "pay_A")).then()
    given(opened, captured("pay_A")).when(hearFailure("pay_A")).then()
    given(opened, authorized("pay_A")).when(hearFailure("pay_A")).then()
  })

  it("is counted once, however often it is heard", () => {
    given(opened, failed("pay_A")).when(hearFailure("pay_A")).then()
    given(opened, authorized("pay_A")).when(hear("RecordAuthorization", "pay_A")).then()
    given(opened, captured("pay_A")).when(hear("RecordCapture", "pay_A")).then()
  })

  it("that was authorised, and given back by the gateway because nobody captured it, is no money", () => {
    given(opened, authorized("pay_A")).when(hear("RecordVoid", "pay_A")).leadsTo({ status: "failed", attempts: [{ stage: "voided" }] })
    given(opened, authorized("pay_A"), authorized("pay_B")).when(hear("RecordVoid", "pay_A")).leadsTo({ status: "authorized" })
    given(opened).when(hear("RecordVoid", "pay_A")).leadsTo({ status: "failed" })
    given(opened, cancelled).when(hear("RecordVoid", "pay_A")).leadsTo({ status: "cancelled" })
    given(opened, captured("pay_A")).when(hear("RecordVoid", "pay_A")).then()
    expect(capturedAmountOf(stateAfter(opened, { type: "PaymentVoided", ...tried("pay_A") }))).toBe(0)
  })

  it("that is captured second counts as well, so that it can be given back", () => {
    given(opened, captured("pay_A")).when(hear("RecordCapture", "pay_B")).then(captured("pay_B", 242_500, 5))
    expect(stateAfter(opened, captured("pay_A"), captured("pay_B", 100, 9))).toMatchObject({ status: "captured", capturedAt: 1, attempts: [{ at: 1 }, { at: 9 }] })
    expect(capturedAmountOf(stateAfter(opened, captured("pay_A"), captured("pay_B", 100), authorized("pay_C")))).toBe(242_600)
  })

  it("is heard even when nobody waits for it any more", () => {
    given(opened, cancelled).when(hear("RecordCapture", "pay_A")).leadsTo({ status: "captured", capturedAt: 5 })
    given(opened, cancelled).when(hear("RecordAuthorization", "pay_A")).leadsTo({ status: "cancelled", attempts: [{ stage: "authorized" }] })
    given(opened, cancelled).when(hearFailure("pay_A")).leadsTo({ status: "cancelled", cancelledAt: 2 })
    expect(stateAfter(opened, cancelled, captured("pay_A", 1))).not.toHaveProperty("cancelledAt")
  })
})

describe("a refund", () => {
  it("is set aside before any gateway is asked", () => {
    given(opened, captured("pay_A")).when(reserve(100)).then({ type: "PaymentRefundReserved", refundId: otherRefund, reference: "pay_A", amount: money(100), at: 5 })
    expect(refundableOf(stateAfter(opened, captured("pay_A", 500), reserved(200)), "pay_A")).toBe(300)
    expect(refundedAmountOf(stateAfter(opened, captured("pay_A", 500), reserved(200)))).toBe(0)
  })

  it("is set aside once, however often it is asked", () => given(opened, captured("pay_A"), reserved(100, otherRefund)).when(reserve(100)).then())

  it("is done once", () => {
    const past = [opened, captured("pay_A"), reserved(100)] as const
    given(...past).when({ type: "RecordRefund", refundId, at: 5 }).then({ ...refunded(100), at: 5 } as PaymentEvent)
    given(...past, refunded(100)).when({ type: "RecordRefund", refundId, at: 5 }).then()
    expect(refundedAmountOf(stateAfter(...past, refunded(100)))).toBe(100)
  })

  it("made at the gateway by hand is one too, of what is beyond our own", () => {
    const total = (paise: number): PaymentCommand => ({ type: "RecordRefundedTotal", reference: "pay_A", total: money(paise), at: 5 })
    const outside = (amount: number): PaymentEvent => ({ type: "PaymentRefundedOutside", paymentId, orderId, reference: "pay_A", amount: money(amount), at: 5 })
    given(opened, captured("pay_A", 500)).when(total(200)).then(outside(200))
    given(opened, captured("pay_A", 500), outside(200)).when(total(200)).then()
    given(opened, captured("pay_A", 500), reserved(100), refunded(100)).when(total(100)).then()
    given(opened, captured("pay_A", 500), reserved(100)).when(total(100)).then()
    given(opened, captured("pay_A", 500), reserved(100)).when(total(150)).then(outside(50))
    given(opened, captured("pay_A", 500)).when(total(900)).then(outside(500))
    expect(refundedAmountOf(stateAfter(opened, captured("pay_A", 500), outside(200)))).toBe(200)
    expect(refundableOf(stateAfter(opened, captured("pay_A", 500), outside(200)), "pay_A")).toBe(300)
  })

  it("that the gateway has made another way frees what was set aside, and counts what went", () => {
    const past = [opened, captured("pay_A", 500), reserved(500)] as const
    given(...past).when({ type: "ReleaseRefund", refundId, refundedTotal: money(200), at: 5 }).then(
      { type: "PaymentRefundReleased", refundId, at: 5 }, { type: "PaymentRefundedOutside", paymentId, orderId, reference: "pay_A", amount: money(200), at: 5 })
    given(...past).when({ type: "ReleaseRefund", refundId, refundedTotal: money(200), at: 5 }).leadsTo({ refunds: [{ amount: 200, stage: "refunded" }] })
  })

  it("that was rejected frees what was set aside", () => {
    const past = [opened, captured("pay_A", 500), reserved(100)] as const
    given(...past).when({ type: "ReleaseRefund", refundId, at: 5 }).leadsTo({ refunds: [] })
    given(...past).when({ type: "ReleaseRefund", refundId, at: 5 }).then({ type: "PaymentRefundReleased", refundId, at: 5 })
  })
})
