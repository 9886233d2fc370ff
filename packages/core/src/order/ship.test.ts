import { describe, expect, it } from "vitest"
import { id } from "../id.ts"
import { money } from "../money/index.ts"
import { kurta, kurtaLine } from "../testing/samples.ts"
import {
  arrived, cameBack, cartId, checkoutId, comesBack, confirmed, creditFrom, deliver, firstParcel, given, itemsCancelled, KURTA, machine, ofSellers, oneKurta,
  onItsWay, orderId, paid, parcel, paymentId, placedCod, secondParcel, sentTwice, ship, stateAfter, theAtta, toPack, total, twoKurtas
} from "../testing/story/order.ts"
import { keptTotalOf, type OrderEvent, sellerPartsOf } from "./index.ts"

describe("a parcel", () => {
  it("leaves with what is named, and the order is on its way", () => {
    const shipment = { shipmentId: secondParcel, carrier: "India Post", trackingNumber: "EE123456789IN", items: [oneKurta], shippedAt: 5 }
    given(...toPack).when(ship(oneKurta)).then({ type: "OrderShipped", orderId, shipment, at: 5 })
    given(...toPack).when(ship(oneKurta)).leadsTo({ status: "processing", shipments: [shipment], lines: [{ quantity: 2, quantityShipped: 1, quantityDelivered: 0 }, { quantityShipped: 0 }] })
  })

  it("may hold what an earlier one left behind", () =>
    given(...toPack, parcel(firstParcel, oneKurta)).when(ship(oneKurta, theAtta)).leadsTo({ lines: [{ quantityShipped: 2 }, { quantityShipped: 1 }] }))

  it("leaves once, however often it is said", () => given(...toPack, parcel(secondParcel, oneKurta)).when(ship(oneKurta)).then())

  it("arrives with what it held, and leaves the order open while another is on its way", () => {
    const sent = [...toPack, parcel(firstParcel, oneKurta), parcel(secondParcel, oneKurta, theAtta)] as const
    given(...sent).when(deliver(secondParcel)).then({ ...arrived(secondParcel), at: 5 })
    given(...sent).when(deliver(secondParcel)).leadsTo({
      status: "processing", lines: [{ quantityDelivered: 1 }, { quantityDelivered: 1 }], shipments: [{ shipmentId: firstParcel }, { deliveredAt: 5 }]
    })
  })

  it("arrives once, however often it is said", () => {
    given(...onItsWay, arrived(firstParcel), { type: "OrderCompleted", at: 3 }).when(deliver(firstParcel)).then()
    given(...toPack, parcel(firstParcel, oneKurta), arrived(firstParcel)).when(deliver(firstParcel)).then()
  })

  it("that is the last ends an order that is paid", () => {
    given(...onItsWay).when(deliver(firstParcel)).then(
      { ...arrived(firstParcel), at: 5 },
      { type: "OrderDelivered", orderId, paymentId, paymentMethod: "upi", due: money(0), at: 5 },
      { type: "OrderCompleted", at: 5 }
    )
    given(...onItsWay).when(deliver(firstParcel)).leadsTo({ status: "completed", completedAt: 5 })
  })

  it("that is the last leaves the cash to be taken", () => {
    const atTheDoor = [placedCod, confirmed, parcel(firstParcel, twoKurtas, theAtta)] as const
    given(...atTheDoor).when(deliver(firstParcel)).then({ ...arrived(firstParcel), at: 5 }, { type: "OrderDelivered", orderId, paymentId, paymentMethod: "cod", due: total, at: 5 })
    given(...atTheDoor).when(deliver(firstParcel)).leadsTo({ status: "processing" })
    given(...atTheDoor, paid(100)).when(deliver(firstParcel)).leadsTo({ paidAmount: 100, status: "processing" })
  })
})

describe("a parcel that comes back undelivered", () => {
  it("gives its goods back to the shelf, and their price to the customer", () => {
    given(...sentTwice).when(comesBack(firstParcel)).then(
      {
        type: "OrderShipmentReturned", orderId, shipmentId: firstParcel, demands: [{ variantId: kurta.variantId, quantity: 1 }], at: 5,
        credit: { ...creditFrom("returned_to_origin", [oneKurta], { amount: KURTA, charges: { shipping: 0 } }), creditId: id<"credit">(firstParcel), at: 5 }
      },
      { type: "OrderRefundDue", orderId, because: "returned_to_origin", at: 5 }
    )
    given(...sentTwice).when(comesBack(firstParcel)).leadsTo({ status: "processing", lines: [{ quantityReturnedToOrigin: 1 }, { quantityReturnedToOrigin: 0 }], shipments: [{ returnedAt: 5 }, {}], credits: [{ amount: KURTA }] })
    expect(stateAfter(...sentTwice, cameBack(firstParcel, oneKurta)).shipments[1]).not.toHaveProperty("returnedAt")
  })

  it("comes back once, and nothing to the shelf of what is written off", () => {
    given(...sentTwice, cameBack(firstParcel, oneKurta)).when(comesBack(firstParcel)).then()
    expect(machine.decide(stateAfter(...sentTwice), comesBack(firstParcel, "written_off"))).toMatchObject({ value: [{ demands: [] }, {}] })
  })

  it("leaves less to be paid at the door", () => {
    const atTheDoor = [placedCod, confirmed, parcel(firstParcel, oneKurta), parcel(secondParcel, oneKurta, theAtta), arrived(secondParcel)] as const
    expect(machine.decide(stateAfter(...atTheDoor), comesBack(firstParcel))).toMatchObject({ value: [{}, { type: "OrderDelivered", due: total - KURTA }] })
    given(...atTheDoor, paid(total - KURTA)).when(comesBack(firstParcel)).leadsTo({ status: "completed" })
  })

  it("and was all there was, ends the order", () => {
    const past = [placedCod, confirmed, parcel(firstParcel, twoKurtas, theAtta)] as const
    expect(machine.decide(stateAfter(...past), comesBack(firstParcel))).toMatchObject({
      value: [{ credit: { amount: total } }, { type: "OrderCancelled", orderId, cartId, checkoutId, paymentIds: [paymentId], was: "processing", items: [], demands: [], category: "undeliverable", by: "system", at: 5 }]
    })
    given(...past).when(comesBack(firstParcel)).leadsTo({ status: "cancelled", credits: [{ amount: total }] })
    expect(keptTotalOf(stateAfter(...past))).toBe(total)
  })
})

describe("the parts of several sellers (O24)", () => {
  const parts = (...events: ReadonlyArray<OrderEvent>) => sellerPartsOf(stateAfter(ofSellers, paid(total), confirmed, ...events)).map(({ sellerId, lifecycle, fulfilment, shipments }) => [sellerId, lifecycle, fulfilment, shipments.length])

  it("stand on their own, each with its parcels", () => {
    expect(parts()).toEqual([["seller-1", "confirmed", "unfulfilled", 0], [undefined, "confirmed", "unfulfilled", 0]])
    expect(parts(parcel(firstParcel, oneKurta))).toEqual([["seller-1", "processing", "partially_shipped", 1], [undefined, "confirmed", "unfulfilled", 0]])
    expect(parts(parcel(firstParcel, twoKurtas), arrived(firstParcel), parcel(secondParcel, theAtta))).toEqual([["seller-1", "completed", "delivered", 1], [undefined, "processing", "shipped", 1]])
    expect(parts(itemsCancelled(theAtta))).toEqual([["seller-1", "confirmed", "unfulfilled", 0], [undefined, "cancelled", "unfulfilled", 0]])
    expect(parts(itemsCancelled(theAtta), parcel(firstParcel, twoKurtas), arrived(firstParcel), { type: "OrderCompleted", at: 3 })).toEqual([["seller-1", "completed", "delivered", 1], [undefined, "cancelled", "unfulfilled", 0]])
    expect(sellerPartsOf(stateAfter(ofSellers)).map(({ lifecycle }) => lifecycle)).toEqual(["pending", "pending"])
    expect(sellerPartsOf(stateAfter({ ...ofSellers, paymentMethod: "cod" }, confirmed, parcel(firstParcel, twoKurtas), arrived(firstParcel))).map(({ lifecycle }) => lifecycle)).toEqual(["processing", "confirmed"])
  })

  it("share the shipping, and add up to the order (F35)", () => {
    const [kurtas, flour] = sellerPartsOf(stateAfter(ofSellers))
    expect(kurtas!.lines.map(({ lineId }) => lineId)).toEqual([kurtaLine])
    expect([kurtas!.totals.subtotal, flour!.totals.subtotal]).toEqual([2 * KURTA, 27_500])
    expect(kurtas!.totals.grandTotal + flour!.totals.grandTotal).toBe(total)
    expect(kurtas!.totals.chargesTotal).toBeGreaterThan(flour!.totals.chargesTotal)
  })
})
