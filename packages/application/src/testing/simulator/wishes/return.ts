import { id } from "@bahi/core/id"
import type { AskedReturn, DeliveredLine, RequestedLine, Return, ReturnCommand } from "@bahi/core/return"
import { goods } from "../../fixtures.ts"
import { type Unsaid, wishesForNew, wishesOf } from "./wish.ts"

const nowhere = id<"order_line">("line-of-nobody")
const requested = (asked: Return) => asked.status === "requested" ? asked : undefined
const awaited = (asked: Return) => asked.status === "approved" || asked.status === "pickup_scheduled" || asked.status === "in_transit" || asked.status === "partially_received" ? asked : undefined
const here = (asked: Return) => asked.status === "partially_received" || asked.status === "received" ? asked : undefined
const neverApproved = (asked: Return) => asked.status === "cancelled" && !("approvedAt" in asked) ? asked : undefined
const seen = { condition: "resellable", images: [], verdict: "pass" } as const

const ofRequested = wishesOf("return")(
  (asked) => requested(asked) && { type: "AttachImages", lineId: nowhere, images: [] },
  (asked) => requested(asked) && requested(asked)!.returnNumber === undefined ? { type: "Approve", exchanges: [] } : undefined,
  (asked) => requested(asked)?.returnNumber === undefined ? undefined : { type: "Approve", returnNumber: "RET-OTHER", exchanges: [] },
  (asked, { fresh }) => requested(asked) && approved(requested(asked)!, fresh, [{ lineId: nowhere, variantId: goods.atta.variantId }]),
  (asked, { fresh }) => {
    const line = requested(asked)?.lines[0]
    return line && approved(requested(asked)!, fresh, [{ lineId: line.lineId, variantId: line.variantId }])
  },
  (asked, { fresh }) => {
    const line = requested(asked)?.lines.find(({ variantId }) => variantId !== goods.atta.variantId)
    const exchange = line && { lineId: line.lineId, variantId: goods.atta.variantId }
    return exchange && approved(requested(asked)!, fresh, [exchange, exchange])
  },
  (asked) => requested(asked) && { type: "Reject", reason: "No" }
)
const approved = ({ returnNumber }: AskedReturn, fresh: string, exchanges: Extract<ReturnCommand, { readonly type: "Approve" }>["exchanges"]): Unsaid<ReturnCommand> =>
  ({ type: "Approve", returnNumber: returnNumber ?? fresh, exchanges })

const ofParcels = wishesOf("return")(
  (asked) => neverApproved(asked) && { type: "RecordPickup" },
  (asked, { fresh }) => neverApproved(asked) && { type: "RecordReceipt", receiptId: id<"receipt">(fresh), items: [{ lineId: neverApproved(asked)!.lines[0]!.lineId, quantity: 1 }] },
  (asked, { fresh }) => awaited(asked) && { type: "RecordReceipt", receiptId: id<"receipt">(fresh), items: [] },
  (asked, { fresh }) => awaited(asked) && { type: "RecordReceipt", receiptId: id<"receipt">(fresh), items: [{ lineId: nowhere, quantity: 1 }] },
  (asked, { fresh }) => awaited(asked) && { type: "RecordReceipt", receiptId: id<"receipt">(fresh), items: [{ lineId: awaited(asked)!.lines[0]!.lineId, quantity: 0.5 }] },
  (asked, { fresh }) => here(asked) && { type: "Inspect", inspectionId: id<"inspection">(fresh), findings: [] },
  (asked, { fresh }) => here(asked) && { type: "Inspect", inspectionId: id<"inspection">(fresh), findings: [{ ...seen, lineId: nowhere, quantity: 1 }] },
  (asked, { fresh }) => here(asked) && { type: "Inspect", inspectionId: id<"inspection">(fresh), findings: [{ ...seen, lineId: here(asked)!.lines[0]!.lineId, quantity: 0.5 }] }
)

/** A return of what arrived just now, but for what is changed of it. */
const again = (pattern: Return, fresh: string, now: number, changed: (line: RequestedLine, facts: DeliveredLine) => Partial<Pick<Extract<ReturnCommand, { readonly type: "Request" }>, "lines" | "delivered">>): Unsaid<ReturnCommand> | undefined => {
  if (pattern.status === "unrequested") return undefined
  const [{ lineId, variantId, takes }] = pattern.lines as [AskedReturn["lines"][number]]
  const line: RequestedLine = { lineId, quantity: 1, category: "damaged", reason: "The seam came apart.", images: [] }
  const facts: DeliveredLine = { lineId, variantId, productCategory: "apparel", takes, deliveries: [{ quantity: 2, at: now }], quantityClaimed: 0 }
  return { type: "Request", returnId: id<"return">(fresh), orderId: pattern.orderId, returnNumber: fresh, lines: [line], delivered: [facts], ...changed(line, facts) }
}
const LONG_MS = 365 * 24 * 60 * 60 * 1000

const ofNew = wishesForNew("return")(
  (pattern, { fresh, now }) => again(pattern, fresh, now, () => ({ lines: [] })),
  (pattern, { fresh, now }) => again(pattern, fresh, now, (line) => ({ lines: [line, line] })),
  (pattern, { fresh, now }) => again(pattern, fresh, now, (line) => ({ lines: [{ ...line, lineId: nowhere }] })),
  (pattern, { fresh, now }) => again(pattern, fresh, now, (line) => ({ lines: [{ ...line, reason: "No" }] })),
  (pattern, { fresh, now }) => again(pattern, fresh, now, (line) => ({ lines: [{ ...line, quantity: 0.5 }] })),
  (pattern, { fresh, now }) => again(pattern, fresh, now, (_line, facts) => ({ delivered: [{ ...facts, deliveries: [{ quantity: 2, at: now - LONG_MS }] }] })),
  (pattern, { fresh, now }) => again(pattern, fresh, now, (line, facts) => ({ lines: [{ ...line, exchangeFor: facts.variantId }] }))
)

export const returnWishes = [...ofRequested, ...ofParcels, ...ofNew]
