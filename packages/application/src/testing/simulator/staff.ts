// What the people of the shop do with orders, returns and refunds, and what customers ask of them.
import { destinationOf } from "@bahi/core/checkout"
import { creditFor } from "@bahi/core/credit"
import { id } from "@bahi/core/id"
import { money } from "@bahi/core/money"
import { creditedOf, originalOf, type PlacedOrder, uncreditedOf, unshippedOf } from "@bahi/core/order"
import { refundableOf } from "@bahi/core/payment"
import type { Addressed } from "@bahi/core/reactions"
import type { RequestedRefund } from "@bahi/core/refund"
import { deliveredLinesOf, type AskedReturn } from "@bahi/core/return"
import { Effect } from "effect"
import { Engine, type Locks, newId } from "../../execute/index.ts"
import { cancelItems, cancelOrder, recordReturnToOrigin, ship } from "../../index.ts"
import { Memory } from "../../memory/memory.ts"
import type { Tables } from "../../memory/tables.ts"
import { locksOf } from "../../order/find.ts"
import { orderNumberAt } from "../../order/number.ts"
import { Catalog, Shop } from "../../ports/index.ts"
import { price } from "../../pricing/pricing.ts"
import { asha, goods, rohan } from "../fixtures.ts"
import { asAdmin } from "../sale.ts"
import type { Dice } from "./dice.ts"
import { ordersIn, paymentsIn } from "./invariants.ts"

/** One unit of work of somebody at the shop. */
export const say = Effect.fnUntraced(function*(lock: Locks, commands: (at: number) => ReadonlyArray<Addressed>) {
  yield* (yield* Engine).execute({ actor: { kind: "admin" }, plan: Effect.succeed({ lock, decide: (_states, at) => Effect.succeed(commands(at)), answer: () => Effect.void }) })
})

const see = <A>(look: (tables: Tables) => A) => Effect.flatMap(Memory, (memory) => memory.see(look))
const why = { reason: "I ordered it twice", category: "duplicate_order" } as const
const askedIn = ({ states }: Tables): ReadonlyArray<AskedReturn> => [...states.return.values()].flatMap(({ state }) => state.status === "unrequested" ? [] : [state])
const byHand = ({ states }: Tables): ReadonlyArray<RequestedRefund> => [...states.refund.values()].flatMap(({ state }) => state.status === "requested" || (state.status === "approved" && state.destination.kind !== "source") ? [state] : [])

/** A refund by hand is approved to an account, and transferred. */
export const transferOne = (refund: RequestedRefund) => {
  const { refundId, orderId, paymentId } = refund
  return say({ order: [orderId], payment: [paymentId], refund: [refundId] }, (at) => [
    ...(refund.status === "requested" ? [{ to: "refund", id: refundId, command: { type: "Approve", destination: { kind: "bank", account: "account-1" }, at } } as const] : []),
    { to: "refund", id: refundId, command: { type: "RecordTransfer", reference: `UTR${refundId.slice(-8)}`, at } }
  ])
}

/** Everything that waits for somebody's hands. */
export const transferAll = Effect.flatMap(see(byHand), Effect.forEach(transferOne, { discard: true }))

export const staffOf = (dice: Dice) => {
  const anOrder = (of: (order: PlacedOrder) => boolean) => see((tables) => dice.pick(ordersIn(tables).filter(of).slice(-20)))

  const callOff = Effect.gen(function*() {
    const order = yield* anOrder(({ status }) => status !== "completed")
    if (order) yield* cancelOrder(order.orderNumber, why).pipe(asAdmin)
  })
  const callOffSome = Effect.gen(function*() {
    const order = yield* anOrder(({ status }) => status === "confirmed" || status === "processing")
    const line = order && dice.pick(order.lines)
    if (order && line) yield* cancelItems(order.orderNumber, { items: [{ lineId: line.lineId, quantity: 1 + dice.below(2) }], ...why }).pipe(asAdmin)
  })
  const sendSome = Effect.gen(function*() {
    const order = yield* anOrder((order) => (order.status === "confirmed" || order.status === "processing") && order.lines.some((line) => unshippedOf(line) > 0))
    const line = order && dice.pick(order.lines.filter((line) => unshippedOf(line) > 0))
    if (order && line) yield* ship(order.orderId, { items: [{ lineId: line.lineId, quantity: 1 }] }).pipe(asAdmin)
  })
  const comesBack = Effect.gen(function*() {
    const order = yield* anOrder(({ shipments }) => shipments.some(({ deliveredAt }) => deliveredAt === undefined))
    const parcel = order && dice.pick(order.shipments)
    if (order && parcel) yield* recordReturnToOrigin(order.orderId, parcel.shipmentId, { goods: dice.percent(70) ? "restocked" : "written_off" }).pipe(asAdmin)
  })

  const askReturn = Effect.gen(function*() {
    const order = yield* anOrder(({ lines }) => lines.some(({ quantityDelivered }) => quantityDelivered > 0))
    const line = order && dice.pick(order.lines)
    if (!order || !line) return
    const others = yield* see((tables) => askedIn(tables).filter(({ orderId }) => orderId === order.orderId))
    const returnId = yield* newId<"return">()
    const { return: { numberedAt } } = yield* Shop
    const exchangeFor = dice.percent(20) ? dice.pick(Object.values(goods))!.variantId : undefined
    const asked = { lineId: line.lineId, quantity: 1 + dice.below(2), category: "damaged", reason: "The seam came apart.", images: [], ...(exchangeFor === undefined ? {} : { exchangeFor }) } as const
    yield* say(locksOf(order), (at) => [{ to: "return", id: returnId, command: { type: "Request", returnId, orderId: order.orderId, ...(numberedAt === "request" ? { returnNumber: `RET-${returnId}` } : {}), lines: [asked], delivered: deliveredLinesOf(order, others, () => "apparel"), at } }])
  })
  const handleReturn = Effect.gen(function*() {
    const asked = yield* see((tables) => dice.pick(askedIn(tables).filter(({ status }) => status !== "completed" && status !== "rejected").slice(-20)))
    if (!asked) return
    const { returnId, orderId, status, returnNumber = `RET-${returnId}` } = asked
    const order = yield* see((tables) => ordersIn(tables).find((order) => order.orderId === orderId))
    const items = asked.lines.map(({ lineId, quantity }) => ({ lineId, quantity }))
    const [receiptId, inspectionId] = [yield* newId<"receipt">(), yield* newId<"inspection">()]
    const verdict = dice.percent(75) ? "pass" as const : "fail" as const
    yield* say({ ...(order ? locksOf(order) : {}), return: [returnId] }, (at): ReadonlyArray<Addressed> => {
      if (status === "requested") return [{ to: "return", id: returnId, command: dice.percent(80) ? { type: "Approve", returnNumber, exchanges: [], at } : { type: "Reject", reason: "It was worn and washed.", at } }]
      const received: Addressed = { to: "return", id: returnId, command: { type: "RecordReceipt", receiptId, items, at } }
      const findings = items.map((pieces) => ({ ...pieces, condition: dice.percent(70) ? "resellable" as const : "damaged" as const, images: [], verdict }))
      const inspected: Addressed = { to: "return", id: returnId, command: { type: "Inspect", inspectionId, findings, at } }
      return status === "received" || status === "partially_received" ? [inspected] : dice.percent(50) ? [received] : [received, inspected]
    })
  })

  /** The customer asks for the money of a piece, and gets it at once. */
  const refundPiece = Effect.gen(function*() {
    const order = yield* anOrder((order) => "confirmedAt" in order && order.paidAmount > 0)
    const line = order && dice.pick(order.lines.filter((line) => uncreditedOf(order, line) > 0))
    if (!order || !line) return
    const credit = creditFor(originalOf(order), creditedOf(order), { lines: [{ id: line.lineId, quantity: 1 }] })
    const payments = yield* see((tables) => paymentsIn(tables).filter(({ orderId }) => orderId === order.orderId))
    const refundId = yield* newId<"refund">()
    const amount = credit.ok ? credit.value.figures.grandTotal : money(0)
    const source = payments.flatMap((payment) => payment.attempts.map(({ reference }) => ({ payment, reference }))).find(({ payment, reference }) => refundableOf(payment, reference) >= amount)
    if (!source || amount === 0) return
    const { payment: { gateway, paymentId }, reference } = source
    yield* say({ ...locksOf(order), payment: payments.map(({ paymentId }) => paymentId) }, (at) => [
      { to: "refund", id: refundId, command: {
        type: "Request", refundId, orderId: order.orderId, paymentId, reference, currency: "INR", amount, gateway, destination: gateway === "razorpay" ? { kind: "source" } : { kind: "bank", account: "account-1" },
        because: "requested", items: [{ lineId: line.lineId, quantity: 1 }], plea: { category: "late" }, at
      } },
      { to: "refund", id: refundId, command: { type: "Approve", at } }
    ])
  })
  const transfer = Effect.flatMap(see((tables) => dice.pick(byHand(tables))), (refund) => refund ? transferOne(refund) : Effect.void)

  /** An order by hand, begun as a draft, or a draft that is placed. */
  const draft = Effect.gen(function*() {
    const begun = yield* anOrder(({ status }) => status === "draft")
    if (begun && dice.percent(60)) return yield* say({ order: [begun.orderId] }, (at) => [{ to: "order", id: begun.orderId, command: { type: "PlaceDraft", at } }])
    const [orderId, paymentId, lineId] = [yield* newId<"order">(), yield* newId<"payment">(), yield* newId<"order_line">()]
    const lines = [
      { lineId, item: dice.pick(Object.values(goods))!, quantity: 1 + dice.below(2) },
      ...(dice.percent(40) ? [{ lineId: yield* newId<"order_line">(), item: { ...dice.pick(Object.values(goods))!, sellerId: id<"seller">("seller-1") }, quantity: 1 + dice.below(2) }] : [])
    ]
    const [shippingAddress, method] = [dice.percent(50) ? asha : rohan, dice.percent(50) ? "cod" as const : "bank_transfer" as const]
    const billing = { address: shippingAddress, deliveredTo: "buyer", ...(shippingAddress === rohan && dice.percent(50) ? { gstin: "27AAPFU0939F1ZV" } : {}) } as const
    const quote = yield* price({ lines, destination: destinationOf(shippingAddress, billing), codFee: method === "cod" ? "charged" : "not_charged" })
    const orderNumber = yield* orderNumberAt(0)
    yield* say({}, (at) => [{ to: "order", id: orderId, command: {
      type: "Draft", orderId, orderNumber, owner: { kind: "guest", guestKey: id<"guest">(`by-hand-${orderId}`) }, email: "asha@example.com", phone: "+919845012345", currency: "INR", source: "admin", lines, quote,
      shippingAddress, billing, shippingMethod: { methodId: "standard", name: "Standard", rate: money(0), etaDays: { from: 1, to: 2 } }, paymentMethod: method, paymentId, at
    } }])
  })
  const transferArrives = Effect.gen(function*() {
    const order = yield* anOrder(({ status, paymentMethod }) => status === "pending" && paymentMethod === "bank_transfer")
    if (order) yield* say(locksOf(order), (at) => [{ to: "payment", id: order.paymentId, command: { type: "RecordCapture", reference: `UTR ${order.orderNumber}`, amount: order.quote.totals.grandTotal, at } }])
  })
  const reprice = Effect.gen(function*() {
    const catalog = yield* Catalog
    const item = dice.pick(Object.values(goods))!
    yield* catalog.put([{ ...item, unitPrice: money(item.unitPrice + (dice.percent(50) ? 0 : 100 * dice.below(5))) }])
  })

  /** As many labels as an order can bear, and then one more. */
  const label = Effect.gen(function*() {
    const order = (yield* anOrder(({ tags }) => tags.length >= 48)) ?? (yield* anOrder(() => true))
    if (!order) return
    const tags = Array.from({ length: Math.max(1, 49 - order.tags.length) }, (_, i) => `label ${order.tags.length + i}`)
    yield* say({ order: [order.orderId] }, (at) => tags.map((tag) => ({ to: "order", id: order.orderId, command: { type: "AddTag", tag, at } })))
  })
  /** A bank holds money back, or has thought better of it. */
  const dispute = Effect.gen(function*() {
    const order = yield* anOrder(({ paidAmount, paymentMethod }) => paidAmount > 0 && paymentMethod !== "cod")
    if (!order) return
    const stage = Object.keys(order.disputes).length === 0 ? "open" : "won"
    yield* say(locksOf(order), (at) => [{ to: "order", id: order.orderId, command: { type: "RecordDispute", disputeId: "dispute-1", amount: order.paidAmount, stage, at } }])
  })

  /** A customer wants to pay a little with what the shop owes. */
  const spend = Effect.gen(function*() {
    const checkout = yield* see(({ states }) => dice.pick([...states.checkout.values()].flatMap(({ state }) => state.status === "address_entered" ? [state] : []).slice(-4)))
    if (checkout) yield* say({ checkout: [checkout.checkoutId] }, (at) => [{ to: "checkout", id: checkout.checkoutId, command: { type: "UseStoreCredit", amount: money(500), balance: money(1_000), total: money(27_500), at } }])
  })

  return { label, dispute, spend, callOff, callOffSome, sendSome, comesBack, askReturn, handleReturn, refundPiece, transfer, draft, transferArrives, reprice }
}
