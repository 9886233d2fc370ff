import type { PaymentId } from "../id.ts"
import { type Money, money } from "../money/index.ts"
import { ok, refuse } from "../result.ts"
import { dueOf } from "./axes.ts"
import type { OrderHandlers } from "./decide.ts"
import { confirmed, following } from "./follow.ts"
import type { AddedPayment, OrderPolicy, OrderRefusal, Placement, PlacedOrder } from "./order.ts"

/** What has to be opened to pay for an order: the part that store credit pays, and the rest. Nothing for what costs nothing. */
export const firstPaymentsOf = ({ storeCredit, paymentId, paymentMethod, quote }: Pick<Placement, "storeCredit" | "paymentId" | "paymentMethod" | "quote">): ReadonlyArray<AddedPayment> => {
  const rest = money(quote.totals.grandTotal - (storeCredit?.amount ?? 0))
  return [
    ...(storeCredit === undefined ? [] : [{ paymentId: storeCredit.paymentId, method: "store_credit", amount: storeCredit.amount } as const]),
    ...(rest > 0 ? [{ paymentId, method: paymentMethod, amount: rest }] : [])
  ]
}

/** Every payment that may still bring money for an order, so that it can be called off. */
export const openedPaymentsOf = (order: PlacedOrder): ReadonlyArray<PaymentId> =>
  order.status === "draft" ? [] : [...firstPaymentsOf(order), ...order.addedPayments].map(({ paymentId }) => paymentId)

/** Why so much cannot be taken at the door. */
export const cashRefusal = ({ codMaximum }: OrderPolicy, total: Money): OrderRefusal | undefined =>
  total > codMaximum ? { code: "cod_exceeds_maximum", total, maximum: codMaximum } : undefined

type Verbs = "SwitchToCod" | "ReplacePayment" | "AddPayment" | "Confirm" | "RecordPayment" | "RecordRefund" | "RecordPaymentNews" | "RecordDispute"

export const paying = (policy: OrderPolicy): Pick<OrderHandlers, Verbs> => ({
  SwitchToCod: (order, { paymentId, quote, availability, at }) => {
    if (availability === "unavailable") return refuse({ code: "cod_not_available_at_pincode", pincode: order.shippingAddress.pincode })
    const refusal = cashRefusal(policy, quote.totals.grandTotal)
    if (refusal) return refuse(refusal)
    return ok([{ type: "OrderSwitchedToCod", orderId: order.orderId, replacedPaymentId: order.paymentId, paymentId, quote, due: dueOf({ ...order, quote }), at }])
  },

  // What was added is asked for again as far as it is still due; the first payment is to bring all of it.
  ReplacePayment: (order, { replaced, paymentId, at }) => {
    const due = dueOf(order)
    const added = order.addedPayments.find((one) => one.paymentId === replaced)
    const asked = added ? { method: added.method, due: money(Math.min(added.amount, due)) } : { method: order.paymentMethod, due }
    return ok([{ type: "OrderPaymentReplaced", orderId: order.orderId, replaced, paymentId, ...asked, at }])
  },

  // Others that wait to be paid are not counted: they may never be, and what comes too much goes back.
  AddPayment: (order, { type: _, at, ...added }) => {
    if (order.addedPayments.some(({ paymentId }) => paymentId === added.paymentId)) return ok([])
    const due = dueOf(order)
    if (added.amount < 1 || added.amount > due) return refuse({ code: "payment_not_within_due", amount: added.amount, due })
    return ok([{ type: "OrderPaymentAdded", orderId: order.orderId, ...added, at }])
  },

  // Cash is paid at the door; everything else before anything is packed.
  Confirm: (order, { at }) => {
    const due = dueOf(order)
    if (order.paymentMethod !== "cod" && due > 0) return refuse({ code: "payment_outstanding", due })
    return ok([confirmed(order, at)])
  },

  // The payment's ledger has told a repeat from a second capture already.
  RecordPayment: (order, { paymentId, amount, at }) => ok(following(order, { type: "OrderPaymentRecorded", paymentId, amount, at })),

  RecordRefund: (_order, { paymentId, amount, at }) => ok([{ type: "OrderRefundRecorded", paymentId, amount, at }]),

  // Of two that are heard, the later holds; of two at the same moment, the one that promises money.
  RecordPaymentNews: (order, { paymentId, news, at }) => {
    const known = order.paymentNews[paymentId]
    const isNews = known === undefined || at > known.at || (at === known.at && news === "authorized" && known.news === "failed")
    return ok(isNews ? [{ type: "OrderPaymentNewsRecorded", paymentId, news, at }] : [])
  },

  RecordDispute: (order, { disputeId, amount, stage, at }) => {
    const known = order.disputes[disputeId]
    const isNews = known === undefined || (known.stage === "open" && stage !== "open")
    return ok(isNews ? [{ type: "OrderDisputeRecorded", orderId: order.orderId, disputeId, amount, stage, at }] : [])
  }
})
