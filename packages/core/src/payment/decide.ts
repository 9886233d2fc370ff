import { decideBy, type Handlers } from "../machine.ts"
import { ok, refuse } from "../result.ts"
import type { Payment, PaymentCommand, PaymentEvent, PaymentRefusal } from "./payment.ts"
import { paymentTransitions } from "./transitions.ts"

const handlers: Handlers<typeof paymentTransitions, Payment, PaymentCommand, PaymentEvent, PaymentRefusal> = {
  Open: (_unopened, { type: _, ...asked }) =>
    asked.amount <= 0
      ? refuse({ code: "amount_not_positive", amount: asked.amount })
      : ok([{ type: "PaymentOpened", ...asked, gateway: asked.method === "cod" ? "cod" : "razorpay" }]),

  RecordCapture: (payment, { reference, amount, at }) => {
    if (amount <= 0) return refuse({ code: "amount_not_positive", amount })
    if (payment.captures.some((capture) => capture.reference === reference)) return ok([])
    return ok([{ type: "PaymentCaptured", paymentId: payment.paymentId, orderId: payment.orderId, reference, amount, at }])
  },

  Cancel: (_pending, { at }) => ok([{ type: "PaymentCancelled", at }])
}

export const decide = decideBy<Payment, PaymentCommand, PaymentEvent, PaymentRefusal, typeof paymentTransitions>("payment", paymentTransitions, handlers)
