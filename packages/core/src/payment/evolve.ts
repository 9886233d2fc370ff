import { cannotFollow } from "../machine.ts"
import { type Money, sum } from "../money/index.ts"
import type { OpenedPayment, Payment, PaymentEvent } from "./payment.ts"

export const evolve = (payment: Payment, event: PaymentEvent): Payment => {
  switch (event.type) {
    case "PaymentOpened": {
      if (payment.status !== "unopened") return cannotFollow(event, payment)
      const { type: _, at, ...asked } = event
      return { status: "pending", ...asked, captures: [], openedAt: at }
    }
    case "PaymentCaptured": {
      if (payment.status === "unopened") return cannotFollow(event, payment)
      const { paymentId, orderId, gateway, method, currency, amount, openedAt } = payment
      const captures = [...payment.captures, { reference: event.reference, amount: event.amount, at: event.at }]
      const capturedAt = payment.status === "captured" ? payment.capturedAt : event.at
      return { status: "captured", paymentId, orderId, gateway, method, currency, amount, captures, openedAt, capturedAt }
    }
    case "PaymentCancelled":
      return payment.status === "pending" ? { ...payment, status: "cancelled", cancelledAt: event.at } : cannotFollow(event, payment)
  }
}

/** What arrived, in paise: the sum of the captures. */
export const capturedAmountOf = ({ captures }: Pick<OpenedPayment, "captures">): Money => sum(captures.map((capture) => capture.amount))
