import { describe, expect, it } from "vitest"
import { money } from "../money/index.ts"
import { placement } from "../testing/samples.ts"
import {
  arrived, cameBack, codPayment, confirmed, credited, dispute, drafted, expired, firstParcel, itemsCancelled, KURTA, machine, oneKurta, orderId, paid, parcel,
  paymentId, placed, placedCod, secondParcel, stateAfter, theAtta, toPack, total, twoKurtas, wholeCancelled, wholeCredit
} from "../testing/story/order.ts"
import { axesOf, dueOf, historyOf, keptTotalOf, type OrderEvent, surplusOf } from "./index.ts"

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
