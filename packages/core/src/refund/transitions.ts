import type { Transitions } from "../machine.ts"
import type { Refund, RefundCommand } from "./refund.ts"

/** For each status: what it accepts, and where that may lead. What the gateway did is a fact: the last word on it is `completed`. */
export const refundTransitions = {
  unrequested: { Request: ["requested"] },
  requested: { Approve: ["approved"], Reject: ["rejected"] },
  approved: { Send: ["processing"] },
  rejected: {},
  processing: { Send: ["processing"], RecordProgress: ["processing"], RecordCompletion: ["completed"], RecordFailure: ["failed"], RecordUnknown: ["unknown"], Abandon: ["abandoned"] },
  unknown: { Send: ["processing"], RecordProgress: ["processing"], RecordCompletion: ["completed"], RecordFailure: ["failed"], RecordUnknown: ["unknown"], Abandon: ["abandoned"] },
  failed: { Send: ["processing"], RecordProgress: ["processing"], RecordCompletion: ["completed"], RecordFailure: ["failed"], RecordUnknown: ["unknown"], Abandon: ["abandoned"] },
  abandoned: {},
  completed: { RecordProgress: ["completed"], RecordCompletion: ["completed"], RecordFailure: ["completed"], RecordUnknown: ["completed"] }
} as const satisfies Transitions<Refund["status"], RefundCommand["type"]>
