import { describe } from "vitest"
import { id } from "../id.ts"
import { money } from "../money/index.ts"
import { refusals, specify } from "../testing/index.ts"
import { asha, rohan, rohansGstin } from "../testing/samples.ts"
import {
  addressed, at, bill, byStandard, credit, expiresAt, given, note, orderId, payable, payBy, place, placed, sendBy, sendTo, start, started, toAsha, total, used,
  write
} from "../testing/story/checkout.ts"
import { checkoutMachine, checkoutPolicy, type CheckoutCommand, type CheckoutRefusal } from "./index.ts"

const changes = [{ kind: "gone", lineId: id<"cart_line">("line-1") }] as const

describe("a checkout session", () => refusals<CheckoutRefusal["code"]>({
  cart_is_empty: { "there is nothing to check out, whatever changed": (code) => given().when({ ...start, demands: [], changes }).refuses(code) },
  cart_has_changed: {
    "F8: a price or the stock is not what the cart says, and nobody said yes to it": (code) => {
      given().when({ ...start, changes }).refuses(code, { changes })
      given(...payable).when({ ...place, changes }).refuses(code, { changes })
    },
    "whatever the total is": (code) => given(...payable).when({ ...place, changes, total: money(1) }).refuses(code)
  },
  checkout_has_expired: {
    "half an hour passed since the last step": (code) => {
      for (const [past, step] of [[[started], sendTo(asha)], [addressed, bill({ deliveredTo: "buyer" })], [addressed, sendBy("standard")], [payable, payBy("upi")], [payable, credit(1)], [[started], write("With love")], [[started], note("Ring twice")], [payable, place]] as const) {
        given(...past).when({ ...step, at: expiresAt + 1 }).refuses(code, { expiredAt: expiresAt })
      }
    },
    "before anything is said about the address": (code) =>
      given(started).when({ ...sendTo(asha, { delivers: false, cod: false }), at: expiresAt + 1 }).refuses(code)
  },
  order_already_placed: {
    "nothing changes under an order that waits for its payment": (code) => {
      for (const step of [sendTo(rohan), bill({ deliveredTo: "buyer" }), sendBy("express"), payBy("cod"), credit(1), write("With love"), note("Ring twice"), place]) {
        given(...payable, placed).when(step).refuses(code, { orderId })
      }
    },
    "even when the session has run out of time": (code) => given(...payable, placed).when({ ...place, at: expiresAt + 1 }).refuses(code)
  },
  pincode_not_serviceable: {
    "no carrier goes there": (code) => given(started).when(sendTo(rohan, { delivers: false, cod: false })).refuses(code, { pincode: rohan.pincode })
  },
  gstin_of_another_state: {
    "a registration in Maharashtra billed to Karnataka": (code) =>
      given(...addressed).when(bill({ deliveredTo: "buyer", gstin: rohansGstin })).refuses(code, { gstinState: "27", billingState: "29" }),
    "the parcel, and with it the bill, moves to another state": (code) =>
      given(started, { ...toAsha, address: rohan }, { type: "CheckoutBillingAddressEntered", billing: { deliveredTo: "buyer", gstin: rohansGstin }, expiresAt, at })
        .when(sendTo(asha)).refuses(code, { gstinState: "27", billingState: "29" })
  },
  shipping_method_not_offered: {
    "a carrier that does not go there": (code) => given(...addressed).when(sendBy("drone")).refuses(code, { methodId: "drone", offered: ["standard", "express"] })
  },
  shipping_method_not_selected: { "nobody pays before knowing what shipping costs": (code) => given(...addressed).when(payBy("upi")).refuses(code) },
  payment_method_not_accepted: {
    "a shop without cash on delivery": (code) =>
      specify(checkoutMachine({ ...checkoutPolicy, paymentMethods: ["upi", "card"] })).given(...addressed, byStandard).when(payBy("cod"))
        .refuses(code, { method: "cod", accepted: ["upi", "card"] })
  },
  cod_exceeds_maximum: {
    "two lakh rupees are too much for cash": (code) => {
      const paying = (paise: number): CheckoutCommand => ({ type: "SelectPaymentMethod", method: "cod", agreedTotal: money(paise), at })
      given(...addressed, byStandard).when(paying(20_000_000)).refuses(code, { total: 20_000_000, maximum: 19_999_999 })
      given(...addressed, byStandard).when(paying(19_999_999)).leadsTo({ paymentMethod: "cod" })
    }
  },
  cod_not_available_at_pincode: {
    "the carrier takes no cash there": (code) => {
      const cashless = [started, { ...toAsha, serviceability: { delivers: true, cod: false } }, byStandard] as const
      given(...cashless).when(payBy("cod")).refuses(code, { pincode: asha.pincode })
      given(...cashless).when(payBy("upi")).leadsTo({ paymentMethod: "upi" })
    }
  },
  terms_not_accepted: { "the box was not ticked": (code) => given(...payable).when({ ...place, terms: "not_accepted" }).refuses(code) },
  total_has_changed: {
    "F9: a paisa more, or less, than was agreed": (code) => {
      given(...payable).when({ ...place, total: money(242_501) }).refuses(code, { agreed: total, current: 242_501 })
      given(...payable).when({ ...place, total: money(242_499) }).refuses(code)
    }
  },
  gift_message_too_long: {
    "five hundred characters are the most, and an emoji is one": (code) => {
      given(started).when(write("🎁".repeat(501))).refuses(code, { length: 501, maximum: 500 })
      given(started).when(write("🎁".repeat(500))).leadsTo({ status: "initiated", giftMessage: "🎁".repeat(500) })
    }
  },
  notes_too_long: {
    "a thousand characters are the most": (code) => {
      given(started).when(note("र".repeat(1_001))).refuses(code, { length: 1_001, maximum: 1_000 })
      given(started).when(note("🎁".repeat(1_000))).leadsTo({ status: "initiated" })
    }
  },
  store_credit_invalid: { "nobody uses less than none": (code) => given(...payable).when(credit(-1)).refuses(code, { amount: -1 }) },
  store_credit_exceeds_balance: { "a paisa more than there is": (code) => given(...payable).when(credit(50_001)).refuses(code, { amount: 50_001, balance: 50_000 }) },
  store_credit_exceeds_total: {
    "a paisa more than it costs": (code) => given(...payable).when(credit(242_501, { balance: 300_000 })).refuses(code, { amount: 242_501, total }),
    "it costs less by now": (code) => {
      given(...addressed, byStandard, used(242_501)).when(payBy("upi")).refuses(code, { amount: 242_501, total })
      given(...addressed, byStandard, used(242_500)).when(payBy("upi")).leadsTo({ status: "payment_pending" })
    }
  },
  checkout_not_yet_due: {
    "somebody may still take a step": (code) => {
      for (const past of [[started], addressed, payable] as const) given(...past).when({ type: "Expire", because: "idle", at: expiresAt }).refuses(code, { expiresAt })
    }
  },
  checkout_has_no_order: { "nothing was ordered that could be complete": (code) => given(...payable).when({ type: "Complete", at }).refuses(code) }
}))
