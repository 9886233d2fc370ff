import { paymentsOf, type Order, type State, type Step } from "./entity.ts"
import { invalid, okay, refused, type Answer } from "./envelope.ts"
import { find, isFields, onlyFields, readAmount, readChoice, readNotes, readNotesOnly, readReceipt, type Fields } from "./input.ts"
import { collection, pageOf } from "./page.ts"
import type { Scene } from "./scene.ts"
import { cardOnWire, orderOnWire, paymentOnWire, sorted } from "./wire.ts"

export const createOrder = (scene: Scene, body: Fields): Step<Answer> => {
  onlyFields(body, ["amount", "currency", "receipt", "notes", "partial_payment", "first_payment_min_amount", "payment", "payment_capture"])
  const amount = readAmount(body["amount"])
  if (body["currency"] === undefined) throw invalid("The currency field is required.", "currency")
  if (body["currency"] !== "INR") throw invalid("currency: validation_failure: BAD_REQUEST_INVALID_CURRENCY.", "currency")
  const receipt = readReceipt(body["receipt"])
  const notes = readNotes(body["notes"])
  if (Number(body["first_payment_min_amount"] ?? 0) < 0) throw invalid("first_payment_min_amount should be greater than or equal to 0.")
  if (scene.policy.receipts === "unique" && receipt !== null && [...scene.state.order.values()].some((order) => order.receipt === receipt)) {
    throw refused("Duplicate request. This request has already been processed.")
  }
  const order: Order = {
    id: `order_${scene.random.id14()}`,
    amount,
    receipt,
    notes,
    capture: captureOf(body),
    partialPayment: body["partial_payment"] === true ? "accepted" : "refused",
    status: "created",
    amountPaid: 0,
    paymentIds: [],
    createdAt: scene.now
  }
  return { answer: okay(sorted(orderOnWire(order))), changes: [["order", order]] }
}

/** Automatic, as accounts are at first, unless the order says otherwise; the older `payment_capture` is understood too. */
const captureOf = (body: Fields): Order["capture"] => {
  const payment = body["payment"] ?? {}
  if (!isFields(payment)) throw invalid("The payment must be an array.", "payment")
  onlyFields(payment, ["capture", "capture_options"])
  const older = body["payment_capture"]
  const otherwise = older === 0 || older === "0" || older === false ? "manual" : "automatic"
  return readChoice(payment["capture"], ["automatic", "manual"], otherwise, "The selected capture is invalid.")
}

export const editOrder = (scene: Scene, id: string, body: Fields): Step<Answer> => {
  const order = { ...findOrder(scene, id), notes: readNotesOnly(body) }
  return { answer: okay(orderOnWire(order)), changes: [["order", order]] }
}

export const fetchOrder = (scene: Scene, id: string, query: Fields): Answer =>
  okay(expanded(scene.state, findOrder(scene, id), expandOf(query, orderExpands)))

export const listOrders = ({ state, policy, now }: Scene, query: Fields): Answer => {
  const { receipt, authorized } = query
  const expands = expandOf(query, orderExpands)
  const hasAuthorized = (order: Order): boolean => paymentsOf(state, order).some((payment) => payment.status === "authorized")
  const orders = pageOf(state.order.values(), withoutExpand(query), {
    filters: ["receipt", "authorized"],
    bornBefore: now - policy.listLagMs,
    where: (order) => (receipt === undefined || order.receipt === receipt) && (authorized === undefined || hasAuthorized(order) === (authorized === "1"))
  })
  return okay(collection(orders.map((order) => expanded(state, order, expands))))
}

/** The attempts to pay it, the newest first. */
export const listPaymentsOfOrder = (scene: Scene, id: string): Answer =>
  okay(collection(paymentsOf(scene.state, findOrder(scene, id)).map(paymentOnWire).reverse()))

export const findOrder = ({ state, now }: Scene, id: string): Order => {
  const order = find(state.order, "order", id)
  if (now - order.createdAt > 180 * 24 * 3_600_000) throw invalid("Order older than 180 days, please use reports.")
  return order
}

const orderExpands = ["payments", "payments.card", "transfers", "virtual_account"]

const expanded = (state: State, order: Order, expands: ReadonlyArray<string>) => {
  const withCard = expands.includes("payments.card")
  if (!withCard && !expands.includes("payments")) return orderOnWire(order)
  const payments = paymentsOf(state, order).map((payment) =>
    withCard && payment.cardId !== null ? { ...paymentOnWire(payment), card: cardOnWire(payment) } : paymentOnWire(payment))
  return { ...orderOnWire(order), payments: collection(payments.reverse()) }
}

/** As `expand[]=`, the documented form, and as `expand[expand]=` and `expand[expand][0]=`, which the official package sends. */
const isExpand = (name: string): boolean => name === "expand" || name.startsWith("expand[")

export const expandOf = (query: Fields, allowed: ReadonlyArray<string>): ReadonlyArray<string> => {
  const asked = Object.entries(query).filter(([name]) => isExpand(name)).flatMap(([, value]) => (Array.isArray(value) ? value.map(String) : [String(value)]))
  if (!asked.every((each) => allowed.includes(each))) throw invalid("Value of each expand must be one of following types.", "expand")
  return asked
}

export const withoutExpand = (query: Fields): Fields => Object.fromEntries(Object.entries(query).filter(([name]) => !isExpand(name)))
