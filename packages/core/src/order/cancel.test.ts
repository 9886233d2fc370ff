import { describe, expect, it } from "vitest"
import { money } from "../money/index.ts"
import { specify } from "../testing/index.ts"
import { kurta } from "../testing/samples.ts"
import {
  anotherCredit, arrived, cancel, cancelItems, cartId, checkoutId, comesBack, confirmed, credited, creditFrom, deliver, firstParcel, given, itemsCancelled,
  KURTA, machine, oneCredit, oneKurta, orderId, paid, parcel, patient, paymentId, placed, placedCod, record, remove, stateAfter, theAtta, toPack, total,
  twoKurtas, wholeCancelled, wholeCredit, why
} from "../testing/story/order.ts"
import { type OrderEvent, orderMachine, orderPolicy } from "./index.ts"

describe("an order that is called off", () => {
  it("before it is paid, keeps and owes nothing", () => {
    given(placed).when(cancel).then({ type: "OrderCancelled", orderId, cartId, checkoutId, paymentIds: [paymentId], was: "pending", ...why, items: [twoKurtas, theAtta], demands: [], at: 5 })
    given(placed).when(cancel).leadsTo({ status: "cancelled", cancelledAt: 5, ...why, credits: [] })
    expect(stateAfter(placed, { ...wholeCancelled, was: "pending" })).not.toHaveProperty("expiresAt")
    given(placed, paid(100)).when(cancel).leadsTo({ status: "cancelled" })
    expect(machine.decide(stateAfter(placed, paid(100)), cancel)).toMatchObject({ value: [{}, { type: "OrderRefundDue", because: "order_cancelled" }] })
  })

  it("when it is confirmed, gives back everything, shipping too, and its stock", () => {
    given(...toPack).when({ ...cancel, reason: ` ${why.reason} ` }).then(wholeCancelled, { type: "OrderRefundDue", orderId, because: "order_cancelled", at: 5 })
    given(...toPack).when(cancel).leadsTo({ status: "cancelled", confirmedAt: 1, lines: [{ quantityCancelled: 2 }, { quantityCancelled: 1 }], credits: [{ amount: total }] })
    given(placedCod, confirmed).when(cancel).then(wholeCancelled)
  })

  it("takes no money back twice that went back before", () => {
    const past = [...toPack, credited("refunded", oneKurta)] as const
    given(...past).when(cancel).leadsTo({ status: "cancelled", credits: [{ amount: KURTA }, { items: [oneKurta, theAtta], amount: total - KURTA }] })
    given(...past, credited("refunded", oneKurta)).when(cancel).leadsTo({ lines: [{ quantityCancelled: 2 }, { quantityCancelled: 1 }] })
  })

  it("names only what was still there", () => {
    const outcome = machine.decide(stateAfter(...toPack, itemsCancelled(theAtta)), cancel)
    expect(outcome).toHaveProperty("value.0.items", [twoKurtas])
    expect(outcome).toHaveProperty("value.0.demands.length", 1)
    expect(outcome).toHaveProperty("value.0.credit.items", [twoKurtas])
  })

  it("while it is on its way, where the shop allows it, waits for its parcels to come back", () => {
    const past = [...toPack, parcel(firstParcel, oneKurta)] as const
    patient.given(...past).when(cancel).leadsTo({ status: "cancelled", lines: [{ quantityShipped: 1, quantityCancelled: 1 }, { quantityCancelled: 1 }], credits: [{ amount: total, items: [twoKurtas, theAtta] }] })
    expect(orderMachine({ ...orderPolicy, cancelUntil: "delivered" }).decide(stateAfter(...past), cancel)).toMatchObject({ value: [{ was: "processing", items: [oneKurta, theAtta], demands: [{ quantity: 1 }, { quantity: 1 }] }, {}] })
    const gone = [...past, { ...wholeCancelled, was: "processing", items: [oneKurta, theAtta] }] as const
    given(...gone).when(comesBack(firstParcel)).then({ type: "OrderShipmentReturned", orderId, shipmentId: firstParcel, demands: [{ variantId: kurta.variantId, quantity: 1 }], at: 5 })
    given(...gone).when(deliver(firstParcel)).then({ ...arrived(firstParcel), at: 5 })
    given(...gone).when(deliver(firstParcel)).leadsTo({ status: "cancelled", lines: [{ quantityDelivered: 1 }, {}] })
  })

  it("has what comes afterwards given back", () =>
    given(placed, { ...wholeCancelled, was: "pending" }).when(record(100)).then({ type: "OrderPaymentRecorded", paymentId, amount: money(100), at: 5 }, { type: "OrderRefundDue", orderId, because: "order_cancelled", at: 5 }))

  it("may be deleted if it never took money, once none can come late any more", () =>
    given(placed, { ...wholeCancelled, was: "pending" }).when({ ...remove(0), at: orderPolicy.lateMoneyMs }).leadsTo({ status: "deleted" }))
})

describe("items that are called off", () => {
  it("leave with their price, and without the shipping while anything is left (O08)", () => {
    const items: OrderEvent = {
      type: "OrderItemsCancelled", orderId, items: [oneKurta], demands: [{ variantId: kurta.variantId, quantity: 1 }], ...why,
      credit: { ...creditFrom("items_cancelled", [oneKurta], { amount: KURTA, charges: { shipping: 0 } }), at: 5 }, at: 5
    }
    given(...toPack).when({ ...cancelItems(oneKurta), reason: ` ${why.reason} ` }).then(items, { type: "OrderRefundDue", orderId, because: "items_cancelled", at: 5 })
    given(placedCod, confirmed).when(cancelItems(oneKurta)).then(items)
    given(...toPack).when(cancelItems(oneKurta)).leadsTo({ status: "confirmed", lines: [{ quantityCancelled: 1 }, { quantityCancelled: 0 }] })
  })

  it("leave once, however often it is said", () => given(...toPack, itemsCancelled(oneKurta)).when(cancelItems(oneKurta)).then())

  it("that are all there is, are the order", () => {
    given(...toPack).when(cancelItems(twoKurtas, theAtta)).then({ ...wholeCancelled, credit: { ...wholeCredit, creditId: oneCredit } }, { type: "OrderRefundDue", orderId, because: "order_cancelled", at: 5 })
    given(...toPack, itemsCancelled(oneKurta)).when({ ...cancelItems(oneKurta, theAtta), creditId: anotherCredit }).leadsTo({ status: "cancelled", credits: [{}, { amount: total - KURTA }] })
  })

  it("that are all that has not arrived, complete it", () => {
    const past = [...toPack, parcel(firstParcel, oneKurta, theAtta), arrived(firstParcel)] as const
    given(...past).when(cancelItems(oneKurta)).leadsTo({ status: "completed", completedAt: 5 })
    expect(machine.decide(stateAfter(...past), cancelItems(oneKurta))).toMatchObject({ value: [{ type: "OrderItemsCancelled" }, { type: "OrderDelivered", due: 0 }, { type: "OrderCompleted" }, { type: "OrderRefundDue" }] })
    const atTheDoor = [placedCod, confirmed, parcel(firstParcel, oneKurta, theAtta), arrived(firstParcel)] as const
    expect(machine.decide(stateAfter(...atTheDoor), cancelItems(oneKurta))).toMatchObject({ value: [{}, { type: "OrderDelivered", due: total - KURTA }] })
  })

  it("take the shipping along as the shop says", () =>
    specify(orderMachine({ ...orderPolicy, chargesBack: { ...orderPolicy.chargesBack, cancellation: "all" } })).given(...toPack).when(cancelItems(oneKurta)).leadsTo({ credits: [{ amount: KURTA + 5_000 }] }))
})
