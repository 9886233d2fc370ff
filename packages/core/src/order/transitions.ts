import type { Transitions } from "../machine.ts"
import type { Order, OrderCommand } from "./order.ts"

/** For each status: what it accepts, and where that may lead. A payment and a refund are facts, and are heard wherever they can arrive. */
export const orderTransitions = {
  unplaced: { Place: ["pending"] },
  pending: {
    SwitchToCod: ["pending"],
    ReplacePayment: ["pending"],
    Confirm: ["confirmed"],
    RecordPayment: ["pending", "confirmed"],
    RecordRefund: ["pending"],
    Expire: ["expired"]
  },
  confirmed: { RecordPayment: ["confirmed"], RecordRefund: ["confirmed"], Ship: ["processing"] },
  processing: { RecordPayment: ["processing", "completed"], RecordRefund: ["processing"], Ship: ["processing"], RecordDelivery: ["processing", "completed"] },
  completed: { RecordPayment: ["completed"], RecordRefund: ["completed"], RecordDelivery: ["completed"] },
  expired: { RecordPayment: ["expired"], RecordRefund: ["expired"] }
} as const satisfies Transitions<Order["status"], OrderCommand["type"]>
