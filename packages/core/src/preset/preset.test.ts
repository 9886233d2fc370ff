import { describe, expect, it } from "vitest"
import { id } from "../id.ts"
import { money } from "../money/index.ts"
import { formatNumber } from "../numbering/index.ts"
import { type Order, type OrderEvent, orderMachine, orderPolicy } from "../order/index.ts"
import { DAY, kurtaLine, attaLine, placement } from "../testing/samples.ts"
import { classic, draftFirst, labelOf, marketplace, orms, verbsTo } from "./index.ts"

const { orderId, cartId, checkoutId, paymentId } = placement
const total = placement.quote.totals.grandTotal
const placed: OrderEvent = { type: "OrderPlaced", ...placement, expiresAt: 9, at: 0 }
const paid = (amount: number): OrderEvent => ({ type: "OrderPaymentRecorded", paymentId, amount: money(amount), at: 1 })
const confirmed: OrderEvent = { type: "OrderConfirmed", orderId, cartId, checkoutId, at: 1 }
const shipmentId = id<"shipment">("shipment-1")
const parcel = (...items: ReadonlyArray<{ readonly lineId: typeof kurtaLine; readonly quantity: number }>): OrderEvent => ({ type: "OrderShipped", orderId, shipment: { shipmentId, items, shippedAt: 2 }, at: 2 })
const half = parcel({ lineId: kurtaLine, quantity: 1 })
const whole = parcel({ lineId: kurtaLine, quantity: 2 }, { lineId: attaLine, quantity: 1 })
const arrived: OrderEvent = { type: "OrderShipmentDelivered", orderId, shipmentId, at: 3 }
const completed: OrderEvent = { type: "OrderCompleted", at: 3 }
const expired: OrderEvent = { type: "OrderExpired", orderId, cartId, checkoutId, paymentIds: [paymentId], was: "pending", at: 9 }
const { cartId: _, checkoutId: __, ...byHand } = placement
const drafted: OrderEvent = { type: "OrderDrafted", ...byHand, expiresAt: 9, at: 0 }
const cancelled: OrderEvent = { type: "OrderCancelled", orderId, cartId, checkoutId, paymentIds: [paymentId], was: "pending", reason: "I ordered it twice", category: "duplicate_order", by: "customer", items: [], demands: [], at: 9 }
const back: OrderEvent = {
  type: "OrderItemsCredited", orderId, at: 9,
  credit: { creditId: id<"credit">("credit-1"), because: "returned", items: [{ lineId: kurtaLine, quantity: 2 }, { lineId: attaLine, quantity: 1 }], before: { lines: {}, charges: {} }, credited: { lines: {}, charges: {} }, amount: money(total - 5_000), at: 9 }
}
const refunded = (amount: number): OrderEvent => ({ type: "OrderRefundRecorded", paymentId, amount: money(amount), at: 9 })

describe("an order is called", () => {
  const machine = orderMachine()
  const packed = [placed, paid(total), confirmed]

  it.each<readonly [string, ReadonlyArray<OrderEvent>, ReadonlyArray<string>]>([
    ["not placed", [], ["unplaced", "unplaced", "unplaced", "unplaced"]],
    ["being written", [drafted], ["draft", "draft", "draft", "draft"]],
    ["deleted", [drafted, { type: "OrderDeleted", orderId, orderNumber: placement.orderNumber, at: 9 }], ["deleted", "deleted", "deleted", "deleted"]],
    ["waiting for its money", [placed], ["pending", "pending", "pending", "pending"]],
    ["paid in part", [placed, paid(1)], ["pending", "pending", "pending", "pending"]],
    ["paid", packed, ["confirmed", "confirmed", "confirmed", "confirmed"]],
    ["half on its way", [...packed, half], ["processing", "processing", "partially_shipped", "processing"]],
    ["half there", [...packed, half, arrived], ["shipped", "shipped", "partially_delivered", "shipped"]],
    ["on its way", [...packed, whole], ["shipped", "shipped", "shipped", "shipped"]],
    ["delivered, its cash not yet taken", [{ ...placed, paymentMethod: "cod" }, confirmed, whole, arrived], ["delivered", "delivered", "delivered", "delivered"]],
    ["delivered and paid", [...packed, whole, arrived, completed], ["delivered", "completed", "completed", "completed"]],
    ["delivered, and its money gone back", [...packed, whole, arrived, completed, refunded(total)], ["refunded", "completed", "completed", "completed"]],
    ["come back", [...packed, whole, arrived, completed, back], ["returned", "completed", "completed", "completed"]],
    ["come back, and its money gone back", [...packed, whole, arrived, completed, back, refunded(total)], ["refunded", "completed", "completed", "completed"]],
    ["called off", [placed, cancelled], ["cancelled", "cancelled", "cancelled", "cancelled"]],
    ["never paid", [placed, expired], ["cancelled", "expired", "cancelled", "cancelled"]],
    ["paid too little, and that gone back", [placed, paid(1), expired, refunded(1)], ["refunded", "expired", "cancelled", "cancelled"]]
  ])("%s", (_, past, labels) => {
    const order = past.reduce<Order>(machine.evolve, machine.initial)
    expect([classic, orms, marketplace, draftFirst].map((preset) => labelOf(preset, order))).toEqual(labels)
  })
})

describe("a status that somebody would set by hand", () => {
  it("is reached by the verbs that lead there", () => {
    expect(verbsTo(classic, "confirmed", "shipped").map((verb) => classic.verbs[verb])).toEqual(["Ship"])
    expect(verbsTo(draftFirst, "draft", "pending").map((verb) => draftFirst.verbs[verb])).toEqual(["PlaceDraft"])
  })

  it("is not reached where no verb leads", () => {
    expect(verbsTo(classic, "delivered", "cancelled")).toEqual([])
    expect(verbsTo(orms, "pending", "delivered")).toEqual([])
  })
})

describe("what a preset expects of the shop", () => {
  it("fits the options of the machine", () => {
    const order = orderMachine({ ...orderPolicy, ...draftFirst.policy.order })
    expect(order.decide(order.initial, { type: "Draft", ...byHand, at: 5 })).toMatchObject({ value: [{ expiresAt: 5 + DAY }] })
  })

  it("says how orders are numbered", () => {
    const at = Date.UTC(2026, 10, 21)
    expect(formatNumber(classic.policy.orderNumbers, at, 7)).toEqual({ ok: true, value: "ORD-2026-000007" })
    expect(formatNumber(draftFirst.policy.orderNumbers, at, 7)).toEqual({ ok: true, value: "ORD-20261121-000007" })
  })
})
