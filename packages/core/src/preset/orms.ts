import { orderSeries } from "../numbering/index.ts"
import { type Preset, type Verb, verbs } from "./preset.ts"
import * as step from "./step.ts"

type Label = "draft" | "pending" | "confirmed" | "processing" | "shipped" | "delivered" | "completed" | "cancelled" | "expired"

/** A back office's words: what was delivered and what is paid and done are two things, and a return bears a number from the beginning. */
export const orms: Preset<Label, Verb> = {
  name: "orms",
  labels: {
    lifecycle: {
      draft: "draft",
      pending: "pending",
      confirmed: "confirmed",
      processing: { fulfilment: { unfulfilled: "processing", partially_shipped: "processing", shipped: "shipped", partially_delivered: "shipped", delivered: "delivered", partially_returned: "delivered", returned: "delivered" } },
      completed: "completed",
      cancelled: "cancelled",
      expired: "expired"
    }
  },
  verbs,
  steps: {
    unplaced: { draft: ["draft"], place: ["pending"] },
    draft: { place_draft: ["pending"], cancel: ["cancelled"], expire: ["expired"], delete: ["deleted"] },
    pending: { ...step.pending, cancel: ["cancelled"], expire: ["expired"] },
    ...step.onceConfirmed,
    expired: { ...step.moneyHeard("expired"), delete: ["deleted"] },
    deleted: {}
  },
  policy: { return: { numberedAt: "request" }, orderNumbers: orderSeries, unpaidOrders: "listed" }
}
