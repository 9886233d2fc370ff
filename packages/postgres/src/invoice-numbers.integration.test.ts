import { Invoices, issueInvoices, Orders, Outbox, relayAll, Transactions } from "@bahi/application"
import { buy, goods, shopOn, stock } from "@bahi/application/testing"
import { id } from "@bahi/core/id"
import { afterwards } from "@bahi/core/reactions"
import { PgClient } from "@effect/sql-pg"
import { assert, layer } from "@effect/vitest"
import { Deferred, Effect, Fiber, Random } from "effect"
import { freshStorage } from "./testing/index.ts"

const ORDERS = 120

layer(shopOn(freshStorage({ maxConnections: 16 })), { timeout: "60 seconds", excludeTestServices: true })("invoice numbers", (it) => {
  it.effect("run from 1 to n, none missing and none twice, with eight issuers of which every third transaction fails", () => Effect.gen(function*() {
    yield* stock(10_000)
    yield* Effect.forEach(Array.from({ length: ORDERS }), () => buy([[goods.kurta, 1]]), { concurrency: 8 })

    const outbox = yield* Outbox
    let failures = 0
    // Fails after the numbers were taken and the invoices written: the transaction takes all of it back.
    const issuer = Effect.gen(function*() {
      for (;;) {
        const size = yield* Random.nextIntBetween(1, 7)
        const delivered = yield* outbox.deliver(size, Effect.fnUntraced(function*(events) {
          yield* issueInvoices(events.flatMap(afterwards).flatMap((asked) => asked.type === "IssueInvoice" ? [asked.orderId] : []))
          if ((yield* Random.nextIntBetween(0, 3)) === 0) return yield* Effect.fail("thrown in" as const)
        })).pipe(Effect.catch(() => Effect.sync(() => (failures++, 1))))
        if (delivered === 0) return
      }
    })
    yield* Effect.all(Array.from({ length: 8 }, () => issuer), { concurrency: "unbounded" })
    yield* relayAll()

    const sql = yield* PgClient.PgClient
    const issued = yield* sql<{ readonly number: string; readonly issued_at: Date }>`select number, issued_at from invoices where status = 'issued' order by number`
    assert.deepStrictEqual(issued.map(({ number }) => number.slice(-6)), Array.from({ length: ORDERS }, (_, n) => String(n + 1).padStart(6, "0")))
    assert.deepStrictEqual(issued.map(({ issued_at }) => issued_at.getTime()), issued.map(({ issued_at }) => issued_at.getTime()).toSorted((a, b) => a - b))
    assert.isAbove(failures, 5)
    assert.deepStrictEqual(yield* sql`select from outbox`, [])
  }))

  it.effect("are given to each order once, whoever asks", () => Effect.gen(function*() {
    yield* stock(10)
    const { order } = yield* buy([[goods.atta, 1]])
    const orderId = id<"order">(order.orderId)
    yield* Effect.all(Array.from({ length: 12 }, () => issueInvoices([orderId])), { concurrency: "unbounded" })
    yield* relayAll()
    const sql = yield* PgClient.PgClient
    assert.strictEqual((yield* sql`select from invoices where order_id = ${orderId}`).length, 1)
    assert.isTrue((yield* (yield* Invoices).ofOrders([orderId])).has(orderId))
  }))

  it.effect("do not wait for whoever has the order in hand", () => Effect.gen(function*() {
    yield* stock(10)
    const { order } = yield* buy([[goods.atta, 1]])
    const orderId = id<"order">(order.orderId)
    const orders = yield* Orders
    const transactions = yield* Transactions
    const [held, goOn] = [yield* Deferred.make<void>(), yield* Deferred.make<void>()]
    const holder = yield* Effect.forkChild(transactions.run(Effect.gen(function*() {
      yield* orders.lock([orderId])
      yield* Deferred.succeed(held, undefined)
      yield* Deferred.await(goOn)
    })))
    yield* Deferred.await(held)
    yield* issueInvoices([orderId]).pipe(Effect.timeout("1 second"))
    yield* Deferred.succeed(goOn, undefined)
    yield* Fiber.join(holder)
    assert.isTrue((yield* (yield* Invoices).ofOrders([orderId])).has(orderId))
  }))

  it.effect("stand on documents that nothing changes any more", () => Effect.gen(function*() {
    const sql = yield* PgClient.PgClient
    for (const statement of [sql`update invoices set number = 'X1'`, sql`update invoices set status = 'draft'`, sql`delete from invoices`, sql`delete from invoice_tax_rows`, sql`update order_status_history set to_status = 'expired'`]) {
      assert.include(String((yield* Effect.flip(statement)).reason.cause), "is never changed")
    }
  }))
})
