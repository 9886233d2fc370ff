import { id } from "@bahi/core/id"
import type { PlacedOrder } from "@bahi/core/order"
import type { DeliveredLine, RequestedLine, ReturnCommand } from "@bahi/core/return"
import { goods } from "../../fixtures.ts"
import { type Around, type Unsaid, wishesAnew } from "./wish.ts"

type Said = Unsaid<ReturnCommand>
type Saying<V extends ReturnCommand["type"]> = Unsaid<Extract<ReturnCommand, { readonly type: V }>>

const lineId = id<"order_line">("line-1")
const nowhere = id<"order_line">("line-of-nobody")
const YEAR_MS = 365 * 24 * 60 * 60 * 1000

const line: RequestedLine = { lineId, quantity: 2, category: "damaged", reason: "The seam came apart.", images: [] }
const delivered = (at: number): DeliveredLine => ({ lineId, variantId: goods.kurta.variantId, productCategory: "apparel", takes: [], deliveries: [{ quantity: 2, at }], quantityClaimed: 0 })

const request = ({ orderId }: PlacedOrder, { fresh, now }: Around): Saying<"Request"> => ({ type: "Request", returnId: id<"return">(fresh), orderId, returnNumber: "RET-1", lines: [line], delivered: [delivered(now)] })
const unnumbered = (order: PlacedOrder, around: Around): Saying<"Request"> => {
  const { returnNumber: _, ...asked } = request(order, around)
  return asked
}
const approve: Saying<"Approve"> = { type: "Approve", returnNumber: "RET-1", exchanges: [] }
const exchange = { lineId, variantId: goods.atta.variantId }
const receive: Saying<"RecordReceipt"> = { type: "RecordReceipt", receiptId: id<"receipt">("receipt-1"), items: [{ lineId, quantity: 1 }] }
const inspect: Saying<"Inspect"> = { type: "Inspect", inspectionId: id<"inspection">("inspection-1"), findings: [{ lineId, quantity: 1, condition: "resellable", images: [], verdict: "pass" }] }
const [found] = inspect.findings as [typeof inspect.findings[number]]

/** A return that is asked for otherwise than it may be. */
const asked = (otherwise: (around: Around) => Partial<Saying<"Request">>) => (order: PlacedOrder, around: Around): Said => ({ ...request(order, around), ...otherwise(around) })
/** A return that was asked for, and then these. */
const then = (...others: ReadonlyArray<Said>) => (order: PlacedOrder, around: Around): ReadonlyArray<Said> => [request(order, around), ...others]

export const returnWishes = [
  ...wishesAnew("return")(
    asked(() => ({ lines: [] })),
    asked(() => ({ lines: [{ ...line, quantity: 1 }, { ...line, quantity: 1 }] })),
    asked(() => ({ lines: [{ ...line, lineId: nowhere }] })),
    asked(() => ({ lines: [{ ...line, reason: "No" }] })),
    asked(() => ({ lines: [{ ...line, quantity: 0.5 }] })),
    asked(() => ({ lines: [{ ...line, quantity: 3 }] })),
    asked(({ now }) => ({ delivered: [delivered(now - YEAR_MS)] })),
    asked(() => ({ lines: [{ ...line, exchangeFor: goods.kurta.variantId }] })),
    // Either it has to have a number when it is asked for, or when it is approved.
    (order, around) => [unnumbered(order, around), { type: "Approve", exchanges: [] }]
  ),
  ...wishesAnew("return")(
    then({ type: "AttachImages", lineId: nowhere, images: ["image-1"] }),
    then({ ...approve, returnNumber: "RET-2" }),
    then({ ...approve, exchanges: [{ ...exchange, lineId: nowhere }] }),
    then({ ...approve, exchanges: [{ ...exchange, variantId: goods.kurta.variantId }] }),
    then({ ...approve, exchanges: [exchange, exchange] }),
    then({ type: "Reject", reason: "No" }),
    then({ type: "AddNote", noteId: id<"note">("note-1"), text: " ", by: "Meera", at: 0 }),
    then({ type: "Cancel" }, { type: "RecordPickup" }),
    then({ type: "Cancel" }, receive),
    then(approve, { ...receive, items: [] }),
    then(approve, { ...receive, items: [{ lineId: nowhere, quantity: 1 }] }),
    then(approve, { ...receive, items: [{ lineId, quantity: 0.5 }] }),
    then(approve, { ...receive, items: [{ lineId, quantity: 1 }, { lineId, quantity: 1 }] }),
    then(approve, receive, { ...inspect, findings: [] }),
    then(approve, receive, { ...inspect, findings: [{ ...found, lineId: nowhere }] }),
    then(approve, receive, { ...inspect, findings: [{ ...found, quantity: 0.5 }] }),
    then(approve, receive, { ...inspect, findings: [found, found] })
  )
]
