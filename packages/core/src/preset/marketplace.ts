import { orderSeries } from "../numbering/index.ts"
import { type Preset, type Verb, verbs } from "./preset.ts"
import * as step from "./step.ts"

type Label = "draft" | "pending" | "confirmed" | "partially_shipped" | "shipped" | "partially_delivered" | "delivered" | "completed" | "cancelled"

/** Several sellers send one order: its status says how far their parcels are. */
export const marketplace: Preset<Label, Verb> = {
  name: "marketplace",
  labels: {
    lifecycle: {
      draft: "draft",
      pending: "pending",
      confirmed: "confirmed",
      processing: {
        fulfilment: {
          unfulfilled: "confirmed", partially_shipped: "partially_shipped", shipped: "shipped", partially_delivered: "partially_delivered",
          delivered: "delivered", partially_returned: "delivered", returned: "delivered"
        }
      },
      completed: "completed",
      cancelled: "cancelled",
      expired: "cancelled"
    }
  },
  verbs,
  steps: {
    unplaced: { draft: ["draft"], place: ["pending"] },
    draft: { place_draft: ["pending"], cancel: ["cancelled"], expire: ["cancelled"], delete: ["deleted"] },
    pending: { ...step.pending, cancel: ["cancelled"], expire: ["cancelled"] },
    confirmed: {
      ...step.moneyHeard("confirmed"),
      ship: ["confirmed", "partially_shipped", "shipped"],
      return_to_origin: ["confirmed"],
      cancel: ["cancelled"],
      cancel_items: ["confirmed", "cancelled"],
      credit_items: ["confirmed"]
    },
    partially_shipped: {
      ...step.moneyHeard("partially_shipped"),
      ship: ["partially_shipped", "shipped"],
      deliver: ["partially_delivered"],
      return_to_origin: ["confirmed", "partially_shipped"],
      cancel: ["cancelled"],
      cancel_items: ["partially_shipped", "shipped"],
      credit_items: ["partially_shipped"]
    },
    shipped: {
      ...step.moneyHeard("shipped"),
      ship: ["shipped"],
      deliver: ["partially_delivered", "delivered", "completed"],
      return_to_origin: ["shipped", "cancelled"],
      cancel: ["cancelled"],
      cancel_items: ["shipped"],
      credit_items: ["shipped"]
    },
    partially_delivered: {
      ...step.moneyHeard("partially_delivered"),
      ship: ["partially_delivered"],
      deliver: ["partially_delivered", "delivered", "completed"],
      return_to_origin: ["partially_delivered", "delivered", "completed"],
      cancel_items: ["partially_delivered", "delivered", "completed"],
      credit_items: ["partially_delivered"]
    },
    delivered: step.delivered,
    completed: step.completed,
    cancelled: step.cancelled,
    deleted: {}
  },
  policy: { orderNumbers: orderSeries, unpaidOrders: "listed" }
}
