import type { Transitions } from "../machine.ts"
import type { Payment, PaymentCommand } from "./payment.ts"

/** For each status: what it accepts, and where that may lead. A capture is a fact: it is heard even when nobody waits for it any more. */
export const paymentTransitions = {
  unopened: { Open: ["pending"] },
  pending: { RecordCapture: ["captured"], Cancel: ["cancelled"] },
  captured: { RecordCapture: ["captured"] },
  cancelled: { RecordCapture: ["captured"] }
} as const satisfies Transitions<Payment["status"], PaymentCommand["type"]>
