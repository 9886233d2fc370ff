import { orderSeries } from "../numbering/index.ts"
import { type Preset, type Verb, verbs } from "./preset.ts"

type Label = "pending" | "confirmed" | "partially_shipped" | "shipped" | "partially_delivered" | "delivered" | "completed" | "cancelled"

/** Several sellers send one order: its status says how far their parcels are. */
export const marketplace: Preset<Label, Verb> = {
  name: "marketplace",
  labels: {
    lifecycle: {
      pending: "pending",
      confirmed: "confirmed",
      processing: {
        fulfilment: { unfulfilled: "confirmed", partially_shipped: "partially_shipped", shipped: "shipped", partially_delivered: "partially_delivered", delivered: "delivered" }
      },
      completed: "completed",
      expired: "cancelled"
    }
  },
  verbs,
  steps: {
    unplaced: { place: ["pending"] },
    pending: { switch_to_cod: ["pending"], retry_payment: ["pending"], confirm: ["confirmed"], pay: ["pending", "confirmed"], refund: ["pending"], expire: ["cancelled"] },
    confirmed: { pay: ["confirmed"], refund: ["confirmed"], ship: ["partially_shipped", "shipped"] },
    partially_shipped: { pay: ["partially_shipped"], refund: ["partially_shipped"], ship: ["partially_shipped", "shipped"], deliver: ["partially_delivered"] },
    shipped: { pay: ["shipped"], refund: ["shipped"], ship: ["shipped"], deliver: ["partially_delivered", "delivered", "completed"] },
    partially_delivered: {
      pay: ["partially_delivered"],
      refund: ["partially_delivered"],
      ship: ["partially_delivered"],
      deliver: ["partially_delivered", "delivered", "completed"]
    },
    delivered: { pay: ["delivered", "completed"], refund: ["delivered"], ship: ["delivered"], deliver: ["delivered"] },
    completed: { pay: ["completed"], refund: ["completed"], deliver: ["completed"] },
    cancelled: { pay: ["cancelled"], refund: ["cancelled"] }
  },
  policy: { orderNumbers: orderSeries, unpaidOrders: "listed" }
}
