import { id } from "../id.ts"
import type { Happened, Together } from "./addressed.ts"
import { afterCart, afterCheckout } from "./after-cart.ts"
import { afterOrder } from "./after-order.ts"
import { afterPayment, afterRefund } from "./after-payment.ts"
import { afterReturn } from "./after-return.ts"
import { type ReactionPolicy, reactionPolicy } from "./policy.ts"

/** What an event makes happen in its own transaction, because the two must never disagree. */
export const together = (policy: ReactionPolicy = reactionPolicy) => (happened: Happened): ReadonlyArray<Together> => {
  switch (happened.of) {
    case "cart":
      return afterCart(policy, id<"cart">(happened.id), happened.event)
    case "checkout":
      return afterCheckout(policy, happened.event)
    case "order":
      return afterOrder(happened.event)
    case "payment":
      return afterPayment(happened.event)
    case "refund":
      return afterRefund(happened.event)
    case "return":
      return afterReturn(happened.event)
    case "invoice":
      return []
  }
}
