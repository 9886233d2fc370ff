import type { Id, Instant, OrderId, OrderLineId, ReturnId, VariantId } from "../id.ts"
import type { Demand } from "../inventory/index.ts"
import type { Note } from "../order/index.ts"

/** Why something comes back, as a customer may choose it. */
export const returnCategories = ["damaged", "wrong_item", "defective", "not_as_described", "quality_issues", "changed_mind", "other"] as const
export type ReturnCategory = (typeof returnCategories)[number]

/** In what state a piece came back. Only what is resellable goes back on the shelf. */
export const conditions = ["resellable", "used", "damaged", "incomplete"] as const
export type Condition = (typeof conditions)[number]

/** What happens to goods that failed: back to the customer, or kept and worth nothing. */
export type FailedGoods = "sent_back" | "written_off"

/** Pieces of one line that the customer wants to give back. */
export interface RequestedLine {
  readonly lineId: OrderLineId
  readonly quantity: number
  readonly category: ReturnCategory
  /** In the customer's words: 10 to 500 characters. */
  readonly reason: string
  /** References to stored images. */
  readonly images: ReadonlyArray<string>
  /** The variant that the customer wants instead of the money. */
  readonly exchangeFor?: VariantId
}

/** What the order knows of a line when its return is requested. */
export interface DeliveredLine {
  readonly lineId: OrderLineId
  readonly variantId: VariantId
  readonly productCategory: string
  /** What one piece takes from the stock, and gives back to it. */
  readonly takes: ReadonlyArray<Demand>
  readonly deliveries: ReadonlyArray<{ readonly quantity: number; readonly at: Instant }>
  /** Pieces that other returns have taken back, or wait for. */
  readonly quantityClaimed: number
}

/** A line of the return: what was asked for, and how much of it came and was found how. */
export interface ReturnLine extends RequestedLine {
  readonly variantId: VariantId
  readonly takes: ReadonlyArray<Demand>
  readonly quantityReceived: number
  readonly quantityPassed: number
  readonly quantityFailed: number
}

interface Pieces { readonly lineId: OrderLineId; readonly quantity: number }

/** What somebody found who looked at some pieces of a line. */
export type Finding = Pieces & { readonly condition: Condition; readonly images: ReadonlyArray<string> } & (
  | { readonly verdict: "pass" }
  /** `failedGoods` where it shall not be as the shop does it otherwise. */
  | { readonly verdict: "fail"; readonly failedGoods?: FailedGoods }
)

/** A finding, and what became of the goods. */
export type Inspected = Pieces & { readonly condition: Condition; readonly images: ReadonlyArray<string> } & (
  | { readonly verdict: "pass"; readonly goods: "restocked" | "written_off" }
  | { readonly verdict: "fail"; readonly goods: FailedGoods }
)

export interface Inspection {
  readonly inspectionId: Id<"inspection">
  readonly findings: ReadonlyArray<Inspected>
  readonly inspectedAt: Instant
}

/** A parcel that came back. */
export interface Receipt {
  readonly receiptId: Id<"receipt">
  readonly items: ReadonlyArray<Pieces>
  readonly receivedAt: Instant
}

export interface Pickup {
  readonly carrier: string
  readonly trackingNumber?: string
  readonly scheduledFor: Instant
}

export interface RequestedReturn {
  readonly returnId: ReturnId
  readonly orderId: OrderId
  /** The RMA number, once it has one: "RET-2026-000001". */
  readonly returnNumber?: string
  readonly lines: ReadonlyArray<ReturnLine>
  /** What people wrote down about it. */
  readonly notes: ReadonlyArray<Note>
  readonly requestedAt: Instant
}

export interface ApprovedReturn extends RequestedReturn {
  readonly returnNumber: string
  readonly approvedAt: Instant
  readonly pickup?: Pickup
  readonly pickedUpAt?: Instant
  readonly receipts: ReadonlyArray<Receipt>
  readonly inspections: ReadonlyArray<Inspection>
}

export type Return =
  | { readonly status: "unrequested" }
  | (RequestedReturn & { readonly status: "requested" })
  | (RequestedReturn & { readonly status: "rejected"; readonly reason: string; readonly rejectedAt: Instant })
  /** By the customer, before anything was approved. */
  | (RequestedReturn & { readonly status: "cancelled"; readonly cancelledAt: Instant })
  | (ApprovedReturn & { readonly status: "cancelled"; readonly cancelledAt: Instant })
  | (ApprovedReturn & { readonly status: "approved" })
  | (ApprovedReturn & { readonly status: "pickup_scheduled"; readonly pickup: Pickup })
  | (ApprovedReturn & { readonly status: "in_transit" })
  | (ApprovedReturn & { readonly status: "partially_received" })
  /** Everything came, or nobody waits for the rest. */
  | (ApprovedReturn & { readonly status: "received" })
  | (ApprovedReturn & { readonly status: "completed"; readonly completedAt: Instant })
export type AskedReturn = Exclude<Return, { readonly status: "unrequested" }>

/** Another variant for a line, instead of the money. */
export interface Exchange {
  readonly lineId: OrderLineId
  readonly variantId: VariantId
}

export type ReturnCommand =
  | { readonly type: "Request"; readonly returnId: ReturnId; readonly orderId: OrderId; readonly returnNumber?: string; readonly lines: ReadonlyArray<RequestedLine>; readonly delivered: ReadonlyArray<DeliveredLine>; readonly at: Instant }
  | { readonly type: "AttachImages"; readonly lineId: OrderLineId; readonly images: ReadonlyArray<string>; readonly at: Instant }
  | { readonly type: "Approve"; readonly returnNumber?: string; readonly exchanges: ReadonlyArray<Exchange>; readonly at: Instant }
  | { readonly type: "Reject"; readonly reason: string; readonly at: Instant }
  | { readonly type: "Cancel"; readonly at: Instant }
  | { readonly type: "SchedulePickup"; readonly pickup: Pickup; readonly at: Instant }
  | { readonly type: "RecordPickup"; readonly at: Instant }
  | { readonly type: "RecordReceipt"; readonly receiptId: Receipt["receiptId"]; readonly items: Receipt["items"]; readonly at: Instant }
  | { readonly type: "CloseReceipt"; readonly at: Instant }
  | { readonly type: "Inspect"; readonly inspectionId: Inspection["inspectionId"]; readonly findings: ReadonlyArray<Finding>; readonly at: Instant }
  | ({ readonly type: "AddNote" } & Note)

/** Which return of which order. */
type Whose = Pick<RequestedReturn, "returnId" | "orderId">

export type ReturnEvent =
  | ({ readonly type: "ReturnRequested"; readonly at: Instant } & Omit<RequestedReturn, "notes" | "requestedAt">)
  | { readonly type: "ReturnImagesAttached"; readonly lineId: OrderLineId; readonly images: ReadonlyArray<string>; readonly at: Instant }
  | ({ readonly type: "ReturnApproved"; readonly returnNumber: string; readonly exchanges: ReadonlyArray<Exchange>; readonly at: Instant } & Whose)
  | ({ readonly type: "ReturnRejected"; readonly reason: string; readonly at: Instant } & Whose)
  | ({ readonly type: "ReturnCancelled"; readonly at: Instant } & Whose)
  | ({ readonly type: "ReturnPickupScheduled"; readonly pickup: Pickup; readonly at: Instant } & Whose)
  | ({ readonly type: "ReturnPickedUp"; readonly at: Instant } & Whose)
  | ({ readonly type: "ReturnReceived"; readonly receipt: Receipt; readonly at: Instant } & Whose)
  | ({ readonly type: "ReturnReceiptClosed"; readonly at: Instant } & Whose)
  | ({ readonly type: "ReturnInspected"; readonly inspection: Inspection; readonly at: Instant } & Whose)
  /** Each inspection's goods go back on the shelf once, under its id. */
  | ({ readonly type: "ReturnRestockDue"; readonly inspectionId: Inspection["inspectionId"]; readonly demands: ReadonlyArray<Demand>; readonly at: Instant } & Whose)
  /** Pieces that passed, to be credited in money. */
  | ({ readonly type: "ReturnRefundDue"; readonly inspectionId: Inspection["inspectionId"]; readonly lines: ReadonlyArray<Pieces>; readonly at: Instant } & Whose)
  /** Pieces that passed, to be credited towards other variants. */
  | ({ readonly type: "ReturnExchangeDue"; readonly inspectionId: Inspection["inspectionId"]; readonly lines: ReadonlyArray<Pieces & Exchange>; readonly at: Instant } & Whose)
  | ({ readonly type: "ReturnCompleted"; readonly at: Instant } & Whose)
  | ({ readonly type: "ReturnNoted" } & Whose & Note)

export type ReturnRefusal =
  | { readonly code: "return_is_empty" }
  | { readonly code: "return_line_named_twice"; readonly lineId: OrderLineId }
  | { readonly code: "return_number_missing" }
  | { readonly code: "return_already_numbered"; readonly returnNumber: string }
  /** Nothing of it was delivered, or this return does not have it. */
  | { readonly code: "return_line_not_found"; readonly lineId: OrderLineId }
  | { readonly code: "reason_length_out_of_range"; readonly length: number; readonly minimum: number; readonly maximum: number }
  /** More than was delivered and no other return claims. */
  | { readonly code: "quantity_not_returnable"; readonly lineId: OrderLineId; readonly quantity: number; readonly returnable: number }
  | { readonly code: "return_window_closed"; readonly lineId: OrderLineId; readonly closedAt: Instant }
  | { readonly code: "exchange_for_the_same_variant"; readonly lineId: OrderLineId; readonly variantId: VariantId }
  /** Cancelled before anybody approved it: nothing can have been sent for it. */
  | { readonly code: "return_never_approved"; readonly cancelledAt: Instant }
  | { readonly code: "receipt_is_empty" }
  | { readonly code: "quantity_not_awaited"; readonly lineId: OrderLineId; readonly quantity: number; readonly awaited: number }
  | { readonly code: "inspection_is_empty" }
  | { readonly code: "quantity_not_inspectable"; readonly lineId: OrderLineId; readonly quantity: number; readonly uninspected: number }
  | { readonly code: "note_length_out_of_range"; readonly length: number; readonly minimum: number; readonly maximum: number }

/** Options of the shop. */
export interface ReturnPolicy {
  /** How long after its delivery a piece may be returned: by product category, and of any other. Zero: not at all. */
  readonly windowMs: { readonly byProductCategory: Readonly<Record<string, number>>; readonly otherwise: number }
  /** From when on a return bears its number. */
  readonly numberedAt: "request" | "approval"
  readonly failedGoods: FailedGoods
}

/** Thirty days for everything, a number on approval, and what failed goes back to the customer. */
export const returnPolicy: ReturnPolicy = { windowMs: { byProductCategory: {}, otherwise: 30 * 24 * 60 * 60 * 1000 }, numberedAt: "approval", failedGoods: "sent_back" }
