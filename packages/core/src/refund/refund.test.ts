import { describe, expect, it } from "vitest"
import { id } from "../id.ts"
import { money } from "../money/index.ts"
import { type OpenedPayment, paymentMachine } from "../payment/index.ts"
import { refusals, specify } from "../testing/index.ts"
import { pending } from "../testing/samples.ts"
import { destinationFor, gatewayKeyOf, type RefundCommand, type RefundDestination, type RefundEvent, refundMachine, type RefundRefusal, sharesOfSurplus } from "./index.ts"

const { given } = specify(refundMachine)

const [refundId, paymentId] = [id<"refund">("refund-1"), id<"payment">("payment-1")]
const request = { refundId, orderId: id<"order">("order-1"), paymentId, reference: "pay_A", currency: "INR", amount: money(99_900), gateway: "razorpay", destination: { kind: "source" }, because: "overpaid" } as const

const requested: RefundEvent = { type: "RefundRequested", ...request, at: 0 }
const whose = { refundId, orderId: request.orderId, paymentId }
const approvedFor = (destination: RefundDestination) => ({ type: "RefundApproved", ...whose, destination, at: 1 }) as const
const approved = [requested, approvedFor({ kind: "source" })] as const satisfies ReadonlyArray<RefundEvent>
const sent = [...approved, { type: "RefundSent", attempt: 1, at: 2 }] as const satisfies ReadonlyArray<RefundEvent>
const failed = [...sent, { type: "RefundFailed", failure: "refused", reason: "insufficient_balance", at: 3 }] as const satisfies ReadonlyArray<RefundEvent>
const unknown = [...sent, { type: "RefundOutcomeUnknown", at: 3 }] as const satisfies ReadonlyArray<RefundEvent>
const completed: RefundEvent = { type: "RefundCompleted", refundId, paymentId, gatewayRefundId: "rfnd_A", at: 4 }

describe("a refund", () => {
  it("is requested, then approved or rejected", () => {
    given().when({ type: "Request", ...request, at: 5 }).then({ ...requested, at: 5 })
    given().when({ type: "Request", ...request, at: 5 }).leadsTo({ status: "requested", ...request, requestedAt: 5 })
    given(requested).when({ type: "Approve", at: 5 }).then({ ...approvedFor({ kind: "source" }), at: 5 })
    given(requested).when({ type: "Reject", reason: " It was worn and washed. ", at: 5 }).then({ type: "RefundRejected", ...whose, reason: "It was worn and washed.", at: 5 })
    given(requested).when({ type: "Reject", reason: "It was worn and washed.", at: 5 }).leadsTo({ status: "rejected", rejectionReason: "It was worn and washed.", rejectedAt: 5 })
    given(requested).when({ type: "Send", at: 5 }).refuses("illegal_transition", { accepted: ["Approve", "Reject", "AddNote"] })
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

  it("that fails another way says so, and forgets the failure when it is sent again", () => {
    for (const news of [{ failure: "refused", reason: "payment_too_old" }, { failure: "bounced", reason: "insufficient_balance" }] as const) {
      given(...failed).when({ type: "RecordFailure", ...news, at: 5 }).then({ type: "RefundFailed", ...news, at: 5 })
    }
    expect([...failed, { type: "RefundSent", attempt: 1, at: 5 } as const].reduce(refundMachine.evolve, refundMachine.initial)).toStrictEqual({ status: "processing", ...request, notes: [], requestedAt: 0, sentAt: 2, attempt: 1 })
  })

  it("F19: that is done stays done, whatever is heard late", () => {
    for (const late of [
      { type: "RecordCompletion", gatewayRefundId: "rfnd_A", at: 5 }, { type: "RecordFailure", failure: "refused", reason: "late", at: 5 },
      { type: "RecordUnknown", at: 5 }, { type: "RecordProgress", gatewayRefundId: "rfnd_A", at: 5 }
    ] as const) given(...sent, completed).when(late).then()
  })
})

const pieces = [{ lineId: id<"order_line">("order_line-1"), quantity: 1 }]
const asked = { ...request, because: "requested", items: pieces, plea: { category: "late" }, refundNumber: "REF-2026-000001" } as const
const cash = { ...request, gateway: "cod", destination: { kind: "bank" } } as const
const cashRequested: RefundEvent = { type: "RefundRequested", ...cash, at: 0 }
const [toTheBank, toCredit] = [{ kind: "bank", account: "account-1" }, { kind: "store_credit" }] as const
const transfer = (reference: string): RefundCommand => ({ type: "RecordTransfer", reference, at: 5 })
const note = (text: string): RefundCommand => ({ type: "AddNote", noteId: id<"note">("note-1"), text, by: "Meera", at: 5 })

describe("a refund that somebody asked for", () => {
  it("names pieces, whose money the order no longer keeps once it is approved", () => {
    given().when({ type: "Request", ...asked, at: 5 }).leadsTo({ status: "requested", items: pieces, plea: { category: "late" }, refundNumber: "REF-2026-000001", notes: [] })
    given({ type: "RefundRequested", ...asked, at: 0 }).when({ type: "Approve", at: 5 }).then({ ...approvedFor({ kind: "source" }), items: pieces, at: 5 })
    given({ type: "RefundRequested", ...asked, at: 0 }, approvedFor({ kind: "source" })).when({ type: "Send", at: 5 }).leadsTo({ status: "processing", items: pieces, plea: { category: "late" }, refundNumber: "REF-2026-000001" })
  })

  it("keeps all of it to the end", () =>
    expect([{ type: "RefundRequested", ...asked, at: 0 } as const, ...sent.slice(1), completed].reduce(refundMachine.evolve, refundMachine.initial)).toStrictEqual(
      { status: "completed", ...asked, notes: [], requestedAt: 0, sentAt: 2, attempt: 1, gatewayRefundId: "rfnd_A", completedAt: 4 }))

  it("may say more than was listed", () => given().when({ type: "Request", ...asked, plea: { category: "other", words: "It came on the wrong day." }, at: 5 }).leadsTo({ status: "requested" }))
})

describe("a refund by hand", () => {
  it("goes where it is sent on approval, and is done with the reference of the transfer", () => {
    given(cashRequested).when({ type: "Approve", destination: toTheBank, at: 5 }).leadsTo({ status: "approved", destination: toTheBank })
    given(cashRequested, approvedFor(toTheBank)).when(transfer(" UTR123 ")).then({ type: "RefundTransferred", refundId, paymentId, reference: "UTR123", at: 5 })
    given(cashRequested, approvedFor(toCredit)).when(transfer("entry-1")).leadsTo({ status: "completed", transferReference: "entry-1", completedAt: 5 })
  })

  it("is transferred once, however often it is said", () => given(cashRequested, approvedFor(toCredit), { type: "RefundTransferred", refundId, paymentId, reference: "entry-1", at: 2 }).when(transfer("entry-2")).then())
})

describe("a note", () => {
  it("is kept, whatever became of the refund, and once", () => {
    const kept = { noteId: id<"note">("note-1"), text: "Called the bank", by: "Meera", at: 5 }
    for (const past of [[requested], approved, sent, failed, unknown, [...sent, completed]]) {
      given(...past).when(note(" Called the bank ")).then({ type: "RefundNoted", ...kept })
      given(...past).when(note("Called the bank")).leadsTo({ notes: [kept] })
    }
    given(requested, { type: "RefundNoted", ...kept }).when(note("Again")).then()
    expect(() => refundMachine.evolve(refundMachine.initial, { type: "RefundNoted", ...kept })).toThrow("RefundNoted cannot follow unrequested")
    given(...sent, { type: "RefundNoted", ...kept }).when({ type: "RecordCompletion", gatewayRefundId: "rfnd_A", at: 6 }).leadsTo({ status: "completed", notes: [kept] })
  })
})

describe("what an order gives back of its own accord", () => {
  const captured = (paymentId: string, reference: string, at: number) => [
    { type: "PaymentOpened", paymentId: id<"payment">(paymentId), orderId: request.orderId, gateway: "razorpay", method: "upi", currency: "INR", amount: money(100), at: 0 } as const,
    { type: "PaymentCaptured", paymentId: id<"payment">(paymentId), orderId: request.orderId, reference, amount: money(100), at } as const
  ].reduce(paymentMachine.evolve, paymentMachine.initial) as OpenedPayment
  const sharesOf = (surplus: number, ...payments: ReadonlyArray<OpenedPayment>) =>
    sharesOfSurplus({ ...pending, paidAmount: money(pending.quote.totals.grandTotal + surplus) }, payments).map(({ reference, amount }) => [reference, amount])

  it("is what came last, wherever it stands; of two at once, the one that stands last", () => {
    expect(sharesOf(150, captured("payment-1", "late", 9), captured("payment-2", "early", 2))).toEqual([["late", 100], ["early", 50]])
    expect(sharesOf(150, captured("payment-1", "early", 2), captured("payment-2", "late", 9))).toEqual([["late", 100], ["early", 50]])
    expect(sharesOf(150, captured("payment-1", "first", 5), captured("payment-2", "second", 5))).toEqual([["second", 100], ["first", 50]])
  })

  it("is nothing where nothing is too much, nor more than came", () => {
    expect(sharesOf(0, captured("payment-1", "only", 5))).toEqual([])
    expect(sharesOf(150, captured("payment-1", "only", 5))).toEqual([["only", 100]])
  })
})

describe("where money goes back to", () => {
  it.each([["razorpay", { kind: "source" }], ["store_credit", { kind: "store_credit" }], ["cod", { kind: "bank" }], ["bank", { kind: "bank" }]] as const)("that %s moved", (gateway, destination) =>
    expect(destinationFor(gateway)).toEqual(destination))
})

describe("a refund", () => refusals<RefundRefusal["code"]>({
  amount_not_positive: {
    "nobody gives nothing back, or less": (code) => {
      for (const amount of [0, -1]) given().when({ type: "Request", ...request, amount: money(amount), at: 5 }).refuses(code, { amount })
    }
  },
  refund_names_no_items: {
    "money on request is that of pieces": (code) => {
      const { items: _, ...nothing } = asked
      for (const request of [nothing, { ...asked, items: [] }]) given().when({ type: "Request", ...request, at: 5 }).refuses(code)
    }
  },
  reason_length_out_of_range: {
    "nobody understands an other without words": (code) => given().when({ type: "Request", ...asked, plea: { category: "other" }, at: 5 }).refuses(code, { length: 0, minimum: 10, maximum: 500 }),
    "nor a reason of no category": (code) => {
      const { plea: _, ...silent } = asked
      given().when({ type: "Request", ...silent, at: 5 }).refuses(code)
    },
    "nine characters, or five hundred and one": (code) => {
      for (const words of ["x".repeat(9), "x".repeat(501)]) given().when({ type: "Request", ...asked, plea: { category: "late", words }, at: 5 }).refuses(code, { length: words.length })
      given(requested).when({ type: "Reject", reason: " too short ", at: 5 }).refuses(code, { length: 9 })
    }
  },
  source_cannot_take_back: {
    "the courier does not know whose cash it was": (code) => {
      for (const gateway of ["cod", "bank", "store_credit"] as const) given().when({ type: "Request", ...cash, gateway, destination: { kind: "source" }, at: 5 }).refuses(code, { gateway })
      given(cashRequested).when({ type: "Approve", destination: { kind: "source" }, at: 5 }).refuses(code, { gateway: "cod" })
    }
  },
  refund_goes_by_hand: { "the gateway has no part in it": (code) => given(cashRequested, approvedFor(toTheBank)).when({ type: "Send", at: 5 }).refuses(code, { destination: "bank" }) },
  refund_goes_to_the_source: { "the gateway gives it back": (code) => given(...approved).when(transfer("UTR123")).refuses(code) },
  bank_account_missing: { "whoever approves says to whom": (code) => given(cashRequested).when({ type: "Approve", at: 5 }).refuses(code) },
  transfer_reference_length_out_of_range: {
    "nothing, or more than a bank would write": (code) => {
      for (const reference of ["  ", "x".repeat(51)]) given(cashRequested, approvedFor(toTheBank)).when(transfer(reference)).refuses(code, { length: reference.trim().length, minimum: 1, maximum: 50 })
      given(cashRequested, approvedFor(toTheBank)).when(transfer("x".repeat(50))).leadsTo({ status: "completed" })
    }
  },
  note_length_out_of_range: {
    "nothing, or a novel": (code) => {
      for (const text of [" ", "x".repeat(501)]) given(requested).when(note(text)).refuses(code, { length: text.trim().length, minimum: 1, maximum: 500 })
      given(requested).when(note("x".repeat(500))).leadsTo({ status: "requested" })
    }
  }
}))
