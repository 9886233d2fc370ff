import type { Instant } from "../id.ts"
import type { Checkout } from "./checkout.ts"

/** What becomes of a session that its customer comes back to. A failed payment changes nothing here: the order waits, and so does its session. */
export const resumeOf = (checkout: Checkout, at: Instant): "continue" | "start_again" | "completed" => {
  switch (checkout.status) {
    case "unstarted":
    case "expired":
      return "start_again"
    case "completed":
      return "completed"
    case "payment_pending":
      return checkout.orderId !== undefined || at <= checkout.expiresAt ? "continue" : "start_again"
    case "initiated":
    case "address_entered":
      return at <= checkout.expiresAt ? "continue" : "start_again"
  }
}
