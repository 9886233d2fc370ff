// What nobody may have of payments, refunds and invoices.
import { id } from "@bahi/core/id"
import { money } from "@bahi/core/money"
import type { States } from "../../../ports/index.ts"
import type { PlacedOrder } from "@bahi/core/order"
import type { RefundCommand } from "@bahi/core/refund"
import { type Around, type Unsaid, wishesAnew, wishesOf } from "./wish.ts"

const nothing = (payment: States["payment"], fresh: string) => payment.status === "unopened" ? undefined : { reference: `nothing ${fresh}`, amount: money(0) }
const captured = (payment: States["payment"]) => payment.status === "unopened" ? undefined : payment.attempts.find(({ stage }) => stage === "captured")

const ofPayments = wishesOf("payment")(
  (payment, { fresh }) => nothing(payment, fresh) && { type: "RecordAuthorization", ...nothing(payment, fresh)! },
  (payment, { fresh }) => nothing(payment, fresh) && { type: "RecordVoid", ...nothing(payment, fresh)! },
  (payment, { fresh }) => nothing(payment, fresh) && { type: "RecordCapture", ...nothing(payment, fresh)! },
  (payment, { fresh }) => captured(payment) && { type: "RecordDispute", disputeId: fresh, reference: captured(payment)!.reference, amount: money(0) },
  (payment, { fresh }) => captured(payment) && { type: "RecordDisputeOutcome", disputeId: fresh, reference: captured(payment)!.reference, amount: money(0), outcome: "won" },
  (payment, { fresh }) => captured(payment) && { type: "ReserveRefund", refundId: id<"refund">(fresh), reference: captured(payment)!.reference, amount: money(0) },
  (payment, { fresh }) => captured(payment) && { type: "ReserveRefund", refundId: id<"refund">(fresh), reference: captured(payment)!.reference, amount: money(captured(payment)!.amount + 1) },
  (payment, { fresh }) => captured(payment) && { type: "RecordRefund", refundId: id<"refund">(fresh) },
  (payment, { fresh }) => captured(payment) && { type: "ReleaseRefund", refundId: id<"refund">(fresh) }
)
const ofNewPayments = wishesAnew("payment")(
  ({ orderId }, { fresh }) => ({ type: "Open", paymentId: id<"payment">(fresh), orderId, method: "upi", currency: "INR", amount: money(0) })
)

type Said = Unsaid<RefundCommand>
type Saying<V extends RefundCommand["type"]> = Unsaid<Extract<RefundCommand, { readonly type: V }>>

const request = ({ orderId, paymentId }: PlacedOrder, { fresh }: Around): Saying<"Request"> => ({
  type: "Request", refundId: id<"refund">(fresh), orderId, paymentId, reference: "pay_of_nobody", currency: "INR", amount: money(100), gateway: "razorpay", destination: { kind: "source" },
  because: "requested", items: [{ lineId: id<"order_line">("line-of-nobody"), quantity: 1 }], plea: { category: "late" }
})
const byHand = { destination: { kind: "bank", account: "account-1" } } as const
const cash = { gateway: "cod", destination: { kind: "bank" } } as const
const approve: Said = { type: "Approve" }
const transfer: Saying<"RecordTransfer"> = { type: "RecordTransfer", reference: "UTR123456789" }

/** A refund that is asked for so, and then these. */
const asked = (so: Partial<Saying<"Request">>, ...then: ReadonlyArray<Said>) => (order: PlacedOrder, around: Around): ReadonlyArray<Said> => [{ ...request(order, around), ...so }, ...then]

const ofRefunds = wishesAnew("refund")(
  asked({ amount: money(0) }),
  asked({ items: [] }),
  asked({ plea: { category: "other", words: "No" } }),
  asked({ gateway: "cod" }),
  asked(cash, approve),
  asked(cash, { type: "Approve", destination: { kind: "source" } }),
  asked({}, { type: "Reject", reason: "No" }),
  asked({}, approve, transfer),
  asked(byHand, approve, { ...transfer, reference: " " }),
  asked(byHand, approve, { ...transfer, reference: "1".repeat(51) }),
  asked(byHand, approve, { type: "Send" }),
  asked({}, { type: "AddNote", noteId: id<"note">("note-1"), text: " ", by: "Meera", at: 0 })
)

const ofInvoices = wishesAnew("invoice")(
  (_order, around) => {
    const draft = draftOf(around)
    return draft && { ...draft, document: { ...draft.document, lines: [] } }
  },
  (_order, around) => {
    const draft = draftOf(around)
    return draft && [draft, { type: "Issue", number: "0001", financialYear: "2026-27" }]
  }
)
/** Of the last that was issued, another. */
const draftOf = ({ tables, fresh }: Around) => {
  const last = [...tables.states.invoice.values()].at(-1)?.state
  return last?.status === "issued" ? { type: "Draft", invoiceId: id<"invoice">(fresh), orderId: last.orderId, document: last.document } as const : undefined
}

export const moneyWishes = [...ofPayments, ...ofNewPayments, ...ofRefunds, ...ofInvoices]
