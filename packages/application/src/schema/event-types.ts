import type { Events, Happened } from "@bahi/core/reactions"

type Published = Exclude<keyof Events, "cart" | "checkout">

const published = {
  order: [
    "OrderDrafted", "OrderDraftEdited", "OrderPlaced", "OrderSwitchedToCod", "OrderPaymentReplaced", "OrderPaymentAdded", "OrderConfirmed", "OrderPaymentRecorded", "OrderRefundRecorded",
    "OrderPaymentNewsRecorded", "OrderDisputeRecorded", "OrderRefundDue", "OrderShipped", "OrderShipmentDelivered", "OrderShipmentReturned", "OrderDelivered", "OrderCompleted",
    "OrderItemsCancelled", "OrderItemsCredited", "OrderCancelled", "OrderDetailsEdited", "OrderTagged", "OrderUntagged", "OrderNoted", "OrderExpired", "OrderDeleted"
  ],
  payment: [
    "PaymentOpened", "PaymentGatewayOrderOpened", "PaymentFailed", "PaymentAuthorized", "PaymentVoided", "PaymentCaptured", "PaymentReplaced", "PaymentCancelled", "PaymentDisputed",
    "PaymentDisputeClosed", "PaymentTakenBack", "PaymentRefundReserved", "PaymentRefunded", "PaymentRefundedOutside", "PaymentRefundReleased"
  ],
  refund: [
    "RefundRequested", "RefundApproved", "RefundRejected", "RefundTransferred", "RefundNoted", "RefundSent", "RefundAccepted", "RefundCompleted", "RefundFailed", "RefundAbandoned", "RefundOutcomeUnknown"
  ],
  return: [
    "ReturnRequested", "ReturnImagesAttached", "ReturnApproved", "ReturnRejected", "ReturnCancelled", "ReturnPickupScheduled", "ReturnPickedUp", "ReturnReceived", "ReturnReceiptClosed",
    "ReturnInspected", "ReturnRestockDue", "ReturnRefundDue", "ReturnExchangeDue", "ReturnCompleted", "ReturnNoted"
  ],
  invoice: ["InvoiceDrafted", "InvoiceIssued"]
} as const satisfies { readonly [K in Published]: ReadonlyArray<Events[K]["type"]> }

type Missing = { readonly [K in Published]: Exclude<Events[K]["type"], (typeof published)[K][number]> }[Published]

/** An event as subscribers call it: `OrderConfirmed` is `order.confirmed`, `OrderPaymentRecorded` is `order.payment_recorded`. */
export const eventTypeOf = (of: Happened["of"], type: string): string => `${of}.${type.slice(of.length).replace(/(?<=[a-z])[A-Z]/g, (letter) => `_${letter}`).toLowerCase()}`

/** Every type of event that subscribers can be told of. */
export const eventTypes: [Missing] extends [never] ? ReadonlyArray<string> : Missing =
  Object.entries(published).flatMap(([of, types]) => types.map((type) => eventTypeOf(of as Published, type)))
