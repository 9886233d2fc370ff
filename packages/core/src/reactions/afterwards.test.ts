import { describe, expect, it } from "vitest"
import { id } from "../id.ts"
import { money } from "../money/index.ts"
import type { OrderEvent } from "../order/index.ts"
import { kurta, placement } from "../testing/samples.ts"
import { type Afterwards, afterwards, type Happened } from "./index.ts"

const { orderId, paymentId } = placement
const at = 5
const credit = { creditId: id<"credit">("credit-1"), because: "returned", items: [], before: { lines: {}, charges: {} }, credited: { lines: {}, charges: {} }, amount: money(100), at } as const
const why = { reason: "I ordered it twice", category: "duplicate_order", by: "customer" } as const

const afterOrder = (event: OrderEvent): ReadonlyArray<Afterwards> => afterwards({ of: "order", id: orderId, event })
const afterPayment = (event: Extract<Happened, { readonly of: "payment" }>["event"]): ReadonlyArray<Afterwards> => afterwards({ of: "payment", id: paymentId, event })

describe("what an order no longer keeps", () => {
  const cancelled = { type: "OrderCancelled", orderId, paymentIds: [paymentId], was: "confirmed", items: [], demands: [], ...why, at } as const
  const returned = { type: "OrderShipmentReturned", orderId, shipmentId: id<"shipment">("shipment-1"), demands: [], at } as const

  it("is credited on its invoice", () => {
    for (const event of [
      { ...cancelled, credit }, { type: "OrderItemsCancelled", orderId, items: [], demands: [], credit, ...why, at }, { ...returned, credit }
    ] as const) expect(afterOrder(event)).toEqual([{ type: "IssueCreditNote", orderId }])
  })
  it("is nothing where nothing was credited", () => {
    for (const event of [cancelled, returned]) expect(afterOrder(event)).toEqual([])
  })
  it("takes back the points that were earned on goods, but not with money alone", () => {
    for (const because of ["returned", "exchanged"] as const) {
      expect(afterOrder({ type: "OrderItemsCredited", orderId, credit: { ...credit, because }, at })).toEqual([{ type: "IssueCreditNote", orderId }, { type: "TakeBackPoints", orderId, creditId: "credit-1" }])
    }
    expect(afterOrder({ type: "OrderItemsCredited", orderId, credit: { ...credit, because: "refunded" }, at })).toEqual([{ type: "IssueCreditNote", orderId }])
  })
})

describe("goods that arrived", () =>
  it("earn points", () =>
    expect(afterOrder({ type: "OrderDelivered", orderId, paymentId, paymentMethod: "upi", due: money(0), at })).toEqual([{ type: "EarnPoints", orderId }])))

describe("goods that came back for other variants", () =>
  it("make those an order", () => {
    const [returnId, lines] = [id<"return">("return-1"), [{ lineId: id<"order_line">("line-1"), quantity: 1, variantId: kurta.variantId }]]
    const event = { type: "ReturnExchangeDue", returnId, orderId, inspectionId: id<"inspection">("inspection-1"), lines, at } as const
    expect(afterwards({ of: "return", id: returnId, event })).toEqual([{ type: "PlaceExchange", orderId, returnId, lines }])
  }))

describe("money that was held for somebody", () => {
  it("by a dispute is owed again once that is won, and gone once it is lost", () => {
    const closed = { type: "PaymentDisputeClosed", paymentId, orderId, disputeId: "disp_1", reference: "pay_A", amount: money(100), at } as const
    expect(afterPayment({ ...closed, outcome: "won" })).toEqual([{ type: "ReturnSurplus", orderId }])
    expect(afterPayment({ ...closed, outcome: "lost" })).toEqual([])
  })
  it("by a refund that was rejected may be owed to somebody else", () => {
    const event = { type: "RefundRejected", refundId: id<"refund">("refund-1"), orderId, paymentId, reason: "It was worn and washed.", at } as const
    expect(afterwards({ of: "refund", id: "refund-1", event })).toEqual([{ type: "ReturnSurplus", orderId }])
  })
})
