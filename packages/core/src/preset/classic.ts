import { orderSeries } from "../numbering/index.ts"
import { type Preset, type Verb, verbs } from "./preset.ts"
import * as step from "./step.ts"

type Label = "draft" | "pending" | "confirmed" | "processing" | "shipped" | "delivered" | "returned" | "refunded" | "cancelled"

const unlessRefunded = <L extends Label>(label: L) => ({
  payment: {
    unpaid: label, authorized: label, failed: label, partially_paid: label, paid: label, overpaid: label, partially_refunded: label, disputed: label, refunded: "refunded"
  }
}) as const

/** One status for everything, as most shops have it: an order whose money all went back ends as refunded. */
export const classic: Preset<Label, Verb> = {
  name: "classic",
  labels: {
    lifecycle: {
      draft: "draft",
      pending: "pending",
      confirmed: "confirmed",
      processing: { fulfilment: { unfulfilled: "processing", partially_shipped: "processing", shipped: "shipped", partially_delivered: "shipped", delivered: "delivered", partially_returned: "delivered", returned: "returned" } },
      completed: {
        fulfilment: {
          unfulfilled: unlessRefunded("delivered"),
          partially_shipped: unlessRefunded("delivered"),
          shipped: unlessRefunded("delivered"),
          partially_delivered: unlessRefunded("delivered"),
          delivered: unlessRefunded("delivered"),
          partially_returned: unlessRefunded("delivered"),
          returned: unlessRefunded("returned")
        }
      },
      cancelled: unlessRefunded("cancelled"),
      expired: unlessRefunded("cancelled")
    }
  },
  verbs,
  steps: {
    unplaced: { draft: ["draft"], place: ["pending"] },
    draft: { place_draft: ["pending"], cancel: ["cancelled"], expire: ["cancelled"], delete: ["deleted"] },
    pending: { ...step.pending, cancel: ["refunded", "cancelled"], expire: ["refunded", "cancelled"] },
    confirmed: {
      ...step.moneyHeard("confirmed"),
      ship: ["processing", "shipped"],
      cancel: ["refunded", "cancelled"],
      cancel_items: ["confirmed", "refunded", "cancelled"],
      credit_items: ["confirmed"]
    },
    processing: {
      ...step.moneyHeard("processing"),
      ship: ["processing", "shipped"],
      deliver: ["shipped"],
      return_to_origin: ["processing"],
      cancel: ["refunded", "cancelled"],
      cancel_items: ["processing", "shipped", "refunded", "cancelled"],
      credit_items: ["processing"]
    },
    shipped: {
      ...step.moneyHeard("shipped"),
      ship: ["shipped"],
      deliver: ["shipped", "delivered", "refunded"],
      return_to_origin: ["shipped", "delivered", "returned", "refunded", "cancelled"],
      cancel: ["refunded", "cancelled"],
      cancel_items: ["shipped", "delivered", "returned", "refunded"],
      credit_items: ["shipped"]
    },
    delivered: {
      pay: ["delivered", "refunded"],
      refund: ["delivered", "refunded"],
      payment_news: ["delivered"],
      dispute: ["delivered", "refunded"],
      ship: ["delivered"],
      deliver: ["delivered"],
      return_to_origin: ["delivered"],
      cancel_items: ["delivered"],
      credit_items: ["delivered", "returned", "refunded"]
    },
    returned: {
      pay: ["returned", "refunded"],
      refund: ["returned", "refunded"],
      payment_news: ["returned"],
      dispute: ["returned", "refunded"],
      deliver: ["returned"],
      return_to_origin: ["returned"],
      credit_items: ["returned"]
    },
    refunded: {
      pay: ["delivered", "returned", "cancelled"],
      refund: ["delivered", "returned", "cancelled"],
      payment_news: ["refunded"],
      dispute: ["delivered", "returned", "refunded", "cancelled"],
      deliver: ["refunded"],
      return_to_origin: ["refunded"],
      credit_items: ["refunded"]
    },
    cancelled: {
      pay: ["refunded", "cancelled"],
      refund: ["refunded", "cancelled"],
      payment_news: ["cancelled"],
      dispute: ["refunded", "cancelled"],
      deliver: ["cancelled"],
      return_to_origin: ["cancelled"],
      credit_items: ["cancelled"],
      delete: ["deleted"]
    },
    deleted: {}
  },
  policy: { orderNumbers: orderSeries, unpaidOrders: "hidden" }
}
