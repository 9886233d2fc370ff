import { orderSeries } from "../numbering/index.ts"
import { type Preset, type Verb, verbs } from "./preset.ts"

type Label = "pending" | "confirmed" | "processing" | "shipped" | "delivered" | "completed" | "expired"

/** A back office's words: what was delivered and what is paid and done are two things, and a return bears a number from the beginning. */
export const orms: Preset<Label, Verb> = {
  name: "orms",
  labels: {
    lifecycle: {
      pending: "pending",
      confirmed: "confirmed",
      processing: { fulfilment: { unfulfilled: "processing", partially_shipped: "processing", shipped: "shipped", partially_delivered: "shipped", delivered: "delivered" } },
      completed: "completed",
      expired: "expired"
    }
  },
  verbs,
  steps: {
    unplaced: { place: ["pending"] },
    pending: { switch_to_cod: ["pending"], retry_payment: ["pending"], confirm: ["confirmed"], pay: ["pending", "confirmed"], refund: ["pending"], expire: ["expired"] },
    confirmed: { pay: ["confirmed"], refund: ["confirmed"], ship: ["processing", "shipped"] },
    processing: { pay: ["processing"], refund: ["processing"], ship: ["processing", "shipped"], deliver: ["shipped"] },
    shipped: { pay: ["shipped"], refund: ["shipped"], ship: ["shipped"], deliver: ["shipped", "delivered", "completed"] },
    delivered: { pay: ["delivered", "completed"], refund: ["delivered"], ship: ["delivered"], deliver: ["delivered"] },
    completed: { pay: ["completed"], refund: ["completed"], deliver: ["completed"] },
    expired: { pay: ["expired"], refund: ["expired"] }
  },
  policy: { return: { numberedAt: "request" }, orderNumbers: orderSeries, unpaidOrders: "listed" }
}
