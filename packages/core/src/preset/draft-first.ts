import { orderSeries } from "../numbering/index.ts"
import { type Preset, type Verb, verbs } from "./preset.ts"

type Label = "draft" | "pending" | "confirmed" | "processing" | "shipped" | "delivered" | "completed" | "cancelled"

const { place, expire, ...others } = verbs
type DraftVerb = "create" | "auto_cancel" | Exclude<Verb, "place" | "expire">

/** An order is a draft until money moves or it is confirmed, and is cancelled by itself after a day. */
export const draftFirst: Preset<Label, DraftVerb> = {
  name: "draft-first",
  labels: {
    lifecycle: {
      pending: { payment: { unpaid: "draft", partially_paid: "pending", paid: "pending", overpaid: "pending", partially_refunded: "pending", refunded: "pending" } },
      confirmed: "confirmed",
      processing: { fulfilment: { unfulfilled: "processing", partially_shipped: "processing", shipped: "shipped", partially_delivered: "shipped", delivered: "delivered" } },
      completed: "completed",
      expired: "cancelled"
    }
  },
  verbs: { create: place, ...others, auto_cancel: expire },
  steps: {
    unplaced: { create: ["draft"] },
    draft: {
      switch_to_cod: ["draft"],
      retry_payment: ["draft"],
      confirm: ["confirmed"],
      pay: ["pending", "confirmed"],
      refund: ["pending"],
      auto_cancel: ["cancelled"]
    },
    pending: { switch_to_cod: ["pending"], retry_payment: ["pending"], confirm: ["confirmed"], pay: ["pending", "confirmed"], refund: ["pending"], auto_cancel: ["cancelled"] },
    confirmed: { pay: ["confirmed"], refund: ["confirmed"], ship: ["processing", "shipped"] },
    processing: { pay: ["processing"], refund: ["processing"], ship: ["processing", "shipped"], deliver: ["shipped"] },
    shipped: { pay: ["shipped"], refund: ["shipped"], ship: ["shipped"], deliver: ["shipped", "delivered", "completed"] },
    delivered: { pay: ["delivered", "completed"], refund: ["delivered"], ship: ["delivered"], deliver: ["delivered"] },
    completed: { pay: ["completed"], refund: ["completed"], deliver: ["completed"] },
    cancelled: { pay: ["cancelled"], refund: ["cancelled"] }
  },
  policy: { order: { paymentWindowMs: 24 * 60 * 60 * 1000 }, orderNumbers: { ...orderSeries, reset: "day" }, unpaidOrders: "listed" }
}
