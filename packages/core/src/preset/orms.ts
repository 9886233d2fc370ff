import { orderSeries } from "../numbering/index.ts"
import { type Preset, type Verb, verbs } from "./preset.ts"

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
    pending: {
      switch_to_cod: ["pending"],
      retry_payment: ["pending"],
      confirm: ["confirmed"],
      pay: ["pending", "confirmed"],
      refund: ["pending"],
      payment_news: ["pending"],
      dispute: ["pending"],
      cancel: ["cancelled"],
      expire: ["expired"]
    },
    confirmed: {
      pay: ["confirmed"],
      refund: ["confirmed"],
      payment_news: ["confirmed"],
      dispute: ["confirmed"],
      ship: ["processing", "shipped"],
      cancel: ["cancelled"],
      cancel_items: ["confirmed", "cancelled"],
      credit_items: ["confirmed"]
    },
    processing: {
      pay: ["processing"],
      refund: ["processing"],
      payment_news: ["processing"],
      dispute: ["processing"],
      ship: ["processing", "shipped"],
      deliver: ["shipped"],
      return_to_origin: ["processing"],
      cancel: ["cancelled"],
      cancel_items: ["processing", "shipped", "cancelled"],
      credit_items: ["processing"]
    },
    shipped: {
      pay: ["shipped"],
      refund: ["shipped"],
      payment_news: ["shipped"],
      dispute: ["shipped"],
      ship: ["shipped"],
      deliver: ["shipped", "delivered", "completed"],
      return_to_origin: ["shipped", "delivered", "completed", "cancelled"],
      cancel: ["cancelled"],
      cancel_items: ["shipped", "delivered", "completed"],
      credit_items: ["shipped"]
    },
    delivered: {
      pay: ["delivered", "completed"],
      refund: ["delivered"],
      payment_news: ["delivered"],
      dispute: ["delivered"],
      ship: ["delivered"],
      deliver: ["delivered"],
      return_to_origin: ["delivered"],
      cancel_items: ["delivered"],
      credit_items: ["delivered", "completed"]
    },
    completed: {
      pay: ["completed"],
      refund: ["completed"],
      payment_news: ["completed"],
      dispute: ["completed"],
      deliver: ["completed"],
      return_to_origin: ["completed"],
      credit_items: ["completed"]
    },
    cancelled: {
      pay: ["cancelled"],
      refund: ["cancelled"],
      payment_news: ["cancelled"],
      dispute: ["cancelled"],
      deliver: ["cancelled"],
      return_to_origin: ["cancelled"],
      credit_items: ["cancelled"],
      delete: ["deleted"]
    },
    expired: {
      pay: ["expired"],
      refund: ["expired"],
      payment_news: ["expired"],
      dispute: ["expired"],
      delete: ["deleted"]
    },
    deleted: {}
  },
  policy: { return: { numberedAt: "request" }, orderNumbers: orderSeries, unpaidOrders: "listed" }
}
