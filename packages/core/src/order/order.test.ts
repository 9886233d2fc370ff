import { describe, expect, it } from "vitest"
import { money } from "../money/index.ts"
import { DAY, MINUTE, placement, pricing } from "../testing/samples.ts"
import {
  addPayment, arrived, cameBack, codPayment, codQuote, comesBack, confirmed, credit, done, drafted, edit, expired, firstParcel, given, note, oneKurta,
  onItsWay, orderId, paid, parcel, paymentId, placed, placedCod, record, secondParcel, sentTwice, stateAfter, switchToCod, tag, theAtta, toPack, total,
  wholeCancelled
} from "../testing/story/order.ts"
import { type OrderEvent, orderMachine } from "./index.ts"

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
