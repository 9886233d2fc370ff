import type { Afterwards, Happened } from "./addressed.ts"

type AnyEvent = Happened["event"]

const followers: { readonly [T in AnyEvent["type"]]?: (event: Extract<AnyEvent, { readonly type: T }>) => ReadonlyArray<Afterwards> } = {
  OrderConfirmed: ({ orderId }) => [{ type: "IssueInvoice", orderId }],
  // What was invoiced and is no longer kept is credited; where nothing was invoiced, nothing is.
  OrderCancelled: ({ orderId, credit }) => credit === undefined ? [] : [{ type: "IssueCreditNote", orderId }],
  OrderItemsCancelled: ({ orderId }) => [{ type: "IssueCreditNote", orderId }],
  OrderShipmentReturned: ({ orderId, credit }) => credit === undefined ? [] : [{ type: "IssueCreditNote", orderId }],
  OrderItemsCredited: ({ orderId, credit }) => [
    { type: "IssueCreditNote", orderId },
    ...(credit.because === "refunded" ? [] : [{ type: "TakeBackPoints", orderId, creditId: credit.creditId } as const])
  ],
  OrderDelivered: ({ orderId }) => [{ type: "EarnPoints", orderId }],
  OrderRefundDue: ({ orderId }) => [{ type: "ReturnSurplus", orderId }],
  PaymentGatewayOrderOpened: ({ paymentId }) => [{ type: "WatchPayment", paymentId }],
  // What it held back may have been owed to the customer all the while.
  PaymentDisputeClosed: ({ orderId, outcome }) => outcome === "won" ? [{ type: "ReturnSurplus", orderId }] : [],
  // The part that nobody gave back is still owed.
  RefundAbandoned: ({ orderId }) => [{ type: "ReturnSurplus", orderId }],
  // What was set aside for it may be owed to somebody else.
  RefundRejected: ({ orderId }) => [{ type: "ReturnSurplus", orderId }],
  RefundApproved: ({ refundId, destination }) => destination.kind === "source" ? [{ type: "SendRefund", refundId }] : [],
  ReturnExchangeDue: ({ orderId, returnId, lines }) => [{ type: "PlaceExchange", orderId, returnId, lines }]
}

/** What an event makes happen after its commit: work that may be late, and may be tried again. */
export const afterwards = ({ event }: Happened): ReadonlyArray<Afterwards> => {
  const follow = followers[event.type] as ((event: AnyEvent) => ReadonlyArray<Afterwards>) | undefined
  return follow ? follow(event) : []
}
