import { assert, layer } from "@effect/vitest"
import { id } from "@bahi/core/id"
import { Effect, type Layer } from "effect"
import { TestClock } from "effect/testing"
import { relayAll, sweep } from "../../index.ts"
import { Inventory, Invoices, Orders, type Storage } from "../../ports/index.ts"
import { goods } from "../fixtures.ts"
import { buy, guestWith, shopOn, stock } from "../sale.ts"
import { fresh } from "./specimens.ts"

/** What the jobs promise on every storage: one that fails keeps no other from its turn. */
export const jobsContract = (name: string, storage: Layer.Layer<Storage, unknown>) =>
  layer(shopOn(storage))(`Jobs (${name})`, (it) => {
    const ordersOf = (method: "cod" | "upi", count: number) =>
      Effect.forEach(Array.from({ length: count }), () => Effect.map(buy([[goods.kurta, 1]], { method }), ({ order }) => id<"order">(order.orderId)))

    it.effect("invoices every order but the one that fails, which is tried again", () => Effect.gen(function*() {
      yield* stock(10)
      const orderIds = yield* ordersOf("cod", 5)
      const bad = orderIds[2]!
      const invoices = yield* Invoices
      const invoiced = Effect.map(invoices.ofOrders(orderIds), (found) => orderIds.filter((orderId) => found.has(orderId)))
      const broken = Invoices.of({ ...invoices, ofOrders: (asked) => asked.includes(bad) ? Effect.die("broken") : invoices.ofOrders(asked) })

      yield* relayAll().pipe(Effect.provideService(Invoices, broken))
      assert.deepStrictEqual(yield* invoiced, orderIds.filter((orderId) => orderId !== bad))
      yield* relayAll()
      assert.notInclude(yield* invoiced, bad)
      yield* TestClock.adjust("1 second")
      yield* relayAll()
      assert.deepStrictEqual(yield* invoiced, orderIds)
    }))

    it.effect("lets every unpaid order expire but the one that fails, and what carts hold lapse", () => Effect.gen(function*() {
      yield* stock(10)
      const orderIds = yield* ordersOf("upi", 3)
      yield* guestWith([[goods.earphones, 1]])
      const { availability } = yield* Inventory
      const free = Effect.map(availability(fresh<"cart">(), [goods.earphones.variantId], 0), ([entry]) => entry!.available)
      const before = yield* free
      const bad = orderIds[0]!
      const orders = yield* Orders
      const expired = Effect.map(orders.read(orderIds), (found) => orderIds.filter((orderId) => found.get(orderId)!.state.status === "expired"))
      const broken = Orders.of({ ...orders, read: (asked) => asked.includes(bad) ? Effect.die("broken") : orders.read(asked) })

      yield* TestClock.adjust("31 minutes")
      yield* sweep().pipe(Effect.provideService(Orders, broken))
      assert.deepStrictEqual(yield* expired, orderIds.slice(1))
      assert.strictEqual(yield* free, before + 1)
      yield* sweep()
      assert.deepStrictEqual(yield* expired, orderIds)
    }))
  })
