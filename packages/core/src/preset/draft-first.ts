import { orderSeries } from "../numbering/index.ts"
import { type Preset, type Verb, verbs } from "./preset.ts"
import * as step from "./step.ts"

type Label = "draft" | "pending" | "confirmed" | "processing" | "shipped" | "delivered" | "completed" | "cancelled"

const { draft, place_draft, expire, ...others } = verbs
type DraftVerb = "create" | "submit" | "auto_cancel" | Exclude<Verb, "draft" | "place_draft" | "expire">

/** An order is written as a draft until it is submitted, and is cancelled by itself after a day. */
export const draftFirst: Preset<Label, DraftVerb> = {
  name: "draft-first",
  labels: {
    lifecycle: {
      draft: "draft",
      pending: "pending",
      confirmed: "confirmed",
      processing: { fulfilment: { unfulfilled: "processing", partially_shipped: "processing", shipped: "shipped", partially_delivered: "shipped", delivered: "delivered", partially_returned: "delivered", returned: "delivered" } },
      completed: "completed",
      cancelled: "cancelled",
      expired: "cancelled"
    }
  },
  verbs: { create: draft, submit: place_draft, ...others, auto_cancel: expire },
  steps: {
    unplaced: { create: ["draft"], place: ["pending"] },
    draft: { submit: ["pending"], cancel: ["cancelled"], delete: ["deleted"], auto_cancel: ["cancelled"] },
    pending: { ...step.pending, cancel: ["cancelled"], auto_cancel: ["cancelled"] },
    ...step.onceConfirmed,
    deleted: {}
  },
  policy: { order: { draftTtlMs: 24 * 60 * 60 * 1000 }, orderNumbers: { ...orderSeries, reset: "day" }, unpaidOrders: "listed" }
}
