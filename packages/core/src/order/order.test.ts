import { describe, expect, it } from "vitest"
import { id } from "../id.ts"
import { money } from "../money/index.ts"
import { refusals, specify } from "../testing/index.ts"
import { asha, attaLine, DAY, kurtaLine, MINUTE, placement, pricing, quoted, standard } from "../testing/samples.ts"
import { axesOf, dueOf, historyOf, orderMachine, orderPolicy, type OrderCommand, type OrderEvent, type OrderRefusal, type PlacedOrder } from "./index.ts"

const machine = orderMachine()
const { given } = specify(machine)

const { orderId, cartId, checkoutId, paymentId } = placement
const total = placement.quote.totals.grandTotal
const [codPayment, lateShipment] = [id<"payment">("payment-2"), id<"shipment">("shipment-9")]
const [firstParcel, secondParcel] = [id<"shipment">("shipment-1"), id<"shipment">("shipment-2")]
const codQuote = quoted({ lines: placement.lines, destination: { deliveryState: asha.stateCode }, shippingRate: standard.rate, codFee: "charged" })

const placed: OrderEvent = { type: "OrderPlaced", ...placement, expiresAt: 30 * MINUTE, at: 0 }
const placedCod: OrderEvent = { ...placed, paymentMethod: "cod" }
const confirmed: OrderEvent = { type: "OrderConfirmed", orderId, cartId, checkoutId, at: 1 }
const paid = (amount: number): OrderEvent => ({ type: "OrderPaymentRecorded", paymentId, amount: money(amount), at: 1 })
const parcel = (shipmentId: typeof firstParcel, ...items: ReadonlyArray<{ readonly lineId: typeof kurtaLine; readonly quantity: number }>): OrderEvent =>
  ({ type: "OrderShipped", orderId, shipment: { shipmentId, carrier: "India Post", items, shippedAt: 2 }, at: 2 })
const arrived = (shipmentId: typeof firstParcel): OrderEvent => ({ type: "OrderShipmentDelivered", orderId, shipmentId, at: 3 })
const twoKurtas = { lineId: kurtaLine, quantity: 2 }
const theAtta = { lineId: attaLine, quantity: 1 }
const oneKurta = { lineId: kurtaLine, quantity: 1 }
const toPack = [placed, paid(total), confirmed] as const
const onItsWay = [...toPack, parcel(firstParcel, twoKurtas, theAtta)] as const

const record = (amount: number): OrderCommand => ({ type: "RecordPayment", paymentId, amount: money(amount), at: 5 })
const ship = (...items: ReadonlyArray<typeof theAtta>): OrderCommand => ({ type: "Ship", shipmentId: secondParcel, carrier: "India Post", trackingNumber: "EE123456789IN", items, at: 5 })
const deliver = (shipmentId: typeof firstParcel): OrderCommand => ({ type: "RecordDelivery", shipmentId, at: 5 })
const switchToCod: OrderCommand = { type: "SwitchToCod", paymentId: codPayment, quote: codQuote, availability: "available", at: 5 }

const stateAfter = (...events: ReadonlyArray<OrderEvent>) => events.reduce(machine.evolve, machine.initial) as PlacedOrder

describe("an order", () => {
  it("is placed with everything it was agreed on, and waits half an hour for its payment", () => {
    given().when({ type: "Place", ...placement, at: 5 }).then({ type: "OrderPlaced", ...placement, expiresAt: 5 + 30 * MINUTE, at: 5 })
    given().when({ type: "Place", ...placement, at: 5 }).leadsTo({ status: "pending", ...placement, placedAt: 5, paidAmount: 0, shipments: [] })
  })

  it("is confirmed when it is paid in full", () => {
    given(placed, paid(total)).when({ type: "Confirm", at: 5 }).then({ ...confirmed, at: 5 })
    given(placed, paid(total)).when({ type: "Confirm", at: 5 }).leadsTo({ status: "confirmed", confirmedAt: 5 })
    expect(stateAfter(placed, paid(total), confirmed)).not.toHaveProperty("expiresAt")
  })

  it("is confirmed unpaid when the courier takes the cash", () => given(placedCod).when({ type: "Confirm", at: 5 }).leadsTo({ status: "confirmed", paidAmount: 0 }))

  it("can be paid at the door after all, for the fee", () => {
    given(placed).when(switchToCod).then({ type: "OrderSwitchedToCod", orderId, replacedPaymentId: paymentId, paymentId: codPayment, quote: codQuote, at: 5 })
    given(placed).when(switchToCod).leadsTo({ status: "pending", paymentMethod: "cod", paymentId: codPayment, quote: { totals: { grandTotal: total + pricing.codFee } } })
  })

  it("expires when nobody paid in time", () => {
    given(placed).when({ type: "Expire", at: 30 * MINUTE }).then({ type: "OrderExpired", orderId, cartId, checkoutId, paymentId, at: 30 * MINUTE })
    given(placed).when({ type: "Expire", at: DAY }).leadsTo({ status: "expired", expiredAt: DAY })
    expect(stateAfter(placed, { type: "OrderExpired", orderId, cartId, checkoutId, paymentId, at: DAY })).not.toHaveProperty("expiresAt")
  })

  it("does not expire once it is confirmed", () => given(...toPack).when({ type: "Expire", at: DAY }).refuses("illegal_transition", { accepted: ["RecordPayment", "RecordRefund", "Ship"] }))
})

describe("a payment", () => {
  it("in full confirms the order that waited for it", () => {
    given(placed).when(record(total)).then({ type: "OrderPaymentRecorded", paymentId, amount: total, at: 5 }, { ...confirmed, at: 5 })
    given(placed, paid(100)).when(record(total - 100)).leadsTo({ status: "confirmed", confirmedAt: 5 })
    given(placed).when(record(total - 1)).leadsTo({ status: "pending" })
  })

  it("is added to what was paid, wherever the order stands", () => {
    const expired: OrderEvent = { type: "OrderExpired", orderId, cartId, checkoutId, paymentId, at: DAY }
    given(placed, expired, paid(50)).when(record(100)).leadsTo({ paidAmount: 150, status: "expired" })
    for (const past of [[placed], [placedCod, confirmed], [placedCod, confirmed, parcel(firstParcel, oneKurta)]]) {
      given(...past).when(record(100)).then({ type: "OrderPaymentRecorded", paymentId, amount: money(100), at: 5 })
      given(...past, paid(50)).when(record(100)).leadsTo({ paidAmount: 150, status: stateAfter(...past).status })
    }
  })

  it("completes an order that was delivered unpaid", () => {
    const owed = [placedCod, confirmed, parcel(firstParcel, twoKurtas, theAtta), arrived(firstParcel)] as const
    given(...owed).when(record(total)).then({ type: "OrderPaymentRecorded", paymentId, amount: total, at: 5 }, { type: "OrderCompleted", at: 5 })
    given(...owed).when(record(total)).leadsTo({ status: "completed", completedAt: 5 })
    given(...owed).when(record(total - 1)).leadsTo({ status: "processing", paidAmount: total - 1 })
  })

  it("that comes after all is done is too much, and due to go back", () =>
    given(...onItsWay, arrived(firstParcel), { type: "OrderCompleted", at: 3 }).when(record(1)).then(
      { type: "OrderPaymentRecorded", paymentId, amount: money(1), at: 5 }, { type: "OrderRefundDue", orderId, because: "overpaid", at: 5 }))

  it("that is the second is due to go back (P16)", () => {
    given(placed, paid(total), confirmed).when(record(total)).then({ type: "OrderPaymentRecorded", paymentId, amount: total, at: 5 }, { type: "OrderRefundDue", orderId, because: "overpaid", at: 5 })
    given(placed).when(record(total + 1)).then(
      { type: "OrderPaymentRecorded", paymentId, amount: money(total + 1), at: 5 }, { ...confirmed, at: 5 }, { type: "OrderRefundDue", orderId, because: "overpaid", at: 5 })
  })

  it("for an order that has expired is due to go back, and so is a part of one when it expires (P16)", () => {
    const expired: OrderEvent = { type: "OrderExpired", orderId, cartId, checkoutId, paymentId, at: DAY }
    given(placed, expired).when(record(total)).then({ type: "OrderPaymentRecorded", paymentId, amount: total, at: 5 }, { type: "OrderRefundDue", orderId, because: "order_expired", at: 5 })
    given(placed, paid(100)).when({ type: "Expire", at: DAY }).then(expired, { type: "OrderRefundDue", orderId, because: "order_expired", at: DAY })
  })

  it("that went back is no longer kept", () => {
    given(placed, paid(total), confirmed, paid(total)).when({ type: "RecordRefund", paymentId, amount: total, at: 5 }).leadsTo({ status: "confirmed", paidAmount: 2 * total, refundedAmount: total })
    given(placed).when({ type: "RecordRefund", paymentId, amount: money(5), at: 5 }).then({ type: "OrderRefundRecorded", paymentId, amount: money(5), at: 5 })
  })

  it("that failed makes room for a new one, of what is due", () => {
    given(placed, paid(100)).when({ type: "ReplacePayment", paymentId: codPayment, at: 5 }).then({ type: "OrderPaymentReplaced", orderId, paymentId: codPayment, method: "upi", due: money(total - 100), at: 5 })
    given(placed).when({ type: "ReplacePayment", paymentId: codPayment, at: 5 }).leadsTo({ status: "pending", paymentId: codPayment })
    given(...toPack).when({ type: "ReplacePayment", paymentId: codPayment, at: 5 }).refuses("illegal_transition")
  })
})

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

describe("an order", () => refusals<OrderRefusal["code"]>({
  order_has_no_lines: { "nobody orders nothing": (code) => given().when({ type: "Place", ...placement, lines: [], at: 5 }).refuses(code) },
  cod_exceeds_maximum: {
    "a paisa more than the shop takes at the door": (code) => {
      const { grandTotal } = codQuote.totals
      specify(orderMachine({ ...orderPolicy, codMaximum: money(grandTotal - 1) })).given(placed).when(switchToCod).refuses(code, { total: grandTotal, maximum: grandTotal - 1 })
      specify(orderMachine({ ...orderPolicy, codMaximum: grandTotal })).given(placed).when(switchToCod).leadsTo({ paymentMethod: "cod" })
    }
  },
  cod_not_available_at_pincode: {
    "the carrier takes no cash there": (code) => given(placed).when({ ...switchToCod, availability: "unavailable" }).refuses(code, { pincode: asha.pincode })
  },
  payment_outstanding: {
    "nothing was paid": (code) => given(placed).when({ type: "Confirm", at: 5 }).refuses(code, { due: total }),
    "a paisa is missing": (code) => given(placed, paid(total - 1)).when({ type: "Confirm", at: 5 }).refuses(code, { due: 1 })
  },
  payment_refunded: {
    "all of it went back": (code) => given(...toPack, { type: "OrderRefundRecorded", paymentId, amount: total, at: 4 }).when(ship(oneKurta)).refuses(code, { refunded: total }),
    "and no part of it": (_code) => given(...toPack, { type: "OrderRefundRecorded", paymentId, amount: money(total - 1), at: 4 }).when(ship(oneKurta)).leadsTo({ status: "processing" })
  },
  shipment_is_empty: { "a parcel of nothing": (code) => given(...toPack).when(ship()).refuses(code) },
  shipment_names_a_line_twice: {
    "one kurta and one kurta are two kurtas": (code) => given(...toPack).when(ship(oneKurta, oneKurta)).refuses(code),
    "before each of them is looked at": (code) => given(...toPack).when(ship({ ...oneKurta, quantity: 9 }, oneKurta)).refuses(code)
  },
  order_line_not_found: {
    "something that was not ordered": (code) => {
      const lineId = id<"order_line">("order_line-9")
      given(...toPack).when(ship(theAtta, { lineId, quantity: 1 })).refuses(code, { lineId })
    }
  },
  quantity_not_shippable: {
    "more kurtas than were ordered": (code) => given(...toPack).when(ship({ lineId: kurtaLine, quantity: 3 })).refuses(code, { lineId: kurtaLine, quantity: 3, unshipped: 2 }),
    "a kurta that has left already": (code) => given(...onItsWay).when(ship(oneKurta)).refuses(code, { unshipped: 0 }),
    "no kurta, or a kurta and a half": (code) => {
      for (const quantity of [0, -1, 1.5]) given(...toPack).when(ship({ lineId: kurtaLine, quantity })).refuses(code, { quantity, unshipped: 2 })
    }
  },
  shipment_not_found: { "a parcel that nobody sent": (code) => given(...onItsWay).when(deliver(lateShipment)).refuses(code, { shipmentId: lateShipment }) },
  order_not_yet_due: {
    "the half hour is not over": (code) => given(placed).when({ type: "Expire", at: 30 * MINUTE - 1 }).refuses(code, { expiresAt: 30 * MINUTE })
  }
}))

describe("the axes of an order", () => {
  const [half, none] = [parcel(firstParcel, oneKurta), []]

  it.each([
    ["unfulfilled", none],
    ["partially_shipped", [half]],
    ["shipped", [half, parcel(secondParcel, oneKurta, theAtta)]],
    ["partially_delivered", [half, arrived(firstParcel)]],
    ["partially_delivered", [half, parcel(secondParcel, oneKurta, theAtta), arrived(secondParcel)]],
    ["delivered", [half, parcel(secondParcel, oneKurta, theAtta), arrived(secondParcel), arrived(firstParcel)]]
  ] as const)("say %s by what has gone where", (fulfilment, parcels) => expect(axesOf(stateAfter(...toPack, ...parcels))).toMatchObject({ fulfilment }))

  it.each([["unpaid", 0, total], ["partially_paid", 1, total - 1], ["partially_paid", total - 1, 1], ["paid", total, 0], ["overpaid", total + 1, 0]] as const)(
    "say %s by what was paid",
    (payment, amount, due) => {
      const order = stateAfter(placed, paid(amount))
      expect(axesOf(order)).toMatchObject({ payment })
      expect(dueOf(order)).toBe(due)
    }
  )
})

describe("the timeline of an order", () => {
  it("begins with all three axes", () =>
    expect(historyOf(machine.initial, [placed])).toEqual([
      { axis: "lifecycle", to: "pending", at: 0 },
      { axis: "payment", to: "unpaid", at: 0 },
      { axis: "fulfilment", to: "unfulfilled", at: 0 }
    ]))

  it("tells every move, on its axis, when it happened", () =>
    expect(historyOf(stateAfter(placed), [paid(total), confirmed, parcel(firstParcel, twoKurtas, theAtta), arrived(firstParcel), { type: "OrderCompleted", at: 4 }])).toEqual([
      { axis: "payment", from: "unpaid", to: "paid", at: 1 },
      { axis: "lifecycle", from: "pending", to: "confirmed", at: 1 },
      { axis: "lifecycle", from: "confirmed", to: "processing", at: 2 },
      { axis: "fulfilment", from: "unfulfilled", to: "shipped", at: 2 },
      { axis: "fulfilment", from: "shipped", to: "delivered", at: 3 },
      { axis: "lifecycle", from: "processing", to: "completed", at: 4 }
    ]))

  it("does not tell what moved nothing", () => expect(historyOf(stateAfter(placed, paid(1)), [paid(1)])).toEqual([]))
})
