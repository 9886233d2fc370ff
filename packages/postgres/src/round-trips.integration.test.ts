import { addItem, cancelOrder, getCart, getOrder, openPayment, placeOrder, receiveWebhook, reconcile, relayAll } from "@bahi/application"
import { GatewayCustomer } from "@bahi/application/memory"
import { id } from "@bahi/core/id"
import { asGuest, buy, goods, guestWith, shopOn, stock, toTheTill } from "@bahi/application/testing"
import { assert, layer } from "@effect/vitest"
import { Effect, Tracer } from "effect"
import { freshStorage } from "./testing/index.ts"

/** How many statements this work sends to the database, one after the other. */
const statementsOf = Effect.fnUntraced(function*<A, E, R>(work: Effect.Effect<A, E, R>) {
  let statements = 0
  const tracer = Tracer.make({
    span: (options) => {
      const span = new Tracer.NativeSpan(options)
      // A transaction begins and ends; one within another sets a savepoint and releases it.
      if (options.name === "sql.transaction") statements += 2
      const attribute = span.attribute.bind(span)
      span.attribute = (key, value) => {
        if (key === "db.query.text") statements += 1
        attribute(key, value)
      }
      return span
    }
  })
  yield* Effect.withTracer(work, tracer)
  return statements
})

layer(shopOn(freshStorage()), { excludeTestServices: true })("round trips", (it) => {
  it.effect("F38: are few, and as many for one line as for three", () => Effect.gen(function*() {
    yield* stock(100)
    const first = yield* buy([[goods.kurta, 1]])
    const small = yield* guestWith([[goods.kurta, 1]])
    const large = yield* guestWith([[goods.kurta, 1], [goods.atta, 1]])
    assert.strictEqual(yield* statementsOf(addItem({ productId: goods.earphones.productId, quantity: 1 }).pipe(asGuest(large))), 4)
    for (const guestKey of [small, large]) {
      assert.strictEqual(yield* statementsOf(getCart().pipe(asGuest(guestKey))), 2)
      const { sessionId } = yield* toTheTill(guestKey)
      assert.strictEqual(yield* statementsOf(placeOrder({ sessionId, termsAccepted: true }, "key").pipe(asGuest(guestKey))), 5)
    }
    assert.strictEqual(yield* statementsOf(getOrder(first.order.orderNumber).pipe(asGuest(first.guestKey))), 3)
    assert.strictEqual(yield* statementsOf(cancelOrder(first.order.orderNumber, { reason: "Found it in the cupboard", category: "changed_mind" }).pipe(asGuest(first.guestKey))), 3)
  }))

  it.effect("F21: of a webhook are two to hear it, and few to apply it", () => Effect.gen(function*() {
    yield* stock(100)
    const { guestKey, order } = yield* buy([[goods.kurta, 1]], { method: "upi" })
    const { gatewayOrderId, paymentId } = yield* openPayment({ orderNumber: order.orderNumber }).pipe(asGuest(guestKey))
    const { deliveries, pay } = yield* GatewayCustomer
    yield* pay(gatewayOrderId, "captured")
    assert.strictEqual(yield* statementsOf(receiveWebhook((yield* deliveries).at(-1)!)), 2)
    assert.strictEqual(yield* statementsOf(reconcile(id<"payment">(paymentId))), 6)
  }))

  it.effect("of the relay are as many for five orders as for one, and one when nothing waits", () => Effect.gen(function*() {
    yield* stock(100)
    yield* relayAll()
    yield* buy([[goods.kurta, 1]])
    const forOne = yield* statementsOf(relayAll())
    for (const _ of [1, 2, 3, 4, 5]) yield* buy([[goods.kurta, 1], [goods.atta, 1]])
    assert.strictEqual(yield* statementsOf(relayAll()), forOne)
    assert.strictEqual(yield* statementsOf(relayAll()), 1)
  }))
})
