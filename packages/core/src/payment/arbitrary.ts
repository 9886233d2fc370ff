import fc from "fast-check"
import { paymentMethods } from "../checkout/index.ts"
import { money } from "../money/index.ts"
import { anyId, command } from "../testing/generate.ts"
import type { Commands } from "../testing/laws.ts"
import type { PaymentCommand } from "./payment.ts"

/** Captures as a gateway reports them: a reference always speaks of the same amount. */
export const anyCapture = fc.constantFrom(
  { reference: "pay_A", amount: money(1) },
  { reference: "pay_B", amount: money(99_900) },
  { reference: "delivery:order-1", amount: money(242_500) },
  { reference: "pay_nothing", amount: money(0) }
)

/** A generator for each command of the payment. */
export const paymentCommands: Commands<PaymentCommand> = {
  Open: command("Open", {
    paymentId: anyId("payment"), orderId: anyId("order"), method: fc.constantFrom(...paymentMethods), currency: fc.constant("INR" as const),
    amount: fc.constantFrom(money(242_500), money(1), money(0))
  }),
  RecordCapture: fc.tuple(anyCapture, command("RecordCapture", {})).map(([capture, recorded]) => ({ ...capture, ...recorded })),
  Cancel: command("Cancel", {})
}
