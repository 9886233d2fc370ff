// What nobody may have of payments, refunds and invoices.
import { id } from "@bahi/core/id"
import { money } from "@bahi/core/money"
import type { States } from "../../../ports/index.ts"
import { wishesForNew, wishesOf } from "./wish.ts"

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
const ofNewPayments = wishesForNew("payment")(
  (pattern, { fresh }) => pattern.status === "unopened" ? undefined : { type: "Open", paymentId: id<"payment">(fresh), orderId: pattern.orderId, method: "upi", currency: "INR", amount: money(0) }
)

const ofRefunds = wishesOf("refund")(
  (refund) => refund.status === "requested" ? { type: "Approve", destination: { kind: "bank" } } : undefined,
  (refund) => refund.status === "requested" && refund.gateway !== "razorpay" ? { type: "Approve", destination: { kind: "source" } } : undefined,
  (refund) => refund.status === "requested" ? { type: "Reject", reason: "No" } : undefined,
  (refund) => refund.status === "approved" && refund.destination.kind === "source" ? { type: "RecordTransfer", reference: "UTR123456789" } : undefined,
  (refund) => refund.status === "approved" && refund.destination.kind !== "source" ? { type: "RecordTransfer", reference: " " } : undefined,
  (refund, { fresh, now }) => refund.status === "unrequested" ? undefined : { type: "AddNote", noteId: id<"note">(fresh), text: " ", by: "Meera", at: now },
  (refund) => refund.status === "approved" && refund.destination.kind !== "source" ? { type: "Send" } : undefined
)
const requested = (payment: States["payment"], fresh: string) => {
  const attempt = captured(payment)
  return payment.status === "unopened" || attempt === undefined ? undefined : {
    type: "Request", refundId: id<"refund">(fresh), orderId: payment.orderId, paymentId: payment.paymentId, reference: attempt.reference, currency: "INR", amount: money(100),
    gateway: payment.gateway, destination: { kind: "bank", account: "account-1" }, because: "requested", plea: { category: "late" }
  } as const
}
const anyPayment = (payments: ReadonlyMap<string, { readonly state: States["payment"] }>, fresh: string) =>
  [...payments.values()].flatMap(({ state }) => requested(state, fresh) ?? []).at(-1)
const some = [{ lineId: id<"order_line">("line-of-nobody"), quantity: 1 }]

const ofNewRefunds = wishesForNew("refund")(
  (_pattern, { tables, fresh }) => {
    const asked = anyPayment(tables.states.payment, fresh)
    return asked && { ...asked, amount: money(0), items: some }
  },
  (_pattern, { tables, fresh }) => {
    const asked = anyPayment(tables.states.payment, fresh)
    return asked && { ...asked, items: [] }
  },
  (_pattern, { tables, fresh }) => {
    const asked = anyPayment(tables.states.payment, fresh)
    return asked && { ...asked, items: some, plea: { category: "other", words: "No" } }
  },
  (_pattern, { tables, fresh }) => {
    const asked = anyPayment(tables.states.payment, fresh)
    return asked && { ...asked, items: some, gateway: "cod", destination: { kind: "source" } }
  }
)

const ofInvoices = wishesForNew("invoice")(
  (pattern, { fresh }) => pattern.status === "issued" ? { type: "Draft", invoiceId: id<"invoice">(fresh), orderId: pattern.orderId, document: { ...pattern.document, lines: [] } } : undefined,
  (pattern, { fresh }) => pattern.status === "issued"
    ? [{ type: "Draft", invoiceId: id<"invoice">(fresh), orderId: pattern.orderId, document: pattern.document }, { type: "Issue", number: "0001", financialYear: pattern.financialYear }]
    : undefined
)

export const moneyWishes = [...ofPayments, ...ofNewPayments, ...ofRefunds, ...ofNewRefunds, ...ofInvoices]
