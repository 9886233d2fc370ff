import { addItem, Catalog, Inventory, Orders, payByCod, placeOrder, relayAll, sweep } from "@bahi/application"
import { asGuest, buy, goods, guestWith, shopOn, stock, testShop, toTheTill } from "@bahi/application/testing"
import type { Item } from "@bahi/core/cart"
import { id } from "@bahi/core/id"
import { PgClient } from "@effect/sql-pg"
import { assert, layer } from "@effect/vitest"
import { Effect, Fiber, Random } from "effect"
import { freshStorage } from "./testing/index.ts"

// Reservations lapse and orders expire while others are at it.
const hasty = { ...testShop, reactions: { cartReservationMs: 30, checkoutReservationMs: 60 }, order: { ...testShop.order, paymentWindowMs: 40 } }

layer(shopOn(freshStorage({ maxConnections: 16 }), hasty), { timeout: "60 seconds", excludeTestServices: true })("at the same time", (it) => {
  const RECEIVED = 12

  /** Puts new goods on the shelf, `RECEIVED` of each. */
  const shelf = Effect.fnUntraced(function*(variants: number) {
    const items = Array.from({ length: variants }, (): Item => ({ ...goods.kurta, productId: id<"product">(crypto.randomUUID()), variantId: id<"variant">(crypto.randomUUID()), sku: crypto.randomUUID() }))
    yield* (yield* Catalog).put(items)
    yield* (yield* Inventory).receive(items.map(({ variantId }) => ({ variantId, quantity: RECEIVED })), Date.now())
    return items
  })

  /** Whether what the stock says agrees with what is held and what was sold. */
  const books = Effect.gen(function*() {
    const sql = yield* PgClient.PgClient
    const [wrong] = yield* sql<{ readonly count: number }>`
      select count(*)::integer as count from stock s
      where reserved <> (select coalesce(sum(quantity), 0) from reservations r where r.variant_id = s.variant_id and r.status = 'held')
      or on_hand <> (select sum(quantity) from stock_movements m where m.variant_id = s.variant_id)`
    const [{ deadlocks }] = (yield* sql`select deadlocks::integer from pg_stat_database where datname = current_database()`) as [{ readonly deadlocks: number }]
    return { wrong: wrong!.count, deadlocks }
  })

  it.effect("F22: orders over many goods, carts that lapse, sweeps and deliveries to the shelf neither lock each other out nor lose a piece", () => Effect.gen(function*() {
    const items = yield* shelf(10)
    const inventory = yield* Inventory
    const again = <A, E, R>(work: Effect.Effect<A, E, R>) => Effect.forever(Effect.andThen(work, Effect.sleep("3 millis")))
    const busywork = yield* Effect.forkChild(Effect.all([
      again(sweep()), again(sweep()), again(relayAll()),
      again(Effect.suspend(() => inventory.receive(items.toReversed().map(({ variantId }) => ({ variantId, quantity: 1 })), Date.now())))
    ], { concurrency: "unbounded" }))

    const shopper = Effect.gen(function*() {
      const wanted = (yield* Random.shuffle(items)).slice(0, 6)
      const guestKey = yield* guestWith([[wanted[0]!, 1]])
      yield* Effect.forEach(wanted.slice(1), ({ productId }) => addItem({ productId, quantity: 2 }).pipe(asGuest(guestKey)), { concurrency: 3 })
      const { sessionId } = yield* toTheTill(guestKey)
      return yield* placeOrder({ sessionId, termsAccepted: true }).pipe(asGuest(guestKey))
    })
    const outcomes = yield* Effect.forEach(Array.from({ length: 32 }), () => Effect.result(shopper), { concurrency: 12 })
    assert.isUndefined(busywork.pollUnsafe())
    yield* Fiber.interrupt(busywork)

    const failures = outcomes.flatMap((outcome) => outcome._tag === "Success" ? [] : [outcome.failure])
    // Whoever's hold lapsed is told so by the stock, or by what the checkout finds changed.
    const isShort = (failure: (typeof failures)[number]) => failure._tag === "Refused" && (failure.refusal.code === "insufficient_stock"
      || (failure.refusal.code === "cart_has_changed" && failure.refusal.changes.every(({ kind }) => kind === "shortage")))
    assert.deepStrictEqual(failures.filter((failure) => !isShort(failure)), [])
    assert.isAbove(outcomes.length - failures.length, 0)
    assert.deepStrictEqual(yield* books, { wrong: 0, deadlocks: 0 })
  }))

  it.effect("an order that runs out of time while it is switched to cash is confirmed or expired, never half of each", () => Effect.gen(function*() {
    yield* stock(100)
    const sales = yield* Effect.forEach(Array.from({ length: 16 }), () => buy([[goods.kurta, 1], [goods.atta, 1]], { method: "upi" }), { concurrency: 8 })
    yield* Effect.all([
      Effect.forEach(sales, ({ guestKey, order: { orderNumber } }) => Effect.result(payByCod({ orderNumber }).pipe(asGuest(guestKey))), { concurrency: 8 }),
      sweep(), sweep()
    ], { concurrency: "unbounded" })
    yield* Effect.sleep("50 millis")
    yield* sweep()

    const orderIds = sales.map(({ order }) => id<"order">(order.orderId))
    const sql = yield* PgClient.PgClient
    const found = yield* sql<{ readonly lifecycle: string; readonly cart: string; readonly session: string; readonly payments: ReadonlyArray<string>; readonly held: number; readonly sold: number }>`
      select lifecycle, c.status as cart, s.status as session,
        (select array_agg(status order by opened_at, status) from payments p where p.order_id = o.id) as payments,
        (select count(*)::integer from reservations r where r.order_id = o.id and r.status = 'held') as held,
        (select count(*)::integer from stock_movements m where m.order_id = o.id) as sold
      from orders o join carts c on c.id = o.cart_id join checkout_sessions s on s.id = o.checkout_session_id where o.id = any(${orderIds}::uuid[])`
    for (const { lifecycle, payments, ...rest } of found) {
      const expected = lifecycle === "confirmed"
        ? { payments: ["cancelled", "pending"], cart: "converted", session: "completed", held: 0, sold: 2 }
        : { payments: ["cancelled"], cart: "active", session: "expired", held: 0, sold: 0 }
      assert.deepStrictEqual({ payments: [...payments].sort(), ...rest }, expected)
    }
    assert.strictEqual(found.length, sales.length)
    assert.strictEqual((yield* (yield* Orders).lapsed(Date.now(), 100)).length, 0)
    assert.deepStrictEqual(yield* books, { wrong: 0, deadlocks: 0 })
  }))

  it.effect("F26: a cart to which one guest adds twenty times at once has all twenty", () => Effect.gen(function*() {
    const [item] = yield* shelf(1)
    yield* (yield* Inventory).receive([{ variantId: item!.variantId, quantity: 100 }], Date.now())
    const guestKey = yield* guestWith([[item!, 1]])
    const carts = yield* Effect.forEach(Array.from({ length: 20 }), () => addItem({ productId: item!.productId, quantity: 1 }).pipe(asGuest(guestKey)), { concurrency: "unbounded" })
    assert.deepStrictEqual(carts.map(({ cart }) => cart.unitCount).sort((a, b) => a - b), carts.map((_, place) => place + 2))
  }))
})
