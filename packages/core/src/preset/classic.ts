import { orderSeries } from "../numbering/index.ts"
import { type Preset, type Verb, verbs } from "./preset.ts"

type Label = "pending" | "confirmed" | "processing" | "shipped" | "delivered" | "refunded" | "cancelled"

/** One status for everything, as most shops have it: an order whose money all went back ends as refunded. */
export const classic: Preset<Label, Verb> = {
  name: "classic",
  labels: {
    lifecycle: {
      pending: "pending",
      confirmed: "confirmed",
      processing: { fulfilment: { unfulfilled: "processing", partially_shipped: "processing", shipped: "shipped", partially_delivered: "shipped", delivered: "delivered" } },
      completed: { payment: { unpaid: "delivered", partially_paid: "delivered", paid: "delivered", overpaid: "delivered", partially_refunded: "delivered", refunded: "refunded" } },
      expired: { payment: { unpaid: "cancelled", partially_paid: "cancelled", paid: "cancelled", overpaid: "cancelled", partially_refunded: "cancelled", refunded: "refunded" } }
    }
  },
  verbs,
  steps: {
    unplaced: { place: ["pending"] },
    pending: {
      switch_to_cod: ["pending"],
      retry_payment: ["pending"],
      confirm: ["confirmed"],
      pay: ["pending", "confirmed"],
      refund: ["pending"],
      expire: ["cancelled", "refunded"]
    },
    confirmed: { pay: ["confirmed"], refund: ["confirmed"], ship: ["processing", "shipped"] },
    processing: { pay: ["processing"], refund: ["processing"], ship: ["processing", "shipped"], deliver: ["shipped"] },
    shipped: { pay: ["shipped"], refund: ["shipped"], ship: ["shipped"], deliver: ["shipped", "delivered", "refunded"] },
    delivered: { pay: ["delivered", "refunded"], refund: ["delivered", "refunded"], ship: ["delivered"], deliver: ["delivered"] },
    refunded: { pay: ["delivered", "cancelled"], refund: ["delivered", "cancelled"], deliver: ["refunded"] },
    cancelled: { pay: ["cancelled", "refunded"], refund: ["cancelled", "refunded"] }
  },
  policy: { orderNumbers: orderSeries, unpaidOrders: "hidden" }
}
