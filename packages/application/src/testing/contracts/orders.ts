import { assert, layer } from "@effect/vitest"
import { orderMachine } from "@bahi/core/order"
import { orderCommands } from "@bahi/core/testing"
import { Effect, type Layer } from "effect"
import { type Carts, type Checkouts, Orders, type Transactions } from "../../ports/index.ts"
import { repositoryPromises } from "./repository.ts"
import { changeOf, driveOrder, fresh, freshNumber, MINUTE, NOW, orderOf, save, savedOrder, savedSession } from "./specimens.ts"

const HALF_AN_HOUR = 30 * MINUTE

/** What every Orders repository promises. */
export const ordersContract = (name: string, storage: Layer.Layer<Carts | Checkouts | Orders | Transactions, unknown>) =>
  layer(storage, { excludeTestServices: true })(`Orders (${name})`, (it) => {
    repositoryPromises(it, {
      kind: "order", repository: Orders, machine: orderMachine(), commands: orderCommands,
      related: Effect.map(savedSession(), ({ cartId, checkoutId }) => ({ "cart-1": cartId, "checkout-1": checkoutId }))
    })

    it.effect("finds an order by its number", () => Effect.gen(function*() {
      const { byNumber } = yield* Orders
      const orderNumber = freshNumber()
      assert.strictEqual((yield* byNumber(orderNumber)).size, 0)
      const { orderId } = yield* savedOrder({ orderNumber })
      assert.deepStrictEqual(yield* byNumber(orderNumber), yield* (yield* Orders).read([orderId]))
    }))

    it.effect("F15: keeps one order a session, and one a number", () => Effect.gen(function*() {
      const { order } = yield* savedOrder()
      const again = orderOf(order.cartId!, order.checkoutId!)
      assert.deepInclude(yield* Effect.flip(save(Orders, changeOf(again.orderId, 0, again.driven))), { _tag: "Contention" })
      assert.deepInclude(yield* Effect.flip(savedOrder({ orderNumber: order.orderNumber })), { _tag: "Contention" })
    }))

    it.effect("writes the timeline as it happens, with who did it", () => Effect.gen(function*() {
      const { save: saveAll, withTimeline } = yield* Orders
      const { orderId, order } = yield* savedOrder()
      const confirmed = driveOrder(order, { type: "Confirm", at: NOW + 5 })
      yield* saveAll([{ ...changeOf(orderId, 1, confirmed), actor: { kind: "admin" } }])
      assert.deepStrictEqual(yield* withTimeline(order.orderNumber), { order: confirmed.after, timeline: [
        { axis: "lifecycle", to: "pending", at: NOW, actor: "system" },
        { axis: "payment", to: "unpaid", at: NOW, actor: "system" },
        { axis: "fulfilment", to: "unfulfilled", at: NOW, actor: "system" },
        { axis: "lifecycle", from: "pending", to: "confirmed", at: NOW + 5, actor: "admin" }
      ] })
      assert.isUndefined(yield* withTimeline(fresh()))
    }))

    it.effect("a save that is told of contention writes no history", () => Effect.gen(function*() {
      const { withTimeline } = yield* Orders
      const { orderId, order } = yield* savedOrder()
      yield* Effect.flip(save(Orders, changeOf(orderId, 7, driveOrder(order, { type: "Confirm", at: NOW }))))
      assert.lengthOf((yield* withTimeline(order.orderNumber))!.timeline, 3)
    }))

    it.effect("names the unpaid orders whose time ran out, oldest first", () => Effect.gen(function*() {
      const { lapsed } = yield* Orders
      const at = NOW + Math.floor(Math.random() * 1e9)
      const late = (yield* savedOrder({ at: at + 2 })).orderId
      const early = (yield* savedOrder({ at })).orderId
      const { orderId: confirmed, order } = yield* savedOrder({ at: at + 1 })
      yield* save(Orders, changeOf(confirmed, 1, driveOrder(order, { type: "Confirm", at })))
      const all = yield* lapsed(at + 2 + HALF_AN_HOUR, 1_000_000)
      assert.deepStrictEqual(all.filter((one) => [late, early, confirmed].includes(one)), [early, late])
      assert.notInclude(yield* lapsed(at + HALF_AN_HOUR - 1, 1_000_000), early)
      assert.include(yield* lapsed(at + HALF_AN_HOUR, 1_000_000), early)
      assert.strictEqual((yield* lapsed(at + 2 + HALF_AN_HOUR, 1)).length, 1)
    }))
  })
