import type { Transitions } from "../machine.ts"
import type { Payment, PaymentCommand } from "./payment.ts"

/** For each status: what it accepts, and where that may lead. What the gateway reports is a fact: it is heard wherever it can arrive, in any order. */
export const paymentTransitions = {
  unopened: { Open: ["pending"] },
  pending: {
    RecordGatewayOrder: ["pending"],
    RecordFailure: ["failed"],
    RecordAuthorization: ["authorized"],
    RecordVoid: ["failed"],
    RecordCapture: ["captured"],
    RecordDispute: ["pending"],
    RecordDisputeOutcome: ["pending"],
    Cancel: ["cancelled"]
  },
  failed: {
    RecordGatewayOrder: ["failed"],
    RecordFailure: ["failed"],
    RecordAuthorization: ["authorized", "failed"],
    RecordVoid: ["failed"],
    RecordCapture: ["captured"],
    RecordDispute: ["failed"],
    RecordDisputeOutcome: ["failed"],
    Replace: ["cancelled"],
    Cancel: ["cancelled"]
  },
  authorized: {
    RecordGatewayOrder: ["authorized"],
    RecordFailure: ["authorized"],
    RecordAuthorization: ["authorized"],
    RecordVoid: ["authorized", "failed"],
    RecordCapture: ["captured"],
    RecordDispute: ["authorized"],
    RecordDisputeOutcome: ["authorized"],
    Cancel: ["cancelled"]
  },
  captured: {
    RecordGatewayOrder: ["captured"],
    RecordFailure: ["captured"],
    RecordAuthorization: ["captured"],
    RecordVoid: ["captured"],
    RecordCapture: ["captured"],
    RecordDispute: ["captured"],
    RecordDisputeOutcome: ["captured"],
    RecordRefundedTotal: ["captured"],
    Cancel: ["captured"],
    ReserveRefund: ["captured"],
    RecordRefund: ["captured"],
    ReleaseRefund: ["captured"]
  },
  cancelled: {
    RecordGatewayOrder: ["cancelled"],
    RecordFailure: ["cancelled"],
    RecordAuthorization: ["cancelled"],
    RecordVoid: ["cancelled"],
    RecordCapture: ["captured"],
    RecordDispute: ["cancelled"],
    RecordDisputeOutcome: ["cancelled"],
    Cancel: ["cancelled"]
  }
} as const satisfies Transitions<Payment["status"], PaymentCommand["type"]>
