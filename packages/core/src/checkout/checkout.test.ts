import { describe, expect, it } from "vitest"
import { id } from "../id.ts"
import { money } from "../money/index.ts"
import { refusals, specify } from "../testing/index.ts"
import { asha, express, kurta, MINUTE, owner, rohan, rohansGstin, standard } from "../testing/samples.ts"
import { billingOf, checkoutMachine, checkoutPolicy, type CheckoutCommand, type CheckoutEvent, type CheckoutRefusal, orderPaymentMethods, resumeOf } from "./index.ts"

const machine = checkoutMachine()
const { given } = specify(machine)

const contact = { checkoutId: id<"checkout">("checkout-1"), cartId: id<"cart">("cart-1"), owner, email: "asha@example.in", phone: "+919845012345" }
const demands = [{ variantId: kurta.variantId, quantity: 2 }]
const everywhere = { delivers: true, cod: true }
const orderId = id<"order">("order-1")
const expiresAt = 30 * MINUTE
const total = money(242_500)

const started: CheckoutEvent = { type: "CheckoutStarted", ...contact, demands, expiresAt, at: 0 }
const toAsha: CheckoutEvent = { type: "CheckoutShippingAddressEntered", address: asha, serviceability: everywhere, expiresAt, at: 0 }
const byStandard: CheckoutEvent = { type: "CheckoutShippingMethodSelected", shippingMethod: standard, expiresAt, at: 0 }
const byUpi: CheckoutEvent = { type: "CheckoutPaymentMethodSelected", method: "upi", agreedTotal: total, expiresAt, at: 0 }
const placed: CheckoutEvent = { type: "CheckoutOrderPlaced", orderId, at: 0 }
const addressed = [started, toAsha] as const
const payable = [...addressed, byStandard, byUpi] as const

const at = 5 * MINUTE
const later = at + 30 * MINUTE
const start = { type: "Start", ...contact, demands, changes: [], at } as const
const sendTo = (address: typeof asha, serviceability = everywhere): CheckoutCommand => ({ type: "EnterShippingAddress", address, serviceability, at })
const bill = (billing: Extract<CheckoutCommand, { readonly type: "EnterBillingAddress" }>["billing"]): CheckoutCommand => ({ type: "EnterBillingAddress", billing, at })
const sendBy = (methodId: string): CheckoutCommand => ({ type: "SelectShippingMethod", methodId, offered: [standard, express], at })
const payBy = (method: "upi" | "cod"): CheckoutCommand => ({ type: "SelectPaymentMethod", method, agreedTotal: total, at })
const place = { type: "PlaceOrder", orderId, terms: "accepted", total, changes: [], at } as const
const changes = [{ kind: "gone", lineId: id<"cart_line">("line-1") }] as const
const write = (message: string): CheckoutCommand => ({ type: "WriteGiftMessage", message, at })
const note = (notes: string): CheckoutCommand => ({ type: "WriteNotes", notes, at })
const credit = (amount: number, facts: { readonly balance?: number; readonly total?: number } = {}): CheckoutCommand =>
  ({ type: "UseStoreCredit", amount: money(amount), balance: money(facts.balance ?? 50_000), total: money(facts.total ?? total), at })
const used = (amount: number): CheckoutEvent => ({ type: "CheckoutStoreCreditUsed", amount: money(amount), expiresAt, at: 0 })

const stateAfter = (...events: ReadonlyArray<CheckoutEvent>) => events.reduce(machine.evolve, machine.initial)

describe("a checkout session", () => {
  it("starts with who buys, and lives for half an hour", () => {
    given().when(start).then({ type: "CheckoutStarted", ...contact, demands, expiresAt: later, at })
    given().when(start).leadsTo({ status: "initiated", ...contact, expiresAt: later })
  })

  it("knows where the parcel goes, and bills the same address to a consumer", () => {
    given(started).when(sendTo(asha)).then({ ...toAsha, expiresAt: later, at })
    given(started).when(sendTo(asha)).leadsTo({ status: "address_entered", shippingAddress: asha, billing: { deliveredTo: "buyer" } })
  })

  it("takes the carrier's own price for the method that was chosen", () => {
    given(...addressed).when(sendBy("express")).then({ type: "CheckoutShippingMethodSelected", shippingMethod: express, expiresAt: later, at })
    given(...addressed).when(sendBy("express")).leadsTo({ status: "address_entered", shippingMethod: express })
  })

  it("remembers the total that the customer agreed to when choosing how to pay", () => {
    given(...addressed, byStandard).when(payBy("upi")).then({ ...byUpi, expiresAt: later, at })
    given(...addressed, byStandard).when(payBy("cod")).leadsTo({ status: "payment_pending", paymentMethod: "cod", agreedTotal: total, shippingMethod: standard })
  })

  it("lets the customer choose another way to pay", () => given(...payable).when(payBy("cod")).leadsTo({ status: "payment_pending", paymentMethod: "cod" }))

  it("becomes an order for the total that was agreed", () => {
    given(...payable).when(place).then({ ...placed, at })
    given(...payable).when(place).leadsTo({ status: "payment_pending", orderId })
  })

  it("is completed when its order is confirmed, however late that is", () => {
    given(...payable, placed).when({ type: "Complete", at: 600 * MINUTE }).then({ type: "CheckoutCompleted", at: 600 * MINUTE })
    given(...payable, placed).when({ type: "Complete", at }).leadsTo({ status: "completed", orderId, paymentMethod: "upi" })
  })

  it("lives on for half an hour after every step", () => {
    for (const [past, step] of [[[started], sendTo(asha)], [addressed, bill({ deliveredTo: "buyer" })], [addressed, sendBy("standard")], [payable, payBy("upi")], [payable, credit(1)], [payable, write("With love")], [payable, note("Ring twice")]] as const) {
      given(...past).when(step).leadsTo({ expiresAt: later })
    }
  })

  it("takes a step in its last millisecond", () => given(started).when({ ...sendTo(asha), at: expiresAt }).leadsTo({ status: "address_entered" }))

  it("expires at any step, and keeps no address", () => {
    const written = [...payable, used(500), { type: "CheckoutGiftMessageWritten", message: "With love", expiresAt, at }, { type: "CheckoutNotesWritten", notes: "Ring twice", expiresAt, at }] as const
    for (const past of [[started], addressed, payable, [...payable, placed], written]) {
      given(...past).when({ type: "Expire", because: "order_expired", at }).then({ type: "CheckoutExpired", at })
      expect(stateAfter(...past, { type: "CheckoutExpired", at })).toStrictEqual({ status: "expired", ...contact, expiresAt })
    }
  })
})

describe("a session whose order waits to be paid", () => {
  it("ends with that order only, however idle it is", () => {
    given(...payable, placed).when({ type: "Expire", because: "idle", at: 600 * MINUTE }).refuses("order_already_placed", { orderId })
    given(...payable, placed).when({ type: "Expire", because: "order_expired", at: 600 * MINUTE }).leadsTo({ status: "expired" })
    given(...payable, placed).when({ type: "Expire", because: "order_cancelled", at }).leadsTo({ status: "expired" })
    given(...payable).when({ type: "Expire", because: "idle", at: expiresAt + 1 }).leadsTo({ status: "expired" })
  })
})

describe("a gift message", () => {
  it("is kept whatever the customer changes of the parcel, and changes nothing that was agreed", () => {
    given(...payable).when(write("With love")).then({ type: "CheckoutGiftMessageWritten", message: "With love", expiresAt: later, at })
    given(...payable).when(write("With love")).leadsTo({ status: "payment_pending", agreedTotal: total, giftMessage: "With love" })
    for (const past of [[started], addressed] as const) given(...past, { type: "CheckoutGiftMessageWritten", message: "With love", expiresAt, at }).when(sendTo(rohan)).leadsTo({ giftMessage: "With love", shippingAddress: rohan })
  })
  it("is taken back by an empty one", () => expect(stateAfter(...payable, { type: "CheckoutGiftMessageWritten", message: "With love", expiresAt, at }, { type: "CheckoutGiftMessageWritten", message: "", expiresAt, at })).toStrictEqual(stateAfter(...payable)))
})

describe("notes for the shop", () => {
  const noted: CheckoutEvent = { type: "CheckoutNotesWritten", notes: "Ring twice", expiresAt, at }
  it("are kept whatever the customer changes of the parcel, and change nothing that was agreed", () => {
    given(...payable).when(note("Ring twice")).then({ type: "CheckoutNotesWritten", notes: "Ring twice", expiresAt: later, at })
    given(...payable).when(note("Ring twice")).leadsTo({ status: "payment_pending", agreedTotal: total, notes: "Ring twice" })
    given(started, noted).when(sendTo(rohan)).leadsTo({ notes: "Ring twice" })
    given(...addressed, noted).when(sendBy("express")).leadsTo({ notes: "Ring twice" })
  })
  it("are taken back by empty ones", () => expect(stateAfter(...addressed, noted, { ...noted, notes: "" })).toStrictEqual(stateAfter(...addressed)))
})

describe("store credit", () => {
  it("pays its part of the total, which has to be agreed anew", () => {
    given(...payable).when(credit(20_000)).then({ type: "CheckoutStoreCreditUsed", amount: money(20_000), expiresAt: later, at })
    expect(stateAfter(...payable, used(20_000))).toStrictEqual({ ...stateAfter(...addressed, byStandard), storeCredit: 20_000 })
    given(...payable, used(20_000)).when(payBy("upi")).leadsTo({ status: "payment_pending", storeCredit: 20_000, agreedTotal: total })
  })
  it("may be all of the balance, and pay for all of it", () => {
    given(...payable).when(credit(50_000)).leadsTo({ storeCredit: 50_000 })
    given(...payable).when(credit(242_500, { balance: 300_000 })).leadsTo({ storeCredit: 242_500 })
  })
  it("is kept whatever the customer changes of the parcel", () => {
    for (const step of [sendTo(rohan), bill({ deliveredTo: "buyer" }), sendBy("express")]) given(...payable, used(20_000)).when(step).leadsTo({ storeCredit: 20_000 })
  })
  it("is taken back by none, and is another by another", () => {
    expect(stateAfter(...payable, used(20_000), used(0))).toStrictEqual(stateAfter(...addressed, byStandard))
    given(...payable, used(20_000)).when(credit(0)).leadsTo({ status: "address_entered" })
    given(...payable, used(20_000)).when(credit(10_000)).leadsTo({ storeCredit: 10_000 })
  })
  it("changes nothing when it is what it was", () => {
    given(...payable).when(credit(0)).then()
    given(...addressed, used(20_000), byStandard, byUpi).when(credit(20_000)).then()
  })
})

describe("a customer who comes back", () => {
  const at = expiresAt
  it("goes on in a session that lives", () => {
    for (const past of [[started], addressed, payable] as const) expect([resumeOf(stateAfter(...past), at), resumeOf(stateAfter(...past), at + 1)]).toEqual(["continue", "start_again"])
  })
  it("goes on with an order that waits to be paid, however late, and however often its payment failed", () => expect(resumeOf(stateAfter(...payable, placed), at + 1)).toBe("continue"))
  it("is done with one that is completed", () => expect(resumeOf(stateAfter(...payable, placed, { type: "CheckoutCompleted", at }), at + 1)).toBe("completed"))
  it("starts again where there is none, or it expired", () => {
    expect(resumeOf({ status: "unstarted" }, at)).toBe("start_again")
    expect(resumeOf(stateAfter(started, { type: "CheckoutExpired", at: 0 }), 0)).toBe("start_again")
  })
})

describe("an order", () =>
  it("may be paid in more ways than a checkout offers", () => {
    expect(orderPaymentMethods.filter((method) => !(checkoutPolicy.paymentMethods as ReadonlyArray<string>).includes(method))).toEqual(["bank_transfer", "store_credit"])
  }))

describe("going back", () => {
  it("to the address forgets how it is sent and paid: other carriers go there", () =>
    expect(stateAfter(...payable, { ...toAsha, address: rohan })).toStrictEqual({
      status: "address_entered", ...contact, shippingAddress: rohan, serviceability: everywhere, billing: { deliveredTo: "buyer" }, expiresAt
    }))

  it("to the address keeps whom to bill", () =>
    given(...addressed, { type: "CheckoutBillingAddressEntered", billing: { deliveredTo: "another", address: rohan, gstin: rohansGstin }, expiresAt, at })
      .when(sendTo(asha)).leadsTo({ billing: { address: rohan, gstin: rohansGstin } }))

  it("to the bill keeps how it is sent, and forgets how it is paid", () =>
    expect(stateAfter(...payable, { type: "CheckoutBillingAddressEntered", billing: { deliveredTo: "another", address: rohan }, expiresAt, at })).toStrictEqual({
      ...stateAfter(...addressed), shippingMethod: standard, billing: { deliveredTo: "another", address: rohan }
    }))

  it("to the carrier forgets how it is paid: the total is another", () =>
    expect(stateAfter(...payable, { ...byStandard, shippingMethod: express })).toStrictEqual({ ...stateAfter(...addressed), shippingMethod: express }))
})

describe("who is billed", () => {
  it("is who gets the parcel, unless the customer says otherwise", () => {
    expect(billingOf({ shippingAddress: asha, billing: { deliveredTo: "buyer" } })).toEqual({ address: asha, deliveredTo: "buyer" })
    expect(billingOf({ shippingAddress: asha, billing: { deliveredTo: "another", address: rohan } })).toEqual({ address: rohan, deliveredTo: "another" })
  })

  it("may be a business of another state than the parcel's", () =>
    given(...addressed).when(bill({ deliveredTo: "another", address: rohan, gstin: rohansGstin })).leadsTo({ billing: { gstin: rohansGstin, address: rohan } }))
})

describe("a checkout session", () => refusals<CheckoutRefusal["code"]>({
  cart_is_empty: { "there is nothing to check out, whatever changed": (code) => given().when({ ...start, demands: [], changes }).refuses(code) },
  cart_has_changed: {
    "a price or the stock is not what the cart says, and nobody said yes to it": (code) => {
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
    "a paisa more, or less, than was agreed": (code) => {
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
