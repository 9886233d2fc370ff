// What people and banks do, and Razorpay's API cannot ask for.
import { known, paymentsOf, type Change, type Failure, type Method, type Notes, type Order, type Payment, type Step } from "./entity.ts"
import { invalid, operationInProgress, refused } from "./envelope.ts"
import { paymentEvent, signatureOf } from "./event.ts"
import { find } from "./input.ts"
import { findOrder } from "./order.ts"
import { authorizedNow, captureChanges, capturedNow, failedNow } from "./payment.ts"
import { giveBackChanges } from "./refund.ts"
import type { Scene } from "./scene.ts"
import { paymentOnWire, type WirePayment } from "./wire.ts"

export const methods = ["upi", "card", "netbanking", "wallet"] as const satisfies ReadonlyArray<Method>

/**
 * `pending` waits to be settled. `late_success` fails, and succeeds by itself later, under the same id. `authorized_only` is not
 * captured, though its order asks for it.
 */
export const outcomes = ["success", "failure", "pending", "late_success", "authorized_only"] as const
export type Outcome = (typeof outcomes)[number]

export const settlements = ["success", "failure", "authorized_only"] as const
export type Settlement = (typeof settlements)[number]

export interface Pay {
  readonly orderId: string
  /** UPI, unless said. */
  readonly method?: Method
  /** Success, unless said. */
  readonly outcome?: Outcome
  /** Paise; all that is due, unless the order takes part payments. */
  readonly amount?: number
  readonly email?: string
  readonly contact?: string
  readonly notes?: Notes
  /** A paid order is paid again only when told so. Two payments that were pending together both succeed in any case. */
  readonly whenPaid?: "refuse" | "pay_again"
}

/** What checkout.js hands to the page. */
export interface Paid {
  readonly payment: WirePayment
  readonly callback: Callback | null
  readonly error: CheckoutError | null
}

export interface Callback {
  readonly razorpay_payment_id: string
  readonly razorpay_order_id: string
  readonly razorpay_signature: string
}

export interface CheckoutError extends Failure {
  readonly metadata: { readonly order_id: string; readonly payment_id: string }
}

export const pay = (scene: Scene, asked: Pay): Step<Paid> => {
  const { method = "upi", outcome = "success", whenPaid = "refuse" } = asked
  const order = findOrder(scene, asked.orderId)
  if (order.status === "paid" && whenPaid === "refuse") {
    throw refused("Your payment has been declined as the order is already paid. Please initiate the payment with a new order.")
  }
  // While one payment is authorized, no other can start.
  if (paymentsOf(scene.state, order).some(({ status }) => status === "authorized")) throw operationInProgress()
  const due = order.status === "paid" ? order.amount : order.amount - order.amountPaid
  const amount = asked.amount ?? due
  if (order.partialPayment === "refused" ? amount !== due : amount > due || amount < 100) {
    throw invalid("Payment amount is different from the amount due for order.", "amount")
  }
  const payment: Payment = {
    id: `pay_${scene.random.id14()}`,
    orderId: order.id,
    amount,
    method,
    email: asked.email ?? "void@razorpay.com",
    contact: asked.contact ?? "+919999999999",
    notes: asked.notes ?? {},
    cardId: method === "card" ? `card_${scene.random.id14()}` : null,
    bankReference: scene.random.digits(12),
    status: "created",
    captured: false,
    amountRefunded: 0,
    refundIds: [],
    fee: null,
    tax: null,
    failure: null,
    due: null,
    createdAt: scene.now
  }
  const attempted: Order = { ...order, status: order.status === "paid" ? "paid" : "attempted", paymentIds: [...order.paymentIds, payment.id] }
  return stepOf(scene, payment, [["payment", payment], ["order", attempted], ...outcomeChanges(scene, attempted, payment, outcome)])
}

/** What the bank says at last: of a pending payment, or, late, of a failed one. */
export const settle = (scene: Scene, paymentId: string, outcome: Settlement): Step<Paid> => {
  const payment = find(scene.state.payment, "pay", paymentId)
  const waits = payment.status === "created" || (payment.status === "failed" && outcome !== "failure")
  if (!waits) throw refused("The payment has already been processed.")
  return stepOf(scene, payment, outcomeChanges(scene, known(scene.state.order, payment.orderId), payment, outcome))
}

/** What is due by itself. */
export const settleDue = (scene: Scene, payment: Payment): Step<unknown> => {
  if (payment.due?.action === "give_back") return { answer: null, changes: giveBackChanges(scene, payment) }
  return settle(scene, payment.id, "success")
}

const outcomeChanges = (scene: Scene, order: Order, payment: Payment, outcome: Outcome): ReadonlyArray<Change> => {
  const { policy, wallNow } = scene
  switch (outcome) {
    case "pending":
      return []
    case "failure":
    case "late_success": {
      const failed = failedNow(payment, declined, outcome === "failure" ? null : { action: "authorize", at: wallNow + policy.lateSuccessMs })
      return [["payment", failed], paymentEvent(scene, "payment.failed", failed)]
    }
    case "authorized_only":
    case "success": {
      const captures = outcome === "success" && order.capture === "automatic"
      const authorized = authorizedNow(payment, captures || policy.giveBackMs === null ? null : { action: "give_back", at: wallNow + policy.giveBackMs })
      const told: ReadonlyArray<Change> = [["payment", authorized], paymentEvent(scene, "payment.authorized", authorized)]
      if (payment.status === "failed" && order.status === "paid" && policy.lateOnPaidOrder === "refunded") return [...told, ...giveBackChanges(scene, authorized)]
      return captures ? [...told, ...captureChanges(scene, order, capturedNow(authorized))] : told
    }
  }
}

/** As observed in test mode. */
const declined: Failure = {
  code: "BAD_REQUEST_ERROR",
  description: "Your payment didn't go through as it was declined by the bank. Try another payment method or contact your bank.",
  source: "bank",
  step: "payment_authorization",
  reason: "payment_failed"
}

const stepOf = (scene: Scene, before: Payment, changes: ReadonlyArray<Change>): Step<Paid> => {
  const payment = changes.reduce((latest, [kind, entity]) => (kind === "payment" ? entity : latest), before)
  return { changes, answer: { payment: paymentOnWire(payment), callback: callbackOf(scene, payment), error: errorOf(payment) } }
}

const callbackOf = ({ policy }: Scene, { id, orderId, status }: Payment): Callback | null =>
  status === "authorized" || status === "captured"
    ? { razorpay_payment_id: id, razorpay_order_id: orderId, razorpay_signature: signatureOf(policy.keySecret, `${orderId}|${id}`) }
    : null

const errorOf = ({ id, orderId, failure }: Payment): CheckoutError | null =>
  failure === null ? null : { ...failure, metadata: { order_id: orderId, payment_id: id } }
