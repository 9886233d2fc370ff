import type { Machine } from "../machine.ts"
import { decide } from "./decide.ts"
import { evolve } from "./evolve.ts"
import type { Payment, PaymentCommand, PaymentEvent, PaymentRefusal } from "./payment.ts"
import { paymentTransitions } from "./transitions.ts"

export * from "./ledger.ts"
export * from "./payment.ts"

/** What is to pay for an order, as a ledger of the attempts to pay it and of what goes back. Cash on delivery is captured when the parcel is handed over. */
export const paymentMachine: Machine<Payment, PaymentCommand, PaymentEvent, PaymentRefusal> = {
  name: "payment",
  initial: { status: "unopened" },
  transitions: paymentTransitions,
  terminal: ["captured"],
  decide,
  evolve
}
