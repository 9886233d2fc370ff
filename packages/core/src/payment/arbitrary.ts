import fc from "fast-check"
import { orderPaymentMethods } from "../checkout/index.ts"
import { money } from "../money/index.ts"
import { anyId, command } from "../testing/generate.ts"
import type { Commands } from "../testing/walk.ts"
import type { DisputeOutcome, PaymentCommand } from "./payment.ts"

/** Attempts as a gateway reports them: a reference always speaks of the same amount. */
export const anyReported = fc.constantFrom(
  { reference: "pay_A", amount: money(1) },
  { reference: "pay_B", amount: money(99_900), instrument: { method: "card", label: "Visa •••• 1007" } },
  { reference: "delivery:order-1", amount: money(242_500) },
  { reference: "pay_nothing", amount: money(0) }
)

const reported = <T extends "RecordFailure" | "RecordAuthorization" | "RecordVoid" | "RecordCapture">(type: T) =>
  fc.tuple(anyReported, command(type, {})).map(([attempt, recorded]) => ({ ...attempt, ...recorded }))

/** Disputes as a gateway reports them: each speaks of one attempt and one amount, and ends as it ends. */
export const anyDispute = fc.constantFrom(
  { disputeId: "disp_won", reference: "pay_B", amount: money(99_900) },
  { disputeId: "disp_lost", reference: "pay_B", amount: money(50_000) },
  { disputeId: "disp_more", reference: "pay_A", amount: money(500_000) },
  { disputeId: "disp_nothing", reference: "pay_B", amount: money(0) }
)
export const outcomeOf = ({ disputeId }: { readonly disputeId: string }): DisputeOutcome => disputeId === "disp_won" ? "won" : "lost"

/** A generator for each command of the payment. */
export const paymentCommands: Commands<PaymentCommand> = {
  Open: command("Open", {
    paymentId: anyId("payment"), orderId: anyId("order"), method: fc.constantFrom(...orderPaymentMethods), currency: fc.constant("INR" as const),
    amount: fc.constantFrom(money(242_500), money(1), money(0))
  }),
  RecordGatewayOrder: command("RecordGatewayOrder", { gatewayOrderId: anyId("gateway_order") }),
  RecordFailure: fc.tuple(reported("RecordFailure"), fc.constantFrom("payment_cancelled", "incorrect_pin")).map(([failure, reason]) => ({ ...failure, reason })),
  RecordAuthorization: reported("RecordAuthorization"),
  RecordVoid: reported("RecordVoid"),
  RecordCapture: reported("RecordCapture"),
  RecordRefundedTotal: command("RecordRefundedTotal", { reference: fc.constantFrom("pay_A", "pay_B", "pay_C"), total: fc.constantFrom(money(0), money(1), money(60_000), money(500_000)) }),
  RecordDispute: fc.tuple(anyDispute, command("RecordDispute", {})).map(([dispute, recorded]) => ({ ...dispute, ...recorded })),
  RecordDisputeOutcome: fc.tuple(anyDispute, command("RecordDisputeOutcome", {})).map(([dispute, recorded]) => ({ ...dispute, outcome: outcomeOf(dispute), ...recorded })),
  Replace: command("Replace", { replacement: anyId("payment") }),
  Cancel: command("Cancel", {}),
  ReserveRefund: command("ReserveRefund", { refundId: anyId("refund"), reference: fc.constantFrom("pay_A", "pay_B", "pay_C"), amount: fc.constantFrom(money(1), money(50_000), money(0)) }),
  RecordRefund: command("RecordRefund", { refundId: anyId("refund") }),
  ReleaseRefund: command("ReleaseRefund", { refundId: anyId("refund") })
}
