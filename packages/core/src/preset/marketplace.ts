import { orderSeries } from "../numbering/index.ts"
import { type Preset, type Verb, verbs } from "./preset.ts"

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
    pending: {
      switch_to_cod: ["pending"],
      retry_payment: ["pending"],
      confirm: ["confirmed"],
      pay: ["pending", "confirmed"],
      refund: ["pending"],
      payment_news: ["pending"],
      dispute: ["pending"],
      cancel: ["cancelled"],
      expire: ["cancelled"]
    },
    confirmed: {
      pay: ["confirmed"],
      refund: ["confirmed"],
      payment_news: ["confirmed"],
      dispute: ["confirmed"],
      ship: ["confirmed", "partially_shipped", "shipped"],
      return_to_origin: ["confirmed"],
      cancel: ["cancelled"],
      cancel_items: ["confirmed", "cancelled"],
      credit_items: ["confirmed"]
    },
    partially_shipped: {
      pay: ["partially_shipped"],
      refund: ["partially_shipped"],
      payment_news: ["partially_shipped"],
      dispute: ["partially_shipped"],
      ship: ["partially_shipped", "shipped"],
      deliver: ["partially_delivered"],
      return_to_origin: ["confirmed", "partially_shipped"],
      cancel: ["cancelled"],
      cancel_items: ["partially_shipped", "shipped"],
      credit_items: ["partially_shipped"]
    },
    shipped: {
      pay: ["shipped"],
      refund: ["shipped"],
      payment_news: ["shipped"],
      dispute: ["shipped"],
      ship: ["shipped"],
      deliver: ["partially_delivered", "delivered", "completed"],
      return_to_origin: ["shipped", "cancelled"],
      cancel: ["cancelled"],
      cancel_items: ["shipped"],
      credit_items: ["shipped"]
    },
    partially_delivered: {
      pay: ["partially_delivered"],
      refund: ["partially_delivered"],
      payment_news: ["partially_delivered"],
      dispute: ["partially_delivered"],
      ship: ["partially_delivered"],
      deliver: ["partially_delivered", "delivered", "completed"],
      return_to_origin: ["partially_delivered", "delivered", "completed"],
      cancel_items: ["partially_delivered", "delivered", "completed"],
      credit_items: ["partially_delivered"]
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
    deleted: {}
  },
  policy: { orderNumbers: orderSeries, unpaidOrders: "listed" }
}
