import type { Transitions } from "../machine.ts"
import type { Order, OrderCommand } from "./order.ts"

/** For each status: what it accepts, and where that may lead. A payment is a fact, and is heard wherever it can arrive. */
export const orderTransitions = {
  unplaced: { Place: ["pending"] },
  pending: { SwitchToCod: ["pending"], Confirm: ["confirmed"], RecordPayment: ["pending", "confirmed"], Expire: ["expired"] },
  confirmed: { RecordPayment: ["confirmed"], Ship: ["processing"] },
  processing: { RecordPayment: ["processing", "completed"], Ship: ["processing"], RecordDelivery: ["processing", "completed"] },
  completed: { RecordPayment: ["completed"], RecordDelivery: ["completed"] },
  expired: { RecordPayment: ["expired"] }
} as const satisfies Transitions<Order["status"], OrderCommand["type"]>
