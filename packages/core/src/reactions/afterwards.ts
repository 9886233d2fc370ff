import type { Afterwards, Happened } from "./addressed.ts"

type AnyEvent = Happened["event"]

const followers: { readonly [T in AnyEvent["type"]]?: (event: Extract<AnyEvent, { readonly type: T }>) => Afterwards } = {
  OrderConfirmed: ({ orderId }) => ({ type: "IssueInvoice", orderId }),
  OrderRefundDue: ({ orderId }) => ({ type: "ReturnSurplus", orderId }),
  PaymentGatewayOrderOpened: ({ paymentId }) => ({ type: "WatchPayment", paymentId }),
  // The part that nobody gave back is still owed.
  RefundAbandoned: ({ orderId }) => ({ type: "ReturnSurplus", orderId }),
  RefundApproved: ({ refundId }) => ({ type: "SendRefund", refundId })
}

/** What an event makes happen after its commit: work that may be late, and may be tried again. */
export const afterwards = ({ event }: Happened): ReadonlyArray<Afterwards> => {
  const follow = followers[event.type] as ((event: AnyEvent) => Afterwards) | undefined
  return follow ? [follow(event)] : []
}
