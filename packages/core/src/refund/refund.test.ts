import { describe, expect, it } from "vitest"
import { id } from "../id.ts"
import { money } from "../money/index.ts"
import { refusals, specify } from "../testing/index.ts"
import { gatewayKeyOf, type RefundEvent, refundMachine, type RefundRefusal } from "./index.ts"

const { given } = specify(refundMachine)

const [refundId, paymentId] = [id<"refund">("refund-1"), id<"payment">("payment-1")]
const request = { refundId, orderId: id<"order">("order-1"), paymentId, reference: "pay_A", currency: "INR", amount: money(99_900), because: "overpaid" } as const

const requested: RefundEvent = { type: "RefundRequested", ...request, at: 0 }
const approved = [requested, { type: "RefundApproved", refundId, at: 1 }] as const satisfies ReadonlyArray<RefundEvent>
const sent = [...approved, { type: "RefundSent", attempt: 1, at: 2 }] as const satisfies ReadonlyArray<RefundEvent>
const failed = [...sent, { type: "RefundFailed", failure: "refused", reason: "insufficient_balance", at: 3 }] as const satisfies ReadonlyArray<RefundEvent>
const unknown = [...sent, { type: "RefundOutcomeUnknown", at: 3 }] as const satisfies ReadonlyArray<RefundEvent>
const completed: RefundEvent = { type: "RefundCompleted", refundId, paymentId, gatewayRefundId: "rfnd_A", at: 4 }

describe("a refund", () => {
  it("is requested, then approved or rejected", () => {
    given().when({ type: "Request", ...request, at: 5 }).then({ ...requested, at: 5 })
    given().when({ type: "Request", ...request, at: 5 }).leadsTo({ status: "requested", ...request, requestedAt: 5 })
    given(requested).when({ type: "Approve", at: 5 }).then({ type: "RefundApproved", refundId, at: 5 })
    given(requested).when({ type: "Reject", at: 5 }).then({ type: "RefundRejected", refundId, paymentId, at: 5 })
    given(requested).when({ type: "Send", at: 5 }).refuses("illegal_transition", { accepted: ["Approve", "Reject"] })
  })

  it("is sent, and done when the gateway's record says so", () => {
    given(...approved).when({ type: "Send", at: 5 }).leadsTo({ status: "processing", sentAt: 5 })
    given(...sent).when({ type: "RecordProgress", gatewayRefundId: "rfnd_A", at: 5 }).leadsTo({ status: "processing", gatewayRefundId: "rfnd_A", sentAt: 2 })
    given(...sent).when({ type: "RecordCompletion", gatewayRefundId: "rfnd_A", at: 5 }).then({ ...completed, at: 5 })
    given(...sent).when({ type: "RecordCompletion", gatewayRefundId: "rfnd_A", at: 5 }).leadsTo({ status: "completed", completedAt: 5 })
  })

  it("may be sent again while it is on its way: its key sees to it that the money goes back once", () => given(...sent).when({ type: "Send", at: 5 }).then())

  it("F20: whose outcome nobody knows is neither failed nor done", () => {
    given(...sent).when({ type: "RecordUnknown", at: 5 }).leadsTo({ status: "unknown" })
    given(...unknown).when({ type: "RecordCompletion", gatewayRefundId: "rfnd_A", at: 5 }).leadsTo({ status: "completed" })
    given(...unknown).when({ type: "RecordFailure", failure: "refused", reason: "payment_too_old", at: 5 }).leadsTo({ status: "failed" })
  })

  it("that was refused is asked for again as the same refund, under the same key", () => {
    given(...failed).when({ type: "Send", at: 5 }).leadsTo({ status: "processing", refundId, sentAt: 2, attempt: 1 })
    expect(gatewayKeyOf({ refundId, attempt: 1 })).toBe(refundId)
    given(...failed).when({ type: "RecordCompletion", gatewayRefundId: "rfnd_A", at: 5 }).leadsTo({ status: "completed" })
  })

  it("that bounced at the bank is another at the gateway, under another key: the first would only be shown again", () => {
    const bounced = [...sent, { type: "RefundAccepted", gatewayRefundId: "rfnd_A", at: 3 }, { type: "RefundFailed", failure: "bounced", reason: "refund_failed", at: 3 }] as const satisfies ReadonlyArray<RefundEvent>
    given(...bounced).when({ type: "Send", at: 5 }).then({ type: "RefundSent", attempt: 2, at: 5 })
    expect(bounced.reduce(refundMachine.evolve, refundMachine.initial)).toMatchObject({ gatewayRefundId: "rfnd_A" })
    expect(refundMachine.evolve(bounced.reduce(refundMachine.evolve, refundMachine.initial), { type: "RefundSent", attempt: 2, at: 5 })).not.toHaveProperty("gatewayRefundId")
    expect(gatewayKeyOf({ refundId: id<"refund">("019a0000-0000-7000-8000-000000000001"), attempt: 999 }).length).toBe(40)
  })

  it("is given up when the money went back another way", () => {
    given(...failed).when({ type: "Abandon", refundedTotal: money(99_900), at: 5 }).then({ type: "RefundAbandoned", refundId, orderId: request.orderId, paymentId, refundedTotal: money(99_900), at: 5 })
    given(...failed).when({ type: "Abandon", refundedTotal: money(99_900), at: 5 }).leadsTo({ status: "abandoned", abandonedAt: 5 })
  })

  it("hears the same twice, and says it once", () => {
    given(...failed).when({ type: "RecordFailure", failure: "refused", reason: "insufficient_balance", at: 5 }).then()
    given(...unknown).when({ type: "RecordUnknown", at: 5 }).then()
    given(...sent, { type: "RefundAccepted", gatewayRefundId: "rfnd_A", at: 3 }).when({ type: "RecordProgress", gatewayRefundId: "rfnd_A", at: 5 }).then()
  })

  it("F19: that is done stays done, whatever is heard late", () => {
    for (const late of [
      { type: "RecordCompletion", gatewayRefundId: "rfnd_A", at: 5 }, { type: "RecordFailure", failure: "refused", reason: "late", at: 5 },
      { type: "RecordUnknown", at: 5 }, { type: "RecordProgress", gatewayRefundId: "rfnd_A", at: 5 }
    ] as const) given(...sent, completed).when(late).then()
  })
})

describe("a refund", () => refusals<RefundRefusal["code"]>({
  amount_not_positive: {
    "nobody gives nothing back, or less": (code) => {
      for (const amount of [0, -1]) given().when({ type: "Request", ...request, amount: money(amount), at: 5 }).refuses(code, { amount })
    }
  }
}))
