import { destinationOf } from "../checkout/index.ts"
import type { Instant } from "../id.ts"
import { ok, refuse } from "../result.ts"
import { placeOfSupply } from "../tax/index.ts"
import { lengthRefusal, noteRefusal } from "../text.ts"
import type { OrderHandlers } from "./decide.ts"
import type { ConfirmedOrder, OrderRefusal, PendingOrder, Placement, ProcessingOrder } from "./order.ts"

/** What may be put right after an order was placed. Items and prices never are: items leave by cancelling and by returns. */
export type Changes = Partial<Pick<Placement, "shippingAddress" | "billing" | "email" | "phone" | "customerNotes">>

/** One edit, with what stood there before; what is absent stood empty. */
export interface Edit {
  readonly before: Changes
  readonly after: Changes
  readonly by: string
  readonly why: string
  readonly at: Instant
}

const MOST_TAGS = 50

export const editing: Pick<OrderHandlers, "EditDetails" | "AddTag" | "RemoveTag" | "AddNote"> = {
  EditDetails: (order, { changes, by, why, at }) => {
    const after = changedBy(order, changes)
    const fields = Object.keys(after) as Array<keyof Changes>
    if (fields.length === 0) return refuse({ code: "edit_is_empty" })
    const refusal = tooLate(order, fields) ?? taxRefusal(order, after)
    if (refusal) return refuse(refusal)
    const before: Changes = Object.fromEntries(fields.filter((field) => order[field] !== undefined).map((field) => [field, order[field]]))
    return ok([{ type: "OrderDetailsEdited", orderId: order.orderId, before, after, by, why, at }])
  },

  AddTag: ({ orderId, tags }, { tag, at }) => {
    const refusal = lengthRefusal("tag_length_out_of_range", tag, { minimum: 1, maximum: 50 })
    if (refusal) return refuse(refusal)
    if (tags.includes(tag.trim())) return ok([])
    if (tags.length >= MOST_TAGS) return refuse({ code: "too_many_tags", maximum: MOST_TAGS })
    return ok([{ type: "OrderTagged", orderId, tag: tag.trim(), at }])
  },

  RemoveTag: ({ orderId, tags }, { tag, at }) => ok(tags.includes(tag.trim()) ? [{ type: "OrderUntagged", orderId, tag: tag.trim(), at }] : []),

  AddNote: ({ orderId, notes }, { noteId, text, by, at }) => {
    if (notes.some((note) => note.noteId === noteId)) return ok([])
    const refusal = noteRefusal(text)
    if (refusal) return refuse(refusal)
    return ok([{ type: "OrderNoted", orderId, noteId, text: text.trim(), by, at }])
  }
}

type Editable = PendingOrder | ConfirmedOrder | ProcessingOrder

/** What says something else than what stands there. */
const changedBy = (order: Editable, changes: Changes): Changes =>
  Object.fromEntries(Object.entries(changes).filter(([field, value]) => JSON.stringify(value) !== JSON.stringify(order[field as keyof Changes])))

/** What has left has its label. */
const tooLate = ({ status }: Editable, changed: ReadonlyArray<keyof Changes>): OrderRefusal | undefined => {
  const fields = changed.filter((field) => field === "shippingAddress" || field === "billing")
  return status === "processing" && fields.length > 0 ? { code: "edit_after_shipment", fields } : undefined
}

/** The tax was figured for a place, and a registration stands for one: neither moves. A buyer may name one where there was none. */
const taxRefusal = (order: Editable, after: Changes): OrderRefusal | undefined => {
  const [from, to] = [order, { ...order, ...after }].map(({ shippingAddress, billing }) => destinationOf(shippingAddress, billing)) as [Destination, Destination]
  if (placeOfSupply(from) !== placeOfSupply(to)) return { code: "edit_changes_place_of_supply", from: placeOfSupply(from), to: placeOfSupply(to) }
  if (from.buyer === undefined || from.buyer.gstinState === to.buyer?.gstinState) return undefined
  return { code: "edit_changes_gstin_state", from: from.buyer.gstinState, to: to.buyer?.gstinState ?? null }
}
type Destination = ReturnType<typeof destinationOf>
