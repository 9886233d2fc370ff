import type { Transitions } from "../machine.ts"
import type { Refund, RefundCommand } from "./refund.ts"

/** For each status: what it accepts, and where that may lead. What the gateway did is a fact: the last word on it is `completed`. */
export const refundTransitions = {
  unrequested: { Request: ["requested"] },
  requested: { Approve: ["approved"], Reject: ["rejected"], AddNote: ["requested"] },
  approved: { Send: ["processing"], RecordTransfer: ["completed"], AddNote: ["approved"] },
  rejected: { AddNote: ["rejected"] },
  processing: {
    Send: ["processing"],
    RecordProgress: ["processing"],
    RecordCompletion: ["completed"],
    RecordFailure: ["failed"],
    RecordUnknown: ["unknown"],
    Abandon: ["abandoned"],
    AddNote: ["processing"]
  },
  unknown: {
    Send: ["processing"],
    RecordProgress: ["processing"],
    RecordCompletion: ["completed"],
    RecordFailure: ["failed"],
    RecordUnknown: ["unknown"],
    Abandon: ["abandoned"],
    AddNote: ["unknown"]
  },
  failed: {
    Send: ["processing"],
    RecordProgress: ["processing"],
    RecordCompletion: ["completed"],
    RecordFailure: ["failed"],
    RecordUnknown: ["unknown"],
    Abandon: ["abandoned"],
    AddNote: ["failed"]
  },
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
