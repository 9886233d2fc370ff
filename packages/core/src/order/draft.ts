// How an order begins: as a draft that is written until it is placed, or placed at once.
import type { Instant } from "../id.ts"
import { ok, refuse } from "../result.ts"
import type { OrderHandlers } from "./decide.ts"
import type { DraftOrder, OrderEvent, OrderPolicy, OrderRefusal, Placement } from "./order.ts"
import { cashRefusal } from "./pay.ts"

/** What of a draft may still be written anew. */
export type DraftChanges = Partial<Pick<
  Placement,
  "email" | "phone" | "lines" | "quote" | "shippingAddress" | "billing" | "shippingMethod" | "customerNotes" | "paymentMethod" | "storeCredit"
>>

export const beginning = (policy: OrderPolicy): Pick<OrderHandlers, "Draft" | "EditDraft" | "PlaceDraft" | "Place"> => ({
  Draft: (_unplaced, { type: _, at, ...placement }) => {
    const refusal = placementRefusal(policy, placement)
    return refusal ? refuse(refusal) : ok([{ type: "OrderDrafted", ...placement, expiresAt: at + policy.draftTtlMs, at }])
  },

  EditDraft: (draft, { changes, at }) => {
    if (Object.keys(changes).length === 0) return refuse({ code: "edit_is_empty" })
    const refusal = placementRefusal(policy, { ...draft, ...changes })
    return refusal ? refuse(refusal) : ok([{ type: "OrderDraftEdited", orderId: draft.orderId, changes, at }])
  },

  // Every edit was held against the rules already.
  PlaceDraft: (draft, { at }) => ok([placed(policy, placementOf(draft), at)]),

  Place: (_unplaced, { type: _, at, ...placement }) => {
    const refusal = placementRefusal(policy, placement)
    return refusal ? refuse(refusal) : ok([placed(policy, placement, at)])
  }
})

const placed = (policy: OrderPolicy, placement: Placement, at: Instant): OrderEvent => ({ type: "OrderPlaced", ...placement, expiresAt: at + policy.paymentWindowMs, at })

const placementRefusal = (policy: OrderPolicy, { lines, quote, storeCredit, paymentMethod }: Placement): OrderRefusal | undefined => {
  const total = quote.totals.grandTotal
  if (lines.length === 0) return { code: "order_has_no_lines" }
  if (storeCredit !== undefined && (storeCredit.amount < 1 || storeCredit.amount > total)) return { code: "store_credit_not_within_total", amount: storeCredit.amount, total }
  return paymentMethod === "cod" ? cashRefusal(policy, total) : undefined
}

/** What a draft is placed with: all but what happened to it. */
const placementOf = (draft: DraftOrder): Placement => {
  const {
    status: _status, expiresAt: _expiresAt, placedAt: _placedAt, paidAmount: _paid, refundedAmount: _refunded, addedPayments: _added, paymentNews: _news,
    disputes: _disputes, shipments: _shipments, credits: _credits, edits: _edits, tags: _tags, notes: _notes, lines, ...placement
  } = draft
  return { ...placement, lines: lines.map(({ lineId, item, quantity }) => ({ lineId, item, quantity })) }
}
