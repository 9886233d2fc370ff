import { addSubscriber, cancelItems, cancelOrder, openPayment, reconcile, recordDelivery, relayAll, ship, sweep, workAll } from "@bahi/application"
import { GatewayCustomer } from "@bahi/application/memory"
import { asAdmin, asGuest, buy, goods, guestWith, stock, toTheTill } from "@bahi/application/testing"
import { id } from "@bahi/core/id"
import { Effect } from "effect"

/** A cart, a checkout and an order in every state that a sale can be in, a payment that came twice and went back once, and a subscriber who hears of it. */
export const sales = Effect.gen(function*() {
  yield* stock(100)
  yield* addSubscriber({ url: "https://books.example/hear" }).pipe(asAdmin)
  yield* guestWith([[goods.kurta, 1], [goods.hamper, 1]])
  yield* toTheTill(yield* guestWith([[goods.earphones, 1]]))
  yield* buy([[goods.kurta, 1], [goods.atta, 3]], { method: "upi" })
  yield* buy([[goods.hamper, 1], [goods.atta, 1]])
  const { pay } = yield* GatewayCustomer

  const paid = yield* buy([[goods.kurta, 2]], { method: "upi" })
  const first = yield* openPayment({ orderNumber: paid.order.orderNumber }).pipe(asGuest(paid.guestKey))
  for (const outcome of ["failed", "captured", "captured"] as const) yield* pay(first.gatewayOrderId, outcome)
  yield* reconcile(id<"payment">(first.paymentId))
  for (let done = 1; done > 0;) done = (yield* relayAll()) + (yield* workAll())

  const delivered = yield* buy([[goods.kurta, 2], [goods.atta, 1]])
  yield* relayAll()
  const { shipments } = yield* ship(delivered.order.orderId, {}).pipe(asAdmin)
  yield* recordDelivery(delivered.order.orderId, shipments[0]!.shipmentId).pipe(asAdmin)

  const calledOff = yield* buy([[goods.kurta, 2], [goods.atta, 1]])
  yield* relayAll()
  const why = { reason: "I ordered it twice", category: "duplicate_order" } as const
  yield* cancelItems(calledOff.order.orderNumber, { items: [{ lineId: calledOff.order.lines[0]!.lineId, quantity: 1 }], ...why }).pipe(asGuest(calledOff.guestKey))
  yield* relayAll()
  yield* cancelOrder(calledOff.order.orderNumber, why).pipe(asGuest(calledOff.guestKey))
  const unpaid = yield* buy([[goods.atta, 1]], { method: "upi" })
  yield* cancelOrder(unpaid.order.orderNumber, why).pipe(asGuest(unpaid.guestKey))
  yield* sweep()
  yield* relayAll()
})
