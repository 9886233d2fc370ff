import type { Machine } from "../machine.ts"
import { decide } from "./decide.ts"
import { evolve } from "./evolve.ts"
import type { Payment, PaymentCommand, PaymentEvent, PaymentRefusal } from "./payment.ts"
import { paymentTransitions } from "./transitions.ts"

export { capturedAmountOf } from "./evolve.ts"
export * from "./payment.ts"

/** One attempt to pay an order, as a ledger of facts. Cash on delivery is captured when the parcel is handed over. */
export const paymentMachine: Machine<Payment, PaymentCommand, PaymentEvent, PaymentRefusal> = {
  name: "payment",
  initial: { status: "unopened" },
  transitions: paymentTransitions,
  terminal: ["captured"],
  decide,
  evolve
}
