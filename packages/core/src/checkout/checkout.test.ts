import { describe, expect, it } from "vitest"
import { money } from "../money/index.ts"
import { asha, express, MINUTE, rohan, rohansGstin, standard } from "../testing/samples.ts"
import {
  addressed, at, bill, byStandard, byUpi, contact, credit, demands, everywhere, expiresAt, given, machine, note, orderId, payable, payBy, place, placed, sendBy,
  sendTo, start, started, toAsha, total, used, write
} from "../testing/story/checkout.ts"
import { billingOf, checkoutPolicy, type CheckoutEvent, orderPaymentMethods, resumeOf } from "./index.ts"

const later = at + 30 * MINUTE
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
