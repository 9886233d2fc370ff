import { describe } from "vitest"
import { id } from "../id.ts"
import { money } from "../money/index.ts"
import { refusals, specify } from "../testing/index.ts"
import { asha, DAY, kurtaLine, MINUTE, placement, rohan, rohansGstin } from "../testing/samples.ts"
import {
  addPayment, anotherCredit, arrived, byHand, cameBack, cancel, cancelItems, codQuote, comesBack, confirmed, credit, credited, creditPayment, deliver,
  dispute, done, drafted, edit, expired, firstParcel, given, itemsCancelled, lateShipment, moved, note, ofSellers, oneKurta, onItsWay, orderId, paid, parcel,
  patient, paymentId, placed, placedCod, remove, secondParcel, sentTwice, ship, switchToCod, tag, theAtta, toPack, total, twoKurtas, wholeCancelled
} from "../testing/story/order.ts"
import { type OrderEvent, orderMachine, orderPolicy, type OrderRefusal } from "./index.ts"

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
