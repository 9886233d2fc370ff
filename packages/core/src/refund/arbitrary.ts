import fc from "fast-check"
import { id } from "../id.ts"
import { money } from "../money/index.ts"
import { anyId, command } from "../testing/generate.ts"
import type { Commands } from "../testing/walk.ts"
import type { RefundCommand, RefundDestination, RefundRequest } from "./refund.ts"

const gatewayRefundId = anyId("gateway_refund")

const anyDestination: fc.Arbitrary<RefundDestination> = fc.constantFrom<RefundDestination>({ kind: "source" }, { kind: "source" }, { kind: "store_credit" }, { kind: "bank" }, { kind: "bank", account: "account-1" })
const anyAsked = fc.constantFrom<Pick<RefundRequest, "because" | "items" | "plea" | "refundNumber">>(
  { because: "order_expired" }, { because: "overpaid" },
  { because: "requested", items: [{ lineId: id<"order_line">("order_line-1"), quantity: 1 }], plea: { category: "late" }, refundNumber: "REF-2026-000001" },
  { because: "requested", items: [{ lineId: id<"order_line">("order_line-1"), quantity: 1 }], plea: { category: "other", words: "No" } },
  { because: "requested", items: [], plea: { category: "late" } }
)

/** A generator for each command of the refund. */
export const refundCommands: Commands<RefundCommand> = {
  Request: command("Request", {
    refundId: anyId("refund"), orderId: anyId("order"), paymentId: anyId("payment"), reference: fc.constantFrom("pay_A", "pay_B"),
    currency: fc.constant("INR" as const), amount: fc.constantFrom(money(99_900), money(1), money(0)), gateway: fc.constantFrom("razorpay" as const, "razorpay" as const, "cod" as const), destination: anyDestination, asked: anyAsked
  }).map(({ asked, ...request }) => ({ ...request, ...asked })),
  Approve: fc.tuple(command("Approve", {}), fc.option(anyDestination, { nil: undefined })).map(([approve, destination]) => ({ ...approve, ...(destination && { destination }) })),
  Reject: command("Reject", { reason: fc.constantFrom("It was worn and washed.", "No") }),
  RecordTransfer: command("RecordTransfer", { reference: fc.constantFrom("UTR123456789", " ", "x".repeat(51)) }),
  AddNote: command("AddNote", { noteId: anyId("note"), text: fc.constantFrom("Called the bank", " "), by: fc.constant("Meera") }),
  Send: command("Send", {}),
  RecordProgress: command("RecordProgress", { gatewayRefundId }),
  RecordCompletion: command("RecordCompletion", { gatewayRefundId }),
  RecordFailure: command("RecordFailure", { failure: fc.constantFrom("refused" as const, "bounced" as const), reason: fc.constantFrom("insufficient_balance", "payment_too_old") }),
  RecordUnknown: command("RecordUnknown", {}),
  Abandon: command("Abandon", { refundedTotal: fc.constantFrom(money(0), money(50_000)) })
}
