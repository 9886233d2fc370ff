import type { Transitions } from "../machine.ts"
import type { Refund, RefundCommand } from "./refund.ts"

/** Once the gateway was asked: what it may answer, and in whatever order. */
const sent = {
  Send: ["processing"],
  RecordProgress: ["processing"],
  RecordCompletion: ["completed"],
  RecordFailure: ["failed"],
  RecordUnknown: ["unknown"],
  Abandon: ["abandoned"]
} as const

/** For each status: what it accepts, and where that may lead. What the gateway did is a fact: the last word on it is `completed`. */
export const refundTransitions = {
  unrequested: { Request: ["requested"] },
  requested: { Approve: ["approved"], Reject: ["rejected"], AddNote: ["requested"] },
  approved: { Send: ["processing"], RecordTransfer: ["completed"], AddNote: ["approved"] },
  rejected: { AddNote: ["rejected"] },
  processing: { ...sent, AddNote: ["processing"] },
  unknown: { ...sent, AddNote: ["unknown"] },
  failed: { ...sent, AddNote: ["failed"] },
  abandoned: { AddNote: ["abandoned"] },
  completed: {
    RecordProgress: ["completed"],
    RecordCompletion: ["completed"],
    RecordFailure: ["completed"],
    RecordUnknown: ["completed"],
    RecordTransfer: ["completed"],
    AddNote: ["completed"]
  }
} as const satisfies Transitions<Refund["status"], RefundCommand["type"]>
