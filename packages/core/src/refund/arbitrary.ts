import fc from "fast-check"
import { money } from "../money/index.ts"
import { anyId, command } from "../testing/generate.ts"
import type { Commands } from "../testing/walk.ts"
import type { RefundCommand } from "./refund.ts"

const gatewayRefundId = anyId("gateway_refund")

/** A generator for each command of the refund. */
export const refundCommands: Commands<RefundCommand> = {
  Request: command("Request", {
    refundId: anyId("refund"), orderId: anyId("order"), paymentId: anyId("payment"), reference: fc.constantFrom("pay_A", "pay_B"),
    currency: fc.constant("INR" as const), amount: fc.constantFrom(money(99_900), money(1), money(0)), because: fc.constantFrom("order_expired" as const, "overpaid" as const)
  }),
  Approve: command("Approve", {}),
  Reject: command("Reject", {}),
  Send: command("Send", {}),
  RecordProgress: command("RecordProgress", { gatewayRefundId }),
  RecordCompletion: command("RecordCompletion", { gatewayRefundId }),
  RecordFailure: command("RecordFailure", { failure: fc.constantFrom("refused" as const, "bounced" as const), reason: fc.constantFrom("insufficient_balance", "payment_too_old") }),
  RecordUnknown: command("RecordUnknown", {}),
  Abandon: command("Abandon", { refundedTotal: fc.constantFrom(money(0), money(50_000)) })
}
