// Each race is run again and again, several at a time, on one database: RACES=5000 runs each of them so often (`pnpm test:races`).
// Nobody is told of a deadlock, or that others came first; nothing is doubled, nothing is lost.
import { addItem, cancelOrder, Catalog, expireOrder, Inventory, issueInvoices, Numbering, openPayment, Orders, Payments, placeOrder, reconcile, relayAll, Refunds, returnSurplus, settleRefund, Transactions, workAll } from "@bahi/application"
import { GatewayCustomer } from "@bahi/application/memory"
import { asGuest, buy, goods, guestWith, shopOn, stock, testShop, toTheTill } from "@bahi/application/testing"
import type { Item } from "@bahi/core/cart"
import { type GuestKey, id, type OrderId } from "@bahi/core/id"
import { PgClient } from "@effect/sql-pg"
import { assert, layer } from "@effect/vitest"
import { Effect, Random } from "effect"
import { freshStorage } from "./testing/index.ts"
import { verifyData } from "./verify/index.ts"

const ROUNDS = Number(process.env["RACES"] ?? 6)
const ROUNDS_AT_ONCE = 3
const PATIENCE_MS = 20_000 + 600 * ROUNDS

// Orders run out of time at once, but expire only when somebody says so.
const hasty = { ...testShop, order: { ...testShop.order, paymentWindowMs: 0 } }

layer(shopOn(freshStorage({ maxConnections: 24 }), hasty), { timeout: "60 seconds", excludeTestServices: true })("in every round", (it) => {
  const rounds = <E, R>(round: (place: number) => Effect.Effect<void, E, R>) =>
    Effect.forEach(Array.from({ length: ROUNDS }, (_, place) => place), round, { concurrency: ROUNDS_AT_ONCE, discard: true })
  const atOnce = <A, E, R>(...work: ReadonlyArray<Effect.Effect<A, E, R>>) => Effect.all(work, { concurrency: "unbounded" })
  const times = <A, E, R>(count: number, work: Effect.Effect<A, E, R>) => Array.from({ length: count }, () => work)

  const settled = Effect.gen(function*() {
    while ((yield* relayAll()) + (yield* workAll()) > 0);
  })

  /** New goods on the shelf, so many pieces. */
  const shelf = Effect.fnUntraced(function*(pieces: number) {
    const item: Item = { ...goods.kurta, productId: id<"product">(crypto.randomUUID()), variantId: id<"variant">(crypto.randomUUID()), sku: crypto.randomUUID() }
    yield* (yield* Catalog).put([item])
    yield* (yield* Inventory).receive([{ variantId: item.variantId, quantity: pieces }], Date.now())
    return item
  })
  const add = (guestKey: GuestKey, { productId }: Item, key?: string, quantity = 1) => addItem({ productId, quantity }, key).pipe(asGuest(guestKey))

  it.effect("F26: what several add to one cart at once is all in it, in one cart, though there was none before", () => Effect.gen(function*() {
    const [one, other] = [yield* shelf(1_000_000), yield* shelf(1_000_000)]
    yield* rounds(Effect.fnUntraced(function*(place) {
      // Every second guest has just bought something: the cart is opened by whoever comes first.
      const guestKey = yield* place % 2 === 0 ? guestWith([[one, 1]]) : Effect.map(buy([[one, 1]]), ({ guestKey }) => guestKey)
      const before = place % 2 === 0 ? 1 : 0
      const carts = (yield* atOnce(...times(4, add(guestKey, one)), ...times(4, add(guestKey, other)))).map(({ cart }) => cart)
      const last = carts.toSorted((a, b) => b.unitCount - a.unitCount)[0]!
      assert.deepStrictEqual(last.lines.map(({ quantity, sku }) => [sku, quantity]).sort(), [[one.sku, 4 + before], [other.sku, 4]].sort())
      assert.strictEqual(new Set(carts.map(({ cartId }) => cartId)).size, 1)
    }))
  }), PATIENCE_MS)

  it.effect("F22: the last two pieces go to two of six", () => rounds(Effect.fnUntraced(function*() {
    const item = yield* shelf(2)
    const outcomes = yield* atOnce(...times(6, Effect.result(guestWith([[item, 1]]))))
    const refusals = outcomes.flatMap((outcome) => outcome._tag === "Success" ? [] : [outcome.failure._tag === "Refused" ? outcome.failure.refusal.code : outcome.failure._tag])
    assert.deepStrictEqual(refusals, Array(4).fill("insufficient_stock"))
  })), PATIENCE_MS)

  it.effect("F15: one checkout placed four times is one order", () => Effect.gen(function*() {
    yield* stock(1_000_000)
    yield* rounds(Effect.fnUntraced(function*(place) {
      const guestKey = yield* guestWith([[goods.hamper, 1], [goods.kurta, 1]])
      const { sessionId } = yield* toTheTill(guestKey, { method: place % 2 === 0 ? "cod" : "upi" })
      const orders = yield* atOnce(...times(4, placeOrder({ sessionId, termsAccepted: true }).pipe(asGuest(guestKey))))
      assert.strictEqual(new Set(orders.map(({ orderNumber }) => orderNumber)).size, 1)
    }))
  }), PATIENCE_MS)

  /** Orders that are paid while somebody ends them, in either order; what became of each, when all is settled. */
  const paidWhile = Effect.fnUntraced(function*<E, R>(end: (sale: { readonly orderId: OrderId; readonly orderNumber: string; readonly guestKey: GuestKey }) => Effect.Effect<unknown, E, R>) {
    yield* stock(1_000_000)
    const { pay } = yield* GatewayCustomer
    const totals = new Map<OrderId, number>()
    yield* rounds(Effect.fnUntraced(function*(place) {
      const { guestKey, order } = yield* buy([[goods.kurta, 1], [goods.atta, 2]], { method: "upi" })
      const orderId = id<"order">(order.orderId)
      totals.set(orderId, order.totals.grandTotal)
      const { gatewayOrderId, paymentId } = yield* openPayment({ orderNumber: order.orderNumber }).pipe(asGuest(guestKey))
      const hear = Effect.orDie(Effect.asVoid(reconcile(id<"payment">(paymentId))))
      const ends = Effect.orDie(Effect.asVoid(end({ orderId, orderNumber: order.orderNumber, guestKey })))
      yield* pay(gatewayOrderId, "captured")
      yield* Effect.all(place % 2 === 0 ? [hear, ends, hear, ends] : [ends, hear, ends, hear], { concurrency: "unbounded", discard: true })
    }))
    yield* settled
    const orders = yield* (yield* Orders).read([...totals.keys()])
    return [...totals].map(([orderId, total]) => ({ state: orders.get(orderId)!.state, total }))
  })

  it.effect("F16: an order that is paid while it expires is confirmed, or expired and owes nothing", () => Effect.gen(function*() {
    for (const { state, total } of yield* paidWhile(({ orderId }) => expireOrder(orderId))) {
      if (state.status !== "confirmed" && state.status !== "expired") return assert.fail(state.status)
      assert.deepStrictEqual([state.paidAmount, state.refundedAmount], [total, state.status === "expired" ? total : 0])
    }
  }), 2 * PATIENCE_MS)

  it.effect("F16: an order that is paid while it is called off keeps nothing of it", () => Effect.gen(function*() {
    const why = { reason: "I ordered it twice", category: "duplicate_order" } as const
    for (const { state, total } of yield* paidWhile(({ guestKey, orderNumber }) => cancelOrder(orderNumber, why).pipe(asGuest(guestKey)))) {
      if (state.status !== "cancelled") return assert.fail(state.status)
      assert.deepStrictEqual([state.paidAmount, state.refundedAmount], [total, total])
    }
  }), 2 * PATIENCE_MS)

  it.effect("F12: a surplus that three want to give back goes back once", () => Effect.gen(function*() {
    yield* stock(1_000_000)
    const { pay } = yield* GatewayCustomer
    const sql = yield* PgClient.PgClient
    yield* rounds(Effect.fnUntraced(function*() {
      const { guestKey, order } = yield* buy([[goods.earphones, 1]], { method: "upi" })
      const orderId = id<"order">(order.orderId)
      const { gatewayOrderId, paymentId } = yield* openPayment({ orderNumber: order.orderNumber }).pipe(asGuest(guestKey))
      for (const outcome of ["captured", "captured", "captured"] as const) yield* pay(gatewayOrderId, outcome)
      yield* atOnce(...times(2, reconcile(id<"payment">(paymentId))))
      yield* atOnce(...times(3, returnSurplus(orderId)))
      const refunds = yield* sql<{ readonly id: string }>`select id from refunds where order_id = ${orderId}`
      assert.strictEqual(refunds.length, 2)
      yield* atOnce(...refunds.flatMap((refund) => times(3, settleRefund(refund.id))))
      const [payment] = yield* (yield* Payments).ofOrder(orderId)
      assert.deepStrictEqual(payment!.refunds.map(({ amount, stage }) => [amount, stage]), times(2, 0 as never).map(() => [order.totals.grandTotal, "refunded"]))
      const states = yield* (yield* Refunds).read(refunds.map((refund) => refund.id))
      assert.deepStrictEqual([...states.values()].map(({ state }) => state.status), ["completed", "completed"])
    }))
  }), 2 * PATIENCE_MS)

  it.effect("F32: eight number one series, every third in vain: the numbers run from one, none missing, none twice", () => Effect.gen(function*() {
    const numbering = yield* Numbering
    const transactions = yield* Transactions
    yield* rounds(Effect.fnUntraced(function*() {
      const series = crypto.randomUUID()
      const take = Effect.gen(function*() {
        const count = yield* Random.nextIntBetween(1, 4)
        return yield* transactions.run(Effect.gen(function*() {
          const first = yield* numbering.take(series, count)
          if ((yield* Random.nextIntBetween(0, 3)) === 0) return yield* Effect.fail("in vain" as const)
          return Array.from({ length: count }, (_, place) => first + place)
        })).pipe(Effect.catchIf((error) => error === "in vain", () => Effect.succeed([])))
      })
      const taken = (yield* atOnce(...times(8, take))).flat().sort((a, b) => a - b)
      assert.deepStrictEqual(taken, taken.map((_, place) => place + 1))
      // Whoever may leave gaps waits for nobody, and no number comes twice either.
      const given = yield* atOnce(...times(8, transactions.run(numbering.next(`race ${series}`))))
      assert.deepStrictEqual(given.sort((a, b) => a - b), [1, 2, 3, 4, 5, 6, 7, 8])
    }))
  }), PATIENCE_MS)

  it.effect("F36: twenty who bring one key are answered the same, and served once; who brings another request is told", () => Effect.gen(function*() {
    const item = yield* shelf(1_000_000)
    yield* rounds(Effect.fnUntraced(function*() {
      const guestKey = yield* guestWith([[item, 1]])
      const outcomes = yield* atOnce(...times(19, Effect.result(add(guestKey, item, "key"))), Effect.result(add(guestKey, item, "key", 5)))
      const answers = outcomes.flatMap((outcome) => outcome._tag === "Success" ? [outcome.success.cart.unitCount] : [])
      const refusals = outcomes.flatMap((outcome) => outcome._tag === "Success" ? [] : [outcome.failure._tag === "Refused" ? outcome.failure.refusal.code : outcome.failure._tag])
      // Whichever came first.
      assert.deepInclude([{ answers: Array(19).fill(2), refusals: 1 }, { answers: [6], refusals: 19 }], { answers, refusals: refusals.length })
      assert.deepStrictEqual(new Set(refusals), new Set(["idempotency_key_reused"]))
    }))
  }), PATIENCE_MS)

  it.effect("F32: three issue the invoices of one order: one is issued", () => Effect.gen(function*() {
    yield* stock(1_000_000)
    const sql = yield* PgClient.PgClient
    yield* rounds(Effect.fnUntraced(function*() {
      const { order: { orderId } } = yield* buy([[goods.kurta, 1]])
      yield* atOnce(...times(3, issueInvoices([id<"order">(orderId)])))
      assert.strictEqual((yield* sql`select from invoices where order_id = ${orderId}`).length, 1)
    }))
  }), PATIENCE_MS)

  it.effect("and the books are straight afterwards: every law holds of every row, and no two ever waited for each other", () => Effect.gen(function*() {
    yield* settled
    assert.deepStrictEqual((yield* verifyData()).filter(({ violations }) => violations > 0), [])
    const sql = yield* PgClient.PgClient
    assert.deepStrictEqual(yield* sql`select deadlocks::integer from pg_stat_database where datname = current_database()`, [{ deadlocks: 0 }])
  }), 10 * PATIENCE_MS)
})
