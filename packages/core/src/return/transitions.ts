import type { Transitions } from "../machine.ts"
import type { Return, ReturnCommand } from "./return.ts"

/**
 * For each status: what it accepts, and where that may lead. What the carrier says is a fact, and is heard wherever it can
 * arrive: a customer who cancels while the courier is at the door has sent the goods all the same.
 */
export const returnTransitions = {
  unrequested: { Request: ["requested"] },
  requested: { AttachImages: ["requested"], Approve: ["approved"], Reject: ["rejected"], Cancel: ["cancelled"], AddNote: ["requested"] },
  rejected: { AddNote: ["rejected"] },
  cancelled: { RecordPickup: ["in_transit"], RecordReceipt: ["partially_received", "received"], AddNote: ["cancelled"] },
  approved: {
    SchedulePickup: ["pickup_scheduled"],
    RecordPickup: ["in_transit"],
    RecordReceipt: ["partially_received", "received"],
    Cancel: ["cancelled"],
    AddNote: ["approved"]
  },
  pickup_scheduled: {
    SchedulePickup: ["pickup_scheduled"],
    RecordPickup: ["in_transit"],
    RecordReceipt: ["partially_received", "received"],
    Cancel: ["cancelled"],
    AddNote: ["pickup_scheduled"]
  },
  in_transit: { RecordPickup: ["in_transit"], RecordReceipt: ["partially_received", "received"], CloseReceipt: ["completed"], AddNote: ["in_transit"] },
  partially_received: {
    RecordPickup: ["partially_received"],
    RecordReceipt: ["partially_received", "received"],
    CloseReceipt: ["received", "completed"],
    Inspect: ["partially_received"],
    AddNote: ["partially_received"]
  },
  received: { RecordPickup: ["received"], RecordReceipt: ["received"], Inspect: ["received", "completed"], AddNote: ["received"] },
  completed: { RecordPickup: ["completed"], RecordReceipt: ["completed"], Inspect: ["completed"], AddNote: ["completed"] }
} as const satisfies Transitions<Return["status"], ReturnCommand["type"]>
