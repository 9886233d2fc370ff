import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { id } from "../id.ts"
import { money, sum } from "../money/index.ts"
import { type PlacedOrder, surplusOf } from "../order/index.ts"
import { type OpenedPayment, refundableOf, type RefundShare } from "../payment/index.ts"
import { foreignEventsThrow, machineLaws } from "../testing/index.ts"
import { pending, placement } from "../testing/samples.ts"
import { refundCommands } from "./arbitrary.ts"
import { refundMachine, sharesOfSurplus } from "./index.ts"

machineLaws(refundMachine, refundCommands)
foreignEventsThrow(refundMachine, refundCommands)

describe("what an order gives back of its own accord", () => {
  const total = placement.quote.totals.grandTotal
  const capture = fc.record({ amount: fc.constantFrom(1, 500, total, total * 2), at: fc.nat(9), refunded: fc.nat(100), reserved: fc.nat(100), stage: fc.constantFrom("captured" as const, "captured" as const, "authorized" as const, "failed" as const) })
  const payments = fc.array(fc.record({ gateway: fc.constantFrom("razorpay" as const, "razorpay" as const, "cod" as const), captures: fc.array(capture, { maxLength: 3 }) }), { maxLength: 3 })
    .map((several) => several.map(({ gateway, captures }, p): OpenedPayment => ({
      status: "captured", capturedAt: 0, openedAt: 0, paymentId: id<"payment">(`payment-${p}`), orderId: placement.orderId, gateway, method: gateway === "cod" ? "cod" : "upi", currency: "INR", amount: total,
      attempts: captures.map(({ amount, at, stage }, a) => ({ reference: `pay_${p}${a}`, stage, amount: money(amount), at })),
      refunds: captures.flatMap(({ amount, refunded, reserved, stage }, a): ReadonlyArray<RefundShare> => stage !== "captured" ? [] : [
        { refundId: id<"refund">(`done-${p}${a}`), reference: `pay_${p}${a}`, amount: money(Math.floor(amount * refunded / 200)), stage: "refunded" },
        { refundId: id<"refund">(`under-way-${p}${a}`), reference: `pay_${p}${a}`, amount: money(Math.floor(amount * reserved / 200)), stage: "reserved" }
      ]),
      disputes: []
    })))
  const orderOf = (several: ReadonlyArray<OpenedPayment>, status: "pending" | "expired"): PlacedOrder => ({
    ...pending, status, expiredAt: 0,
    paidAmount: sum(several.flatMap(({ attempts }) => attempts.flatMap(({ stage, amount }) => stage === "captured" ? [amount] : []))),
    refundedAmount: sum(several.flatMap(({ refunds }) => refunds.flatMap(({ stage, amount }) => stage === "refunded" ? [amount] : [])))
  })

  it("is the surplus to the paisa, less what is under way, and no more of an attempt than it has left", () =>
    fc.assert(fc.property(payments, fc.constantFrom("pending" as const, "expired" as const), (several, status) => {
      const order = orderOf(several, status)
      const shares = sharesOfSurplus(order, several)
      const underWay = sum(several.flatMap(({ refunds }) => refunds.flatMap(({ stage, amount }) => stage === "reserved" ? [amount] : [])))
      const available = several.flatMap((payment) => payment.attempts.filter(({ stage }) => stage === "captured").map(({ reference }) => refundableOf(payment, reference)))
      expect(sum(shares.map(({ amount }) => amount))).toBe(Math.min(Math.max(0, surplusOf(order) - underWay), sum(available)))
      for (const { paymentId, reference, amount } of shares) {
        expect(amount).toBeGreaterThan(0)
        expect(amount).toBeLessThanOrEqual(refundableOf(several.find((payment) => payment.paymentId === paymentId)!, reference))
      }
    }), { numRuns: 500 }))

  it("is asked for once: what is set aside is not asked for again", () =>
    fc.assert(fc.property(payments, fc.constantFrom("pending" as const, "expired" as const), (several, status) => {
      const shares = sharesOfSurplus(orderOf(several, status), several)
      const reserved = several.map((payment) => ({
        ...payment,
        refunds: [...payment.refunds, ...shares.filter(({ paymentId }) => paymentId === payment.paymentId).map(({ reference, amount }, i): RefundShare => ({ refundId: id<"refund">(`new-${i}`), reference, amount, stage: "reserved" }))]
      }))
      expect(sharesOfSurplus(orderOf(reserved, status), reserved)).toEqual([])
    })))

  it("comes from what was captured last", () => {
    const attempts = [{ reference: "pay_first", stage: "captured", amount: total, at: 1 }, { reference: "pay_second", stage: "captured", amount: total, at: 2 }] as const
    const payment: OpenedPayment = { status: "captured", capturedAt: 1, openedAt: 0, paymentId: placement.paymentId, orderId: placement.orderId, gateway: "razorpay", method: "upi", currency: "INR", amount: total, attempts, refunds: [], disputes: [] }
    expect(sharesOfSurplus(orderOf([payment], "pending"), [payment])).toEqual([{ paymentId: placement.paymentId, gateway: "razorpay", reference: "pay_second", amount: total }])
    expect(sharesOfSurplus(orderOf([payment], "expired"), [payment])).toHaveLength(2)
  })
})
