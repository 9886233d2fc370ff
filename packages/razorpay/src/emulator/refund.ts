import { known, refundsOf, type Change, type Payment, type Refund, type State, type Step } from "./entity.ts"
import { conflict, invalid, okay, refused, type Answer } from "./envelope.ts"
import { refundEvent } from "./event.ts"
import { find, onlyFields, readAmount, readChoice, readNotes, readNotesOnly, readReceipt, type Fields } from "./input.ts"
import { collection, pageOf } from "./page.ts"
import type { Scene } from "./scene.ts"
import { refundOnWire, sorted } from "./wire.ts"

/** `key` is the header `X-Refund-Idempotency`. */
export const createRefund = (scene: Scene, paymentId: string, body: Fields, key: string | undefined): Step<Answer> => {
  const { state } = scene
  const payment = find(state.payment, "pay", paymentId)
  const request = JSON.stringify(sorted([paymentId, body]))
  if (key !== undefined) {
    const repeated = repeatOf(state, key, request)
    if (repeated !== undefined) return { answer: created(repeated), changes: [] }
  }
  onlyFields(body, ["amount", "speed", "receipt", "notes"])
  if (body["amount"] === 0) throw invalid("Amount cannot be blank.", "amount")
  const left = payment.amount - payment.amountRefunded
  const asked = body["amount"] === undefined || body["amount"] === null ? undefined : readAmount(body["amount"])
  const speedRequested = readChoice(body["speed"], ["normal", "optimum"], "normal", "The selected speed is invalid.")
  const receipt = readReceipt(body["receipt"])
  const notes = readNotes(body["notes"])
  if (payment.status === "authorized" && asked !== undefined && asked < payment.amount) throw refused("Void is not supported for partial refunds.")
  if (payment.status === "refunded") throw refused("The payment has been fully refunded already.")
  if (payment.status !== "captured") throw refused("The payment status should be captured for action to be taken")
  // The rule is documented, its text is not.
  if (scene.now > monthsLater(payment.createdAt, 6)) throw refused("The payment is more than 6 months old and cannot be refunded.")
  const amount = asked ?? left
  if (amount > left) throw refused("The refund amount provided is greater than amount captured.")
  if (receipt !== null && refundsOf(state, payment).some((refund) => refund.receipt === receipt)) throw refused("Duplicate receipt found for this refund request.")
  if (amount > balanceOf(scene)) throw refused("Your account does not have enough balance to carry out the refund operation.")

  const { refund, changes } = refundChanges(scene, payment, { amount, receipt, notes, speedRequested, status: scene.policy.refunds })
  return {
    answer: created(refund),
    changes: [...changes, ...(key === undefined ? [] : [["idempotencyKey", { id: key, request, refundId: refund.id }] as const])]
  }
}

/** The answer knows no bank reference yet. */
const created = (refund: Refund): Answer => okay({ ...refundOnWire(refund), acquirer_data: { arn: null } })

/** Only what succeeded is remembered: a refused request may be mended under its key. How long, is not documented; here, for ever. */
const repeatOf = (state: State, key: string, request: string): Refund | undefined => {
  if (key.length < 10) throw invalid("The idempotency key must be at least 10 characters long.")
  if (!/^[A-Za-z0-9_-]+$/.test(key)) throw invalid("The idempotency key must only contain alphanumeric characters, underscores, and hyphens")
  const first = state.idempotencyKey.get(key)
  if (first === undefined) return undefined
  if (first.request !== request) throw conflict("Different request with the same idempotency key has already been processed.")
  return known(state.refund, first.refundId)
}

/** Gives back the whole of a payment that was never captured. */
export const giveBackChanges = (scene: Scene, payment: Payment): ReadonlyArray<Change> =>
  refundChanges(scene, payment, { amount: payment.amount, receipt: null, notes: {}, speedRequested: "normal", status: "processed" }).changes

const refundChanges = (
  scene: Scene,
  payment: Payment,
  asked: Pick<Refund, "amount" | "receipt" | "notes" | "speedRequested" | "status">
): { readonly refund: Refund; readonly changes: ReadonlyArray<Change> } => {
  const { refundPendingMs } = scene.policy
  const refund: Refund = {
    id: `rfnd_${scene.random.id14()}`,
    paymentId: payment.id,
    ...asked,
    due: asked.status === "pending" && refundPendingMs !== null ? { action: "process", at: scene.wallNow + refundPendingMs } : null,
    createdAt: scene.now
  }
  const after = refundedBy({ ...payment, refundIds: [...payment.refundIds, refund.id], due: null }, refund.amount)
  return {
    refund,
    changes: [
      ["payment", after],
      ["refund", refund],
      refundEvent(scene, "refund.created", refund, after),
      ...(refund.speedRequested === "optimum" ? [refundEvent(scene, "refund.speed_changed", refund, after)] : []),
      ...(refund.status === "processed" ? [refundEvent(scene, "refund.processed", refund, after)] : [])
    ]
  }
}

/** What the bank says of a pending refund. */
export const settleRefund = (scene: Scene, id: string, outcome: "processed" | "failed"): Step<Refund> => {
  const pending = find(scene.state.refund, "rfnd", id)
  if (pending.status !== "pending") throw refused("Refund has already been processed.")
  const refund: Refund = { ...pending, status: outcome, due: null }
  const payment = known(scene.state.payment, refund.paymentId)
  const restored = outcome === "failed" && scene.policy.failedRefunds === "restored"
  const after = restored ? refundedBy(payment, -refund.amount) : payment
  return { answer: refund, changes: [["payment", after], ["refund", refund], refundEvent(scene, `refund.${outcome}`, refund, after)] }
}

const refundedBy = (payment: Payment, amount: number): Payment => {
  const amountRefunded = payment.amountRefunded + amount
  return { ...payment, amountRefunded, status: amountRefunded === payment.amount ? "refunded" : "captured" }
}

/** What was captured less its fees, less what was or will be given back of it. */
const balanceOf = ({ state, policy }: Scene): number => {
  let balance = policy.balance
  for (const payment of state.payment.values()) if (payment.captured) balance += payment.amount - (payment.fee ?? 0)
  for (const refund of state.refund.values()) {
    if (refund.status !== "failed" && known(state.payment, refund.paymentId).captured) balance -= refund.amount
  }
  return balance
}

const monthsLater = (from: number, months: number): number => {
  const date = new Date(from)
  return date.setUTCMonth(date.getUTCMonth() + months)
}

export const editRefund = (scene: Scene, id: string, body: Fields): Step<Answer> => {
  const refund = { ...find(scene.state.refund, "rfnd", id), notes: readNotesOnly(body) }
  return { answer: okay(refundOnWire(refund)), changes: [["refund", refund]] }
}

export const fetchRefund = (scene: Scene, id: string): Answer => okay(refundOnWire(find(scene.state.refund, "rfnd", id)))

export const listRefunds = ({ state, policy, now }: Scene, query: Fields): Answer =>
  okay(collection(pageOf(state.refund.values(), query, { bornBefore: now - policy.listLagMs }).map(refundOnWire)))

export const listRefundsOfPayment = ({ state }: Scene, paymentId: string, query: Fields): Answer =>
  okay(collection(pageOf(refundsOf(state, find(state.payment, "pay", paymentId)), query).map(refundOnWire)))

export const fetchRefundOfPayment = ({ state }: Scene, paymentId: string, refundId: string): Answer => {
  const payment = find(state.payment, "pay", paymentId)
  const refund = find(state.refund, "rfnd", refundId)
  if (refund.paymentId !== payment.id) throw refused("invalid request sent")
  return okay(refundOnWire(refund))
}
