import { describe, expect, it } from "vitest"
import type { Credited } from "../credit/index.ts"
import { id } from "../id.ts"
import { money } from "../money/index.ts"
import { refusals, specify } from "../testing/index.ts"
import { asha, atta, attaLine, DAY, kurta, kurtaLine, MINUTE, placement, pricing, quoted, rohan, rohansGstin, standard } from "../testing/samples.ts"
import {
  axesOf, type Changes, type Dispute, dueOf, firstPaymentsOf, historyOf, keptTotalOf, type OrderCommand, type OrderCredit, type OrderEvent, orderMachine, orderPolicy, type OrderRefusal,
  type Pieces, type PlacedOrder, type Placement, sellerPartsOf, surplusOf
} from "./index.ts"

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
const expired: OrderEvent = { type: "OrderExpired", orderId, cartId, checkoutId, paymentIds: [paymentId], was: "pending", at: DAY }
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

const creditPayment = id<"payment">("payment-3")
const [oneCredit, anotherCredit] = [id<"credit">("credit-1"), id<"credit">("credit-2")]
const { cartId: _, checkoutId: __, ...fromACart } = placement
/** An order by hand: of nobody's cart. */
const byHand: Placement = { ...fromACart, source: "admin", paymentMethod: "bank_transfer" }
const drafted: OrderEvent = { type: "OrderDrafted", ...byHand, expiresAt: DAY, at: 0 }
const why = { reason: "I ordered it twice", category: "duplicate_order", by: "customer" } as const
const cancel: OrderCommand = { type: "Cancel", ...why, at: 5 }
const cancelItems = (...items: ReadonlyArray<Pieces>): Extract<OrderCommand, { readonly type: "CancelItems" }> => ({ type: "CancelItems", creditId: oneCredit, items, ...why, at: 5 })
const credit = (because: "returned" | "exchanged" | "refunded", ...items: ReadonlyArray<Pieces>): OrderCommand => ({ type: "CreditItems", creditId: anotherCredit, because, items, at: 5 })
const comesBack = (shipmentId: typeof firstParcel, goods: "restocked" | "written_off" = "restocked"): OrderCommand => ({ type: "RecordShipmentReturned", shipmentId, goods, at: 5 })
const addPayment = (amount: number): OrderCommand => ({ type: "AddPayment", paymentId: creditPayment, method: "store_credit", amount: money(amount), at: 5 })
const edit = (changes: Changes): OrderCommand => ({ type: "EditDetails", changes, by: "Meera", why: "She wrote to us", at: 5 })
const tag = (text: string): OrderCommand => ({ type: "AddTag", tag: text, at: 5 })
const note = (text: string): OrderCommand => ({ type: "AddNote", noteId: id<"note">("note-1"), text, by: "Meera", at: 5 })
const remove = (invoices: number): OrderCommand => ({ type: "Delete", invoices, at: 5 })
const dispute = (stage: Dispute["stage"]): OrderEvent => ({ type: "OrderDisputeRecorded", orderId, disputeId: "dispute-1", amount: money(100), stage, at: 4 })
const moved = { ...asha, line1: "14, 3rd Cross" }
const ofSellers: OrderEvent = { ...placed, lines: placement.lines.map((line) => line.lineId === kurtaLine ? { ...line, item: { ...line.item, sellerId: id<"seller">("seller-1") } } : line) }
const patient = specify(orderMachine({ ...orderPolicy, cancelUntil: "delivered" }))

/** A credit of the order's first pieces: what it is worth is told elsewhere. */
const creditFrom = (because: OrderCredit["because"], items: ReadonlyArray<Pieces>, worth: { readonly amount: number; readonly charges?: Credited["charges"] }): OrderCredit => ({
  creditId: oneCredit, because, items, before: { lines: {}, charges: {} },
  credited: { lines: Object.fromEntries(items.map(({ lineId, quantity }) => [lineId, quantity])), charges: worth.charges ?? {} }, amount: money(worth.amount), at: 4
})
const KURTA = 105_000
const itemsCancelled = (...items: ReadonlyArray<Pieces>): OrderEvent =>
  ({ type: "OrderItemsCancelled", orderId, items, demands: [], credit: creditFrom("items_cancelled", items, { amount: KURTA }), ...why, at: 4 })
const credited = (because: "returned" | "exchanged" | "refunded", ...items: ReadonlyArray<Pieces>): OrderEvent => ({ type: "OrderItemsCredited", orderId, credit: creditFrom(because, items, { amount: KURTA }), at: 4 })
const cameBack = (shipmentId: typeof firstParcel, ...items: ReadonlyArray<Pieces>): OrderEvent =>
  ({ type: "OrderShipmentReturned", orderId, shipmentId, demands: [], credit: creditFrom("returned_to_origin", items, { amount: KURTA }), at: 4 })
const sentTwice = [...toPack, parcel(firstParcel, oneKurta), parcel(secondParcel, oneKurta, theAtta)] as const
const done = [...onItsWay, arrived(firstParcel), { type: "OrderCompleted", at: 3 }] as const
const everything = { lines: { [kurtaLine]: 2, [attaLine]: 1 }, charges: { shipping: 237_500 } }
const wholeCredit: OrderCredit = { creditId: id<"credit">(orderId), because: "order_cancelled", items: [twoKurtas, theAtta], before: { lines: {}, charges: {} }, credited: everything, amount: total, at: 5 }
const demands = [{ variantId: kurta.variantId, quantity: 2 }, { variantId: atta.variantId, quantity: 1 }]
const wholeCancelled = { type: "OrderCancelled", orderId, cartId, checkoutId, paymentIds: [paymentId], was: "confirmed", ...why, items: [twoKurtas, theAtta], demands, credit: wholeCredit, at: 5 } as const

const stateAfter = (...events: ReadonlyArray<OrderEvent>) => events.reduce(machine.evolve, machine.initial) as PlacedOrder

describe("an order", () => {
  it("is placed with everything it was agreed on, and waits half an hour for its payment", () => {
    given().when({ type: "Place", ...placement, at: 5 }).then({ type: "OrderPlaced", ...placement, expiresAt: 5 + 30 * MINUTE, at: 5 })
    given().when({ type: "Place", ...placement, at: 5 }).leadsTo({ status: "pending", ...placement, placedAt: 5, paidAmount: 0, shipments: [], credits: [], tags: [] })
  })

  it("is confirmed when it is paid in full", () => {
    given(placed, paid(total)).when({ type: "Confirm", at: 5 }).then({ ...confirmed, at: 5 })
    given(placed, paid(total)).when({ type: "Confirm", at: 5 }).leadsTo({ status: "confirmed", confirmedAt: 5 })
    expect(stateAfter(placed, paid(total), confirmed)).not.toHaveProperty("expiresAt")
  })

  it("is confirmed unpaid when the courier takes the cash", () => given(placedCod).when({ type: "Confirm", at: 5 }).leadsTo({ status: "confirmed", paidAmount: 0 }))

  it("can be paid at the door after all, for the fee", () => {
    given(placed).when(switchToCod).then({ type: "OrderSwitchedToCod", orderId, replacedPaymentId: paymentId, paymentId: codPayment, quote: codQuote, due: codQuote.totals.grandTotal, at: 5 })
    given(placed).when(switchToCod).leadsTo({ status: "pending", paymentMethod: "cod", paymentId: codPayment, quote: { totals: { grandTotal: total + pricing.codFee } } })
  })

  it("expires when nobody paid in time", () => {
    given(placed).when({ type: "Expire", at: 30 * MINUTE }).then({ ...expired, at: 30 * MINUTE })
    given(placed).when({ type: "Expire", at: DAY }).leadsTo({ status: "expired", expiredAt: DAY })
    expect(stateAfter(placed, expired)).not.toHaveProperty("expiresAt")
  })

  it("does not expire once it is confirmed", () => given(...toPack).when({ type: "Expire", at: DAY }).refuses("illegal_transition", { accepted: Object.keys(orderMachine().transitions.confirmed) }))
})

describe("a payment", () => {
  it("in full confirms the order that waited for it", () => {
    given(placed).when(record(total)).then({ type: "OrderPaymentRecorded", paymentId, amount: total, at: 5 }, { ...confirmed, at: 5 })
    given(placed, paid(100)).when(record(total - 100)).leadsTo({ status: "confirmed", confirmedAt: 5 })
    given(placed).when(record(total - 1)).leadsTo({ status: "pending" })
  })

  it("is added to what was paid, wherever the order stands", () => {
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
  order_has_no_lines: {
    "nobody orders nothing": (code) => given().when({ type: "Place", ...placement, lines: [], at: 5 }).refuses(code),
    "nor drafts nothing": (code) => given().when({ type: "Draft", ...byHand, lines: [], at: 5 }).refuses(code),
    "nor takes everything out of a draft": (code) => given(drafted).when({ type: "EditDraft", changes: { lines: [] }, at: 5 }).refuses(code)
  },
  store_credit_not_within_total: {
    "more credit than the order costs, or none": (code) => {
      for (const amount of [total + 1, 0]) given().when({ type: "Place", ...placement, storeCredit: { paymentId: creditPayment, amount: money(amount) }, at: 5 }).refuses(code, { amount, total })
      given().when({ type: "Place", ...placement, storeCredit: { paymentId: creditPayment, amount: total }, at: 5 }).leadsTo({ status: "pending" })
      given().when({ type: "Place", ...placement, storeCredit: { paymentId: creditPayment, amount: money(1) }, at: 5 }).leadsTo({ status: "pending" })
    }
  },
  cod_exceeds_maximum: {
    "a paisa more than the shop takes at the door": (code) => {
      const { grandTotal } = codQuote.totals
      specify(orderMachine({ ...orderPolicy, codMaximum: money(grandTotal - 1) })).given(placed).when(switchToCod).refuses(code, { total: grandTotal, maximum: grandTotal - 1 })
      specify(orderMachine({ ...orderPolicy, codMaximum: grandTotal })).given(placed).when(switchToCod).leadsTo({ paymentMethod: "cod" })
    },
    "from the beginning, and by hand": (code) => {
      const frugal = specify(orderMachine({ ...orderPolicy, codMaximum: money(total - 1) }))
      for (const begin of [{ type: "Place", ...placement } as const, { type: "Draft", ...byHand } as const]) {
        frugal.given().when({ ...begin, paymentMethod: "cod", at: 5 }).refuses(code, { total, maximum: total - 1 })
        frugal.given().when({ ...begin, at: 5 }).leadsTo({ paymentMethod: begin.paymentMethod })
      }
      frugal.given(drafted).when({ type: "EditDraft", changes: { paymentMethod: "cod" }, at: 5 }).refuses(code)
    }
  },
  cod_not_available_at_pincode: {
    "the carrier takes no cash there": (code) => given(placed).when({ ...switchToCod, availability: "unavailable" }).refuses(code, { pincode: asha.pincode })
  },
  payment_not_within_due: {
    "nothing, or more than is due": (code) => {
      for (const amount of [0, total + 1]) given(placed).when(addPayment(amount)).refuses(code, { amount, due: total })
      given(placed, paid(total), confirmed).when(addPayment(1)).refuses(code, { due: 0 })
    }
  },
  payment_outstanding: {
    "a transfer by hand is waited for like any payment": (code) => given({ ...placed, paymentMethod: "bank_transfer" }).when({ type: "Confirm", at: 5 }).refuses(code, { due: total }),
    "nothing was paid": (code) => given(placed).when({ type: "Confirm", at: 5 }).refuses(code, { due: total }),
    "a paisa is missing": (code) => given(placed, paid(total - 1)).when({ type: "Confirm", at: 5 }).refuses(code, { due: 1 })
  },
  payment_refunded: {
    "all of it went back": (code) => given(...toPack, { type: "OrderRefundRecorded", paymentId, amount: total, at: 4 }).when(ship(oneKurta)).refuses(code, { refunded: total }),
    "and no part of it": (_code) => given(...toPack, { type: "OrderRefundRecorded", paymentId, amount: money(total - 1), at: 4 }).when(ship(oneKurta)).leadsTo({ status: "processing" })
  },
  payment_disputed: {
    "the bank holds it back (F13)": (code) => {
      given(...toPack, dispute("open")).when(ship(oneKurta)).refuses(code, { disputeIds: ["dispute-1"] })
      for (const stage of ["won", "lost"] as const) given(...toPack, dispute("open"), dispute(stage)).when(ship(oneKurta)).leadsTo({ status: "processing" })
      given(placedCod, confirmed, dispute("open")).when(ship(oneKurta)).leadsTo({ status: "processing" })
    }
  },
  shipment_of_several_sellers: {
    "each sends its own": (code) => {
      given(ofSellers, paid(total), confirmed).when(ship(oneKurta, theAtta)).refuses(code, { sellerIds: ["seller-1", null] })
      given(ofSellers, paid(total), confirmed).when(ship(twoKurtas)).leadsTo({ status: "processing" })
    }
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
    "a kurta that was called off (F31)": (code) => {
      given(...toPack, itemsCancelled(oneKurta)).when(ship(twoKurtas)).refuses(code, { unshipped: 1 })
      given(...toPack, itemsCancelled(oneKurta)).when(ship(oneKurta)).leadsTo({ status: "processing" })
    },
    "a kurta that has left already": (code) => given(...onItsWay).when(ship(oneKurta)).refuses(code, { unshipped: 0 }),
    "no kurta, or a kurta and a half": (code) => {
      for (const quantity of [0, -1, 1.5]) given(...toPack).when(ship({ lineId: kurtaLine, quantity })).refuses(code, { quantity, unshipped: 2 })
    }
  },
  shipment_not_found: {
    "a parcel that nobody sent": (code) => {
      given(...onItsWay).when(deliver(lateShipment)).refuses(code, { shipmentId: lateShipment })
      given(...onItsWay).when(comesBack(lateShipment)).refuses(code, { shipmentId: lateShipment })
    }
  },
  shipment_already_delivered: { "what the customer has is a return": (code) => given(...sentTwice, arrived(firstParcel)).when(comesBack(firstParcel)).refuses(code, { deliveredAt: 3 }) },
  shipment_already_returned: { "what came back never arrives": (code) => given(...sentTwice, cameBack(firstParcel, oneKurta)).when(deliver(firstParcel)).refuses(code, { returnedAt: 4 }) },
  reason_length_out_of_range: {
    "less than ten characters, blanks not counted, or more than five hundred": (code) => {
      for (const [reason, length] of [["  too late  ", 8], ["x".repeat(501), 501]] as const) {
        given(placed).when({ ...cancel, reason }).refuses(code, { length, minimum: 10, maximum: 500 })
        given(...toPack).when({ ...cancelItems(oneKurta), reason }).refuses(code, { length })
      }
      for (const reason of ["😀".repeat(500), "1234567890"]) given(placed).when({ ...cancel, reason }).leadsTo({ status: "cancelled", reason })
    }
  },
  order_already_shipped: {
    "what has left comes back by itself, or as a return": (code) => given(...sentTwice).when(cancel).refuses(code, { shippedAt: 2 })
  },
  order_already_delivered: {
    "even where a shop calls back what is on its way": (code) => {
      patient.given(...sentTwice, arrived(secondParcel)).when(cancel).refuses(code, { deliveredAt: 3 })
      patient.given(...sentTwice).when(cancel).leadsTo({ status: "cancelled" })
    }
  },
  no_items_named: {
    "nothing is no part of an order": (code) => {
      given(...toPack).when(cancelItems()).refuses(code)
      given(...toPack).when(credit("refunded")).refuses(code)
    }
  },
  line_named_twice: {
    "one kurta and one kurta are two kurtas": (code) => given(...toPack).when(cancelItems({ ...oneKurta, quantity: 9 }, oneKurta)).refuses(code, { lineId: kurtaLine })
  },
  quantity_not_cancellable: {
    "more than has not left (F31)": (code) => {
      given(...toPack, parcel(firstParcel, oneKurta)).when(cancelItems(twoKurtas)).refuses(code, { lineId: kurtaLine, quantity: 2, cancellable: 1 })
      given(...toPack, itemsCancelled(oneKurta)).when({ ...cancelItems(twoKurtas), creditId: anotherCredit }).refuses(code, { cancellable: 1 })
    },
    "no kurta, or a kurta and a half": (code) => {
      for (const quantity of [0, -1, 1.5]) given(...toPack).when(cancelItems({ lineId: kurtaLine, quantity })).refuses(code, { quantity, cancellable: 2 })
    }
  },
  quantity_not_creditable: {
    "more than arrived, or than has not come back yet (F30)": (code) => {
      given(...onItsWay).when(credit("returned", oneKurta)).refuses(code, { creditable: 0 })
      given(...done, credited("exchanged", oneKurta)).when(credit("returned", twoKurtas)).refuses(code, { lineId: kurtaLine, quantity: 2, creditable: 1 })
      given(...done, credited("returned", oneKurta)).when(credit("returned", oneKurta)).leadsTo({ lines: [{ quantityReturned: 2 }, {}] })
    },
    "money that went back already": (code) => {
      given(...done, credited("returned", oneKurta)).when(credit("refunded", twoKurtas)).refuses(code, { creditable: 1 })
      given(...toPack, itemsCancelled(oneKurta)).when(credit("refunded", twoKurtas)).refuses(code, { creditable: 1 })
      given(...toPack, credited("refunded", twoKurtas)).when(credit("refunded", oneKurta)).refuses(code, { creditable: 0 })
    }
  },
  edit_is_empty: {
    "nothing, or what stands there already": (code) => {
      given(placed).when(edit({})).refuses(code)
      given(placed).when(edit({ phone: placement.phone, shippingAddress: { ...asha } })).refuses(code)
      given(drafted).when({ type: "EditDraft", changes: {}, at: 5 }).refuses(code)
    }
  },
  edit_after_shipment: {
    "what has left has its label": (code) => {
      given(...onItsWay).when(edit({ shippingAddress: moved, billing: { ...placement.billing, address: moved }, phone: "+919800000000" })).refuses(code, { fields: ["shippingAddress", "billing"] })
      given(...onItsWay).when(edit({ email: "asha@example.com", customerNotes: "Ring twice" })).leadsTo({ email: "asha@example.com", customerNotes: "Ring twice" })
    }
  },
  edit_changes_place_of_supply: {
    "its tax would be another": (code) => given(placed).when(edit({ shippingAddress: rohan })).refuses(code, { from: "29", to: "27" })
  },
  edit_changes_gstin_state: {
    "another registration is another buyer": (code) => {
      const registered: OrderEvent = { ...placed, billing: { ...placement.billing, gstin: rohansGstin } }
      given(registered).when(edit({ billing: { ...placement.billing, gstin: "29AAHCM7727Q1ZI" } })).refuses(code, { from: "27", to: "29" })
      given(registered).when(edit({ billing: placement.billing })).refuses(code, { from: "27", to: null })
      given(registered).when(edit({ billing: { ...placement.billing, gstin: rohansGstin, address: moved } })).leadsTo({ billing: { address: moved } })
      given(placed).when(edit({ billing: { ...placement.billing, gstin: rohansGstin } })).leadsTo({ billing: { gstin: rohansGstin } })
    }
  },
  tag_length_out_of_range: {
    "no tag, or a sentence": (code) => {
      for (const [text, length] of [["  ", 0], ["x".repeat(51), 51]] as const) given(placed).when(tag(text)).refuses(code, { length, minimum: 1, maximum: 50 })
      given(placed).when(tag("x".repeat(50))).leadsTo({ tags: ["x".repeat(50)] })
    }
  },
  too_many_tags: {
    "fifty are enough": (code) => {
      const tagged = Array.from({ length: 50 }, (_, i): OrderEvent => ({ type: "OrderTagged", orderId, tag: `tag ${i}`, at: 1 }))
      given(placed, ...tagged).when(tag("one more")).refuses(code, { maximum: 50 })
      given(placed, ...tagged).when(tag("tag 7")).then()
      given(placed, ...tagged.slice(1)).when(tag("one more")).leadsTo({ status: "pending" })
    }
  },
  note_length_out_of_range: {
    "no note, or a novel": (code) => {
      for (const [text, length] of [[" ", 0], ["x".repeat(501), 501]] as const) given(placed).when(note(text)).refuses(code, { length, minimum: 1, maximum: 500 })
    }
  },
  order_holds_money: {
    "or ever took any": (code) => {
      given(placed, paid(100), expired).when(remove(0)).refuses(code, { paid: 100 })
      given(placed, paid(100), expired, { type: "OrderRefundRecorded", paymentId, amount: money(100), at: 4 }).when(remove(0)).refuses(code, { paid: 100 })
    }
  },
  order_was_invoiced: { "its documents stay": (code) => given(placedCod, confirmed, wholeCancelled).when(remove(1)).refuses(code, { invoices: 1 }) },
  order_may_still_be_paid: {
    "a bank may be late by weeks": (code) => {
      given(placed, expired).when(remove(0)).refuses(code, { until: 30 * DAY })
      given(placed, expired).when({ ...remove(0), at: 30 * DAY }).leadsTo({ status: "deleted", deletedAt: 30 * DAY })
    }
  },
  order_not_yet_due: {
    "a draft has a day": (code) => given(drafted).when({ type: "Expire", at: DAY - 1 }).refuses(code, { expiresAt: DAY }),
    "the half hour is not over": (code) => given(placed).when({ type: "Expire", at: 30 * MINUTE - 1 }).refuses(code, { expiresAt: 30 * MINUTE })
  }
}))

describe("a draft", () => {
  it("is written for a day, and asks for neither stock nor money", () => {
    given().when({ type: "Draft", ...byHand, at: 5 }).then({ type: "OrderDrafted", ...byHand, expiresAt: 5 + DAY, at: 5 })
    given().when({ type: "Draft", ...byHand, at: 5 }).leadsTo({ status: "draft", ...byHand, placedAt: 5, lines: [{ quantityShipped: 0 }, {}] })
    given(drafted).when(record(total)).refuses("illegal_transition")
  })

  it("may be written anew, prices too", () => {
    const lines = placement.lines.map((line) => ({ ...line, quantity: 1 }))
    given(drafted).when({ type: "EditDraft", changes: { lines, paymentMethod: "cod" }, at: 5 }).then({ type: "OrderDraftEdited", orderId, changes: { lines, paymentMethod: "cod" }, at: 5 })
    given(drafted).when({ type: "EditDraft", changes: { lines, paymentMethod: "cod" }, at: 5 }).leadsTo({ status: "draft", paymentMethod: "cod", lines: [{ quantity: 1, quantityCancelled: 0 }, {}] })
    given(drafted).when({ type: "EditDraft", changes: { email: "asha@example.com" }, at: 5 }).leadsTo({ email: "asha@example.com", lines: [{ quantity: 2 }, {}] })
  })

  it("is placed as it stands, and keeps its tags and notes", () => {
    const written: ReadonlyArray<OrderEvent> = [drafted, { type: "OrderTagged", orderId, tag: "gift", at: 1 }, { type: "OrderNoted", orderId, noteId: id<"note">("note-1"), text: "Call first", by: "Meera", at: 1 }]
    given(...written).when({ type: "PlaceDraft", at: 5 }).then({ type: "OrderPlaced", ...byHand, expiresAt: 5 + 30 * MINUTE, at: 5 })
    given(...written).when({ type: "PlaceDraft", at: 5 }).leadsTo({ status: "pending", placedAt: 5, expiresAt: 5 + 30 * MINUTE, tags: ["gift"], notes: [{ text: "Call first" }] })
    given(placed).when({ type: "PlaceDraft", at: 5 }).refuses("illegal_transition")
  })

  it("is dropped after its day, cancelled or deleted, and nothing has to be called off", () => {
    given(drafted).when({ type: "Expire", at: DAY }).then({ type: "OrderExpired", orderId, paymentIds: [], was: "draft", at: DAY })
    given(drafted).when({ type: "Expire", at: DAY }).leadsTo({ status: "expired", expiredAt: DAY })
    given(drafted).when(cancel).then({ type: "OrderCancelled", orderId, paymentIds: [], was: "draft", ...why, items: [twoKurtas, theAtta], demands: [], at: 5 })
    given(drafted).when(remove(0)).then({ type: "OrderDeleted", orderId, orderNumber: placement.orderNumber, at: 5 })
  })

  it("is deleted down to its number", () => expect([drafted, { type: "OrderDeleted", orderId, orderNumber: placement.orderNumber, at: 5 } as const].reduce(machine.evolve, machine.initial)).toEqual({
    status: "deleted", orderId, orderNumber: placement.orderNumber, deletedAt: 5
  }))
})

describe("what an order is paid with", () => {
  it("is one payment, or store credit and the rest", () => {
    const storeCredit = { paymentId: creditPayment, amount: money(10_000) }
    const ofCredit = { paymentId: creditPayment, method: "store_credit", amount: 10_000 }
    expect(firstPaymentsOf(placement)).toEqual([{ paymentId, method: "upi", amount: total }])
    expect(firstPaymentsOf({ ...placement, storeCredit })).toEqual([ofCredit, { paymentId, method: "upi", amount: total - 10_000 }])
    expect(firstPaymentsOf({ ...placement, storeCredit: { ...storeCredit, amount: total } })).toEqual([{ ...ofCredit, amount: total }])
  })

  it("is nothing where nothing is to be paid", () =>
    expect(firstPaymentsOf({ ...placement, quote: { ...placement.quote, totals: { ...placement.quote.totals, grandTotal: money(0) } } })).toEqual([]))

  it("may be more than one payment (P09)", () => {
    const added: OrderEvent = { type: "OrderPaymentAdded", orderId, paymentId: creditPayment, method: "store_credit", amount: total, at: 5 }
    given(placed).when(addPayment(total)).then(added)
    given(placed).when(addPayment(1)).leadsTo({ status: "pending", addedPayments: [{ paymentId: creditPayment, method: "store_credit", amount: 1 }] })
    given(placed, added).when(addPayment(total)).then()
    given(placed, paid(total - 100)).when(addPayment(101)).refuses("payment_not_within_due", { due: 100 })
    given(placed, added).when(cancel).leadsTo({ status: "cancelled" })
    expect(machine.decide(stateAfter(placed, added), cancel)).toMatchObject({ value: [{ paymentIds: [paymentId, creditPayment] }] })
  })

  it("in cash at the door is only what is still due", () =>
    given(placed, paid(100)).when(switchToCod).then({ type: "OrderSwitchedToCod", orderId, replacedPaymentId: paymentId, paymentId: codPayment, quote: codQuote, due: money(codQuote.totals.grandTotal - 100), at: 5 }))
})

describe("news of a payment", () => {
  const news = (name: "authorized" | "failed", at: number): OrderEvent => ({ type: "OrderPaymentNewsRecorded", paymentId, news: name, at })
  const tell = (name: "authorized" | "failed", at: number): OrderCommand => ({ type: "RecordPaymentNews", paymentId, news: name, at })

  it("is what was heard last; of two at once the one that promises money", () => {
    given(placed).when(tell("failed", 5)).then(news("failed", 5))
    given(placed, news("failed", 5)).when(tell("authorized", 5)).then(news("authorized", 5))
    given(placed, news("failed", 5)).when(tell("authorized", 4)).then()
    given(placed, news("failed", 5)).when(tell("failed", 6)).then(news("failed", 6))
    for (const name of ["authorized", "failed"] as const) given(placed, news("authorized", 5)).when(tell(name, 5)).then()
    given(placed, news("authorized", 5)).when(tell("failed", 6)).then(news("failed", 6))
  })

  it("is heard of a dispute until its outcome, which is final", () => {
    const said = (stage: Dispute["stage"]): OrderCommand => ({ type: "RecordDispute", disputeId: "dispute-1", amount: money(100), stage, at: 4 })
    given(placed).when(said("open")).then(dispute("open"))
    given(placed, dispute("open")).when(said("open")).then()
    given(placed, dispute("open")).when(said("lost")).then(dispute("lost"))
    for (const stage of ["open", "won"] as const) given(placed, dispute("lost")).when(said(stage)).then()
  })
})

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

describe("a credit", () => {
  it("for goods that came back keeps the shipping, unless the shop says otherwise", () => {
    const credits = (charges: "none" | "withLast") => specify(orderMachine({ ...orderPolicy, chargesBack: { ...orderPolicy.chargesBack, return: charges } })).given(...done).when(credit("returned", twoKurtas, theAtta))
    credits("none").leadsTo({ status: "completed", credits: [{ amount: total - 5_000 }], lines: [{ quantityReturned: 2 }, { quantityReturned: 1 }] })
    credits("withLast").leadsTo({ credits: [{ amount: total }] })
    credits("none").then(
      { type: "OrderItemsCredited", orderId, at: 5, credit: { ...wholeCredit, creditId: anotherCredit, because: "returned", amount: money(total - 5_000), credited: { ...everything, charges: { shipping: 0 } } } },
      { type: "OrderRefundDue", orderId, because: "returned", at: 5 }
    )
  })

  it("is given once", () => given(...done, { type: "OrderItemsCredited", orderId, credit: { ...creditFrom("returned", [oneKurta], { amount: KURTA }), creditId: anotherCredit }, at: 4 }).when(credit("returned", oneKurta)).then())

  it("of money alone may be for what has not arrived", () => {
    given(...toPack).when(credit("refunded", oneKurta)).leadsTo({ status: "confirmed", lines: [{ quantityRefunded: 1, quantityReturned: 0 }, {}], credits: [{ because: "refunded", amount: KURTA }] })
    given(...done, credited("refunded", oneKurta)).when(credit("exchanged", twoKurtas)).leadsTo({ lines: [{ quantityReturned: 2, quantityRefunded: 1 }, {}], credits: [{}, { because: "exchanged", amount: KURTA }] })
  })

  it("that leaves nothing to be paid at the door completes the order", () => {
    const atTheDoor = [placedCod, confirmed, parcel(firstParcel, twoKurtas, theAtta), arrived(firstParcel), paid(5_000)] as const
    given(...atTheDoor).when(credit("returned", twoKurtas, theAtta)).leadsTo({ status: "completed" })
    given(...atTheDoor).when(credit("returned", twoKurtas)).leadsTo({ status: "processing" })
  })
})

describe("an edit", () => {
  it("keeps what stood there before, with who and why (O19)", () => {
    given(...toPack).when(edit({ shippingAddress: moved, phone: placement.phone, customerNotes: "Ring twice" })).then({
      type: "OrderDetailsEdited", orderId, before: { shippingAddress: asha }, after: { shippingAddress: moved, customerNotes: "Ring twice" }, by: "Meera", why: "She wrote to us", at: 5
    })
    given(...toPack).when(edit({ email: "asha@example.com" })).leadsTo({
      status: "confirmed", email: "asha@example.com", edits: [{ before: { email: placement.email }, after: { email: "asha@example.com" }, by: "Meera", why: "She wrote to us", at: 5 }]
    })
    given(...done).when(edit({ email: "asha@example.com" })).refuses("illegal_transition")
  })
})

describe("tags and notes", () => {
  it("are kept once, without blanks around them (O15, O16)", () => {
    given(placed).when(tag(" gift ")).then({ type: "OrderTagged", orderId, tag: "gift", at: 5 })
    given(placed).when(note(" Call first ")).then({ type: "OrderNoted", orderId, noteId: id<"note">("note-1"), text: "Call first", by: "Meera", at: 5 })
    const tagged: OrderEvent = { type: "OrderTagged", orderId, tag: "gift", at: 1 }
    given(placed, tagged).when(tag("gift")).then()
    given(placed, tagged).when({ type: "RemoveTag", tag: " gift ", at: 5 }).then({ type: "OrderUntagged", orderId, tag: "gift", at: 5 })
    given(placed, tagged, { ...tagged, tag: "fragile" }).when({ type: "RemoveTag", tag: "gift", at: 5 }).leadsTo({ tags: ["fragile"] })
    given(placed).when({ type: "RemoveTag", tag: "gift", at: 5 }).then()
    given(placed, { type: "OrderNoted", orderId, noteId: id<"note">("note-1"), text: "Call first", by: "Meera", at: 1 }).when(note("again")).then()
    given(...done).when(note("again")).leadsTo({ status: "completed", notes: [{ noteId: "note-1", text: "again", by: "Meera", at: 5 }] })
  })
})

describe("whatever has become of an order", () => {
  const stages: ReadonlyArray<readonly [string, ReadonlyArray<OrderEvent>]> = [
    ["draft", [drafted]], ["pending", [placed]], ["confirmed", toPack], ["processing", onItsWay], ["completed", done], ["cancelled", [...toPack, wholeCancelled]], ["expired", [placed, expired]]
  ]

  it.each(stages)("a %s one takes tags and notes", (_, past) => {
    const tagged: OrderEvent = { type: "OrderTagged", orderId, tag: "gift", at: 4 }
    given(...past).when(tag("gift")).leadsTo({ tags: ["gift"] })
    given(...past, tagged).when({ type: "RemoveTag", tag: "gift", at: 5 }).leadsTo({ tags: [] })
    given(...past).when(note("Call first")).leadsTo({ notes: [{ text: "Call first" }] })
  })

  it.each(stages.slice(1))("a %s one hears of its money", (_, past) => {
    const { paidAmount } = stateAfter(...past)
    given(...past).when(record(7)).leadsTo({ paidAmount: paidAmount + 7 })
    given(...past).when({ type: "RecordRefund", paymentId, amount: money(7), at: 5 }).leadsTo({ refundedAmount: 7 })
    given(...past).when({ type: "RecordPaymentNews", paymentId, news: "failed", at: 5 }).leadsTo({ paymentNews: { [paymentId]: { news: "failed", at: 5 } } })
    given(...past).when({ type: "RecordDispute", disputeId: "dispute-1", amount: money(7), stage: "open", at: 5 }).leadsTo({ disputes: { "dispute-1": { amount: 7, stage: "open" } } })
  })

  it("its payments, credits and edits are taken where they can be", () => {
    for (const [, past] of [[0, [placed]], [1, [placedCod, confirmed]], [2, [placedCod, confirmed, parcel(firstParcel, oneKurta)]]] as const) given(...past).when(addPayment(1)).leadsTo({ addedPayments: [{ amount: 1 }] })
    for (const past of [[placed], toPack, onItsWay]) given(...past).when(edit({ email: "asha@example.com" })).leadsTo({ email: "asha@example.com" })
    for (const past of [toPack, onItsWay, done]) given(...past).when(credit("refunded", oneKurta)).leadsTo({ lines: [{ quantityRefunded: 1 }, {}] })
    given(...sentTwice, arrived(firstParcel), { ...wholeCancelled, was: "processing", items: [] }).when(credit("returned", oneKurta)).leadsTo({ status: "cancelled", lines: [{ quantityReturned: 1 }, {}], credits: [{}, { amount: 0 }] })
    given(...sentTwice, arrived(firstParcel), cameBack(secondParcel, oneKurta, theAtta), { type: "OrderCompleted", at: 4 }).when(comesBack(secondParcel)).then()
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

describe("the axes of an order", () => {
  const [half, none] = [parcel(firstParcel, oneKurta), []]

  it.each([
    ["unfulfilled", none],
    ["partially_shipped", [half]],
    ["shipped", [half, parcel(secondParcel, oneKurta, theAtta)]],
    ["partially_delivered", [half, arrived(firstParcel)]],
    ["partially_delivered", [half, parcel(secondParcel, oneKurta, theAtta), arrived(secondParcel)]],
    ["delivered", [half, parcel(secondParcel, oneKurta, theAtta), arrived(secondParcel), arrived(firstParcel)]],
    ["unfulfilled", [half, cameBack(firstParcel, oneKurta)]],
    ["unfulfilled", [itemsCancelled(twoKurtas), itemsCancelled(theAtta)]],
    ["shipped", [half, itemsCancelled(oneKurta), itemsCancelled(theAtta)]],
    ["delivered", [half, parcel(secondParcel, oneKurta, theAtta), arrived(secondParcel), cameBack(firstParcel, oneKurta)]],
    ["delivered", [half, itemsCancelled(oneKurta), itemsCancelled(theAtta), arrived(firstParcel)]],
    ["partially_delivered", [half, arrived(firstParcel), credited("returned", oneKurta)]],
    ["partially_returned", [parcel(firstParcel, twoKurtas, theAtta), arrived(firstParcel), credited("returned", oneKurta)]],
    ["returned", [parcel(firstParcel, twoKurtas, theAtta), arrived(firstParcel), credited("returned", twoKurtas), credited("exchanged", theAtta)]]
  ] as const)("say %s by what has gone where", (fulfilment, parcels) => expect(axesOf(stateAfter(...toPack, ...parcels))).toMatchObject({ fulfilment }))

  it.each([["unpaid", 0, total], ["partially_paid", 1, total - 1], ["partially_paid", total - 1, 1], ["paid", total, 0], ["overpaid", total + 1, 0]] as const)(
    "say %s by what was paid",
    (payment, amount, due) => {
      const order = stateAfter(placed, paid(amount))
      expect(axesOf(order)).toMatchObject({ payment })
      expect(dueOf(order)).toBe(due)
    }
  )

  const refunded = (amount: number): OrderEvent => ({ type: "OrderRefundRecorded", paymentId, amount: money(amount), at: 4 })
  const news = (name: "authorized" | "failed", of = paymentId): OrderEvent => ({ type: "OrderPaymentNewsRecorded", paymentId: of, news: name, at: 4 })
  const free: OrderEvent = { ...placed, quote: { ...placement.quote, totals: { ...placement.quote.totals, grandTotal: money(0) } } }

  it.each([
    ["paid", [free]],
    ["authorized", [placed, news("authorized")]],
    ["failed", [placed, news("failed")]],
    ["unpaid", [placed, news("failed", codPayment)]],
    ["partially_paid", [placed, news("authorized"), paid(1)]],
    ["disputed", [...toPack, dispute("open")]],
    ["paid", [...toPack, dispute("open"), dispute("won")]],
    ["paid", [...toPack, paid(total), refunded(total)]],
    ["partially_refunded", [...toPack, refunded(1)]],
    ["partially_refunded", [placed, refunded(1)]],
    ["refunded", [...toPack, refunded(total)]],
    ["overpaid", [...toPack, itemsCancelled(oneKurta)]],
    ["partially_refunded", [...toPack, itemsCancelled(oneKurta), refunded(KURTA)]],
    ["paid", [placedCod, confirmed, itemsCancelled(oneKurta), paid(total - KURTA)]],
    ["partially_paid", [placedCod, confirmed, itemsCancelled(oneKurta), paid(total - KURTA - 1)]],
    ["unpaid", [placedCod, confirmed, wholeCancelled]],
    ["overpaid", [...toPack, wholeCancelled]],
    ["overpaid", [placed, paid(1), expired]],
    ["refunded", [...toPack, wholeCancelled, refunded(total)]]
  ] as const)("say %s by what is kept of what was paid", (payment, events) => expect(axesOf(stateAfter(...events))).toMatchObject({ payment }))

  it("say what has to go back (F29)", () => {
    expect(surplusOf(stateAfter(...toPack))).toBe(0)
    expect(surplusOf(stateAfter(...toPack, itemsCancelled(oneKurta)))).toBe(KURTA)
    expect(surplusOf(stateAfter(...toPack, itemsCancelled(oneKurta), refunded(KURTA)))).toBe(0)
    expect(dueOf(stateAfter(placedCod, confirmed, itemsCancelled(oneKurta)))).toBe(total - KURTA)
    expect(dueOf(stateAfter(placed, expired))).toBe(0)
    expect(keptTotalOf(stateAfter(placed, { ...wholeCancelled, was: "pending" }))).toBe(0)
    expect(keptTotalOf(stateAfter(placedCod, confirmed, { ...wholeCancelled, credit: { ...wholeCredit, amount: money(total - 100) } }))).toBe(100)
  })
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

  it("ends with a deleted order", () =>
    expect(historyOf(stateAfter(drafted), [{ type: "OrderDeleted", orderId, orderNumber: placement.orderNumber, at: 5 }])).toEqual([{ axis: "lifecycle", from: "draft", to: "deleted", at: 5 }]))

  it("does not tell what moved nothing", () => expect(historyOf(stateAfter(placed, paid(1)), [paid(1)])).toEqual([]))
})
