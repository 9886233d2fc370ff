import { destinationOf } from "@bahi/core/checkout"
import { id } from "@bahi/core/id"
import type { PlacedOrder } from "@bahi/core/order"
import { Effect } from "effect"
import { claimOf } from "../caller/claim.ts"
import { actorOf, currentOwner } from "../caller/guest.ts"
import { Engine, newId } from "../execute/index.ts"
import { findOrder, findOrderById, locksOf, paymentOf, readPayment } from "../order/find.ts"
import { orderView } from "../order/view.ts"
import { Refused, Shipping, Shop } from "../ports/index.ts"
import { price } from "../pricing/pricing.ts"
import type { Input } from "../schema/index.ts"
import { lookAt } from "./verify.ts"
import { paymentView } from "./view.ts"

/** A payment, for who may see its order (P08). */
export const getPayment = Effect.fn("payment.get")(function*(paymentId: string) {
  const payment = yield* readPayment(id<"payment">(paymentId))
  yield* findOrderById(payment.orderId)
  return paymentView(payment)
})

/**
 * Lets an order that waits to be paid be paid at the door instead (P06): the fee is added, and the order confirmed.
 * Asked again it answers the same order. The gateway is looked at first, if it answers: what was paid there meanwhile
 * confirms the order, and what is under way there has to end before.
 */
export const payByCod = Effect.fn("payment.cod")(function*({ orderNumber }: typeof Input.PayByCod.Type, idempotencyKey?: string) {
  const owner = yield* currentOwner
  const engine = yield* Engine
  const shop = yield* Shop
  const shipping = yield* Shipping
  const { paymentId: current } = yield* findOrder(orderNumber)
  yield* lookAt(current)
  return yield* engine.execute({
    actor: actorOf(owner),
    idempotency: claimOf(owner, idempotencyKey, "PayByCod", orderNumber),
    plan: Effect.gen(function*() {
      const found = yield* findOrder(orderNumber)
      const { orderId, paymentId: replaced, shippingAddress } = found
      const { cod } = yield* shipping.serviceability(shippingAddress.pincode)
      const paymentId = yield* newId<"payment">()
      return {
        lock: locksOf(found),
        decide: Effect.fnUntraced(function*(states, at) {
          const order = states.state("order", orderId) as PlacedOrder
          if (order.paymentMethod === "cod") return []
          if (states.state("payment", replaced).status === "authorized") return yield* new Refused({ refusal: { code: "payment_under_way" } })
          const quote = yield* price({ lines: order.lines, destination: destinationOf(order.shippingAddress, order.billing), shippingRate: order.shippingMethod.rate, codFee: "charged" })
          return [{ to: "order", id: orderId, command: { type: "SwitchToCod", paymentId, quote, availability: cod ? "available" : "unavailable", at } }]
        }),
        answer: Effect.fnUntraced(function*(states) {
          const order = states.state("order", orderId) as PlacedOrder
          return orderView(shop, order, yield* paymentOf(order, states))
        })
      }
    })
  })
})
