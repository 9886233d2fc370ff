import { describe, expect, it } from "vitest"
import { id } from "../id.ts"
import { money } from "../money/index.ts"
import { refusals, specify } from "../testing/index.ts"
import { asha, express, kurta, MINUTE, rohan, rohansGstin, standard } from "../testing/samples.ts"
import { billingOf, checkoutMachine, checkoutPolicy, type CheckoutCommand, type CheckoutEvent, type CheckoutRefusal } from "./index.ts"

const machine = checkoutMachine()
const { given } = specify(machine)

const contact = { checkoutId: id<"checkout">("checkout-1"), cartId: id<"cart">("cart-1"), guestKey: id<"guest">("guest-1"), email: "asha@example.in", phone: "+919845012345" }
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
const start: CheckoutCommand = { type: "Start", ...contact, demands, at }
const sendTo = (address: typeof asha, serviceability = everywhere): CheckoutCommand => ({ type: "EnterShippingAddress", address, serviceability, at })
const bill = (billing: Extract<CheckoutCommand, { readonly type: "EnterBillingAddress" }>["billing"]): CheckoutCommand => ({ type: "EnterBillingAddress", billing, at })
const sendBy = (methodId: string): CheckoutCommand => ({ type: "SelectShippingMethod", methodId, offered: [standard, express], at })
const payBy = (method: "upi" | "cod"): CheckoutCommand => ({ type: "SelectPaymentMethod", method, agreedTotal: total, at })
const place = { type: "PlaceOrder", orderId, terms: "accepted", total, at } as const

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
    for (const [past, step] of [[[started], sendTo(asha)], [addressed, bill({ deliveredTo: "buyer" })], [addressed, sendBy("standard")], [payable, payBy("upi")]] as const) {
      given(...past).when(step).leadsTo({ expiresAt: later })
    }
  })

  it("takes a step in its last millisecond", () => given(started).when({ ...sendTo(asha), at: expiresAt }).leadsTo({ status: "address_entered" }))

  it("expires at any step, and keeps no address", () => {
    for (const past of [[started], addressed, payable, [...payable, placed]]) {
      given(...past).when({ type: "Expire", because: "order_expired", at }).then({ type: "CheckoutExpired", at })
      expect(stateAfter(...past, { type: "CheckoutExpired", at })).toStrictEqual({ status: "expired", ...contact, expiresAt })
    }
  })
})

describe("a session whose order waits to be paid", () => {
  it("ends with that order only, however idle it is", () => {
    given(...payable, placed).when({ type: "Expire", because: "idle", at: 600 * MINUTE }).refuses("order_already_placed", { orderId })
    given(...payable, placed).when({ type: "Expire", because: "order_expired", at: 600 * MINUTE }).leadsTo({ status: "expired" })
    given(...payable).when({ type: "Expire", because: "idle", at: 600 * MINUTE }).leadsTo({ status: "expired" })
  })
})

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
  cart_is_empty: { "there is nothing to check out": (code) => given().when({ ...start, demands: [] }).refuses(code) },
  checkout_has_expired: {
    "half an hour passed since the last step": (code) => {
      for (const [past, step] of [[[started], sendTo(asha)], [addressed, bill({ deliveredTo: "buyer" })], [addressed, sendBy("standard")], [payable, payBy("upi")], [payable, place]] as const) {
        given(...past).when({ ...step, at: expiresAt + 1 }).refuses(code, { expiredAt: expiresAt })
      }
    },
    "before anything is said about the address": (code) =>
      given(started).when({ ...sendTo(asha, { delivers: false, cod: false }), at: expiresAt + 1 }).refuses(code)
  },
  order_already_placed: {
    "nothing changes under an order that waits for its payment": (code) => {
      for (const step of [sendTo(rohan), bill({ deliveredTo: "buyer" }), sendBy("express"), payBy("cod"), place]) {
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
  checkout_has_no_order: { "nothing was ordered that could be complete": (code) => given(...payable).when({ type: "Complete", at }).refuses(code) }
}))
