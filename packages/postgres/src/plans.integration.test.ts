// Every statement of a shop finds its rows by an index, however many there are: no table that grows is read from end to end.
import { Carts, Catalog, Checkouts, expireOrder, getCart, getOrder, getTimeline, Idempotency, Inventory, Invoices, listDeliveries, listOrders, openPayment, type OrderFilter, OrderList, Orders, Outbox, payByCod, Payments, receiveWebhook, redeliver, Refunds, relayAll, Subscribers, sweep, Tasks, workAll } from "@bahi/application"
import { GatewayCustomer } from "@bahi/application/memory"
import { asAdmin, asGuest, buy, goods, shopOn } from "@bahi/application/testing"
import { id } from "@bahi/core/id"
import { PgClient } from "@effect/sql-pg"
import { assert, layer } from "@effect/vitest"
import { Effect, Layer, Redacted, Stream, Tracer } from "effect"
import { multiply } from "./testing/multiply.ts"
import { sales } from "./testing/sales.ts"
import { postgresClient } from "./index.ts"
import { freshStorage, migratedDatabase } from "./testing/index.ts"

const ROWS = Number(process.env["PLAN_ROWS"] ?? 5_000)

/** Notes the text of every statement that this work sends. */
const recorded = Effect.fnUntraced(function*<A, E, R>(work: Effect.Effect<A, E, R>) {
  const statements = new Set<string>()
  yield* Effect.withTracer(work, Tracer.make({
    span: (options) => {
      const span = new Tracer.NativeSpan(options)
      const attribute = span.attribute.bind(span)
      span.attribute = (key, value) => {
        if (key === "db.query.text") statements.add(String(value))
        attribute(key, value)
      }
      return span
    }
  }))
  return [...statements].filter((statement) => /^\s*(?:select|insert|update|delete|with)\b/i.test(statement))
})

/** What the stories of a sale leave out. */
const theRest = Effect.gen(function*() {
  const now = Date.now()
  const { guestKey, order } = yield* buy([[goods.kurta, 1]], { method: "upi" })
  const orderId = id<"order">(order.orderId)
  const { gatewayOrderId } = yield* openPayment({ orderNumber: order.orderNumber }).pipe(asGuest(guestKey))
  const customer = yield* GatewayCustomer
  yield* customer.pay(gatewayOrderId, "failed")
  for (const delivery of yield* customer.deliveries) yield* receiveWebhook(delivery)
  yield* payByCod({ orderNumber: order.orderNumber }, "a key").pipe(asGuest(guestKey))
  yield* expireOrder(orderId)
  yield* Effect.ignore(getCart().pipe(asGuest(guestKey)))
  yield* getOrder(order.orderNumber).pipe(asGuest(guestKey))
  yield* getTimeline(order.orderNumber).pipe(asGuest(guestKey))
  yield* relayAll()
  yield* sweep()

  const nobody = crypto.randomUUID()
  const catalog = yield* Catalog
  const [first] = yield* catalog.list({ limit: 2 })
  yield* catalog.list({ limit: 2, after: first!.sku } as never)
  yield* (yield* Carts).currentOf({ kind: "guest", guestKey: guestKey })
  yield* (yield* Carts).lastOf({ kind: "guest", guestKey: guestKey })
  yield* (yield* Checkouts).openOf(id<"cart">(nobody))
  yield* (yield* Checkouts).lapsed(now, 10)
  yield* (yield* Orders).lapsed(now, 10)
  yield* (yield* Payments).byGatewayOrder(nobody)
  yield* (yield* Refunds).underWay(nobody)
  yield* (yield* Invoices).byNumber("INV-2026-000001")
  yield* (yield* Invoices).ofOrders([orderId])
  yield* (yield* Inventory).lapse(now)
  yield* (yield* Outbox).postpone(now)
  yield* (yield* Tasks).due(["DeliverWebhook"], now, 10)
  const subscribers = yield* Subscribers
  const [subscriber] = yield* subscribers.list
  const { subscriberId } = subscriber!
  const { items } = yield* listDeliveries(subscriberId, { limit: 1 }).pipe(asAdmin)
  yield* subscribers.deliveriesOf(subscriberId, { limit: 10, before: items[0]!.deliveryId })
  yield* redeliver(items[0]!.deliveryId).pipe(asAdmin)
  yield* workAll()
  yield* (yield* Idempotency).claim({ caller: "x", key: "y", request: "z" }, now)
})

/** Every filter of a list of orders, alone and with others, under every sort, and counted; the last as CSV too. */
const lists = Effect.gen(function*() {
  const parts: ReadonlyArray<OrderFilter> = [
    {}, { status: "completed" }, { paymentStatus: "paid", fulfilmentStatus: "delivered" }, { source: "api" }, { tag: "vip" }, { customerId: id<"customer">(crypto.randomUUID()) }, { email: "nobody@example.com" }
  ]
  const days = { placedFrom: Date.now() - 60_000, placedTo: Date.now() }
  const filters = parts.flatMap((part) => parts.flatMap((other) => [{ ...part, ...other }, { ...part, ...other, ...days }]))
  for (const filter of filters) {
    for (const sort of ["date", "total"] as const) {
      for (const direction of ["asc", "desc"] as const) {
        const after = { sort, direction, value: direction === "asc" ? 1 : Date.now(), orderId: id<"order">(crypto.randomUUID()) }
        yield* listOrders(filter, { sort, direction, limit: 20, count: sort === "date" ? "counted" : "uncounted", ...(filter.source === undefined ? {} : { after }) }).pipe(asAdmin)
      }
    }
  }
  const { lines } = yield* OrderList
  for (const filter of parts) yield* Stream.runDrain(Stream.take(lines(filter), 1))
})

/** A node of a plan, as `explain (format json)` tells it. */
interface Node {
  readonly "Node Type": string
  readonly "Relation Name"?: string
  readonly "Index Cond"?: string
  readonly Plans?: ReadonlyArray<Node>
}

/** The tables that a plan reads from end to end: as they lie, or along an index without a key, where no limit ends it. */
const readWhole = (node: Node, isLimited = false): ReadonlyArray<string> => {
  const isWhole = node["Node Type"] === "Seq Scan" || node["Node Type"].startsWith("Index") && node["Index Cond"] === undefined && !isLimited
  const below = (node.Plans ?? []).flatMap((inner) => readWhole(inner, isLimited || node["Node Type"] === "Limit"))
  return isWhole && node["Relation Name"] !== undefined ? [node["Relation Name"], ...below] : below
}

/** Which of these statements, prepared for any parameter, read a table from end to end that `isGrowing`. */
const wholeReads = Effect.fnUntraced(function*(statements: ReadonlyArray<string>, isGrowing: (table: string) => boolean) {
  const sql = yield* PgClient.PgClient
  const found: Array<string> = []
  for (const statement of statements) {
    const name = `plan_${crypto.randomUUID().replaceAll("-", "")}`
    const count = Math.max(0, ...[...statement.matchAll(/\$(\d+)/g)].map(([, place]) => Number(place)))
    const tables = yield* Effect.gen(function*() {
      yield* sql.unsafe(`prepare ${name} as ${statement}`).unprepared
      const [plan] = yield* sql.unsafe<{ readonly "QUERY PLAN": ReadonlyArray<{ readonly Plan: Node }> }>(`explain (format json) execute ${name}${count > 0 ? `(${Array(count).fill("null").join(", ")})` : ""}`).unprepared
      return readWhole(plan!["QUERY PLAN"][0]!.Plan).filter(isGrowing)
    }).pipe(Effect.catch((error) => Effect.succeed([`not explained: ${String(error.reason.cause)}`])))
    if (tables.length > 0) found.push(`${tables.join(", ")}: ${statement.trim().replace(/\s+/g, " ")}`)
  }
  return found
})

// One connection, whose counters can be told to settle.
layer(shopOn(freshStorage({ maxConnections: 1, readers: 0 })), { timeout: "120 seconds", excludeTestServices: true })("no growing table", (it) => {
  it.effect("is read from end to end, by any statement or function", () => Effect.gen(function*() {
    const sql = yield* PgClient.PgClient
    yield* sales
    yield* sql`insert into outbox (aggregate, aggregate_id, event, attempts, not_before, created_at) select 'order', gen_random_uuid(), '{}', 10, now(), now()`
    yield* sql`insert into idempotency_keys (caller, key, request, answer, created_at) values ('caller', 'key', 'request', '{}', now())`
    const tables = yield* multiply(ROWS, ["number_series", "stock", "webhook_subscribers"])
    assert.includeMembers(tables, ["carts", "cart_items", "checkout_sessions", "orders", "order_items", "shipments", "order_status_history", "payments", "payment_events", "refunds", "invoices", "outbox", "idempotency_keys", "reservations", "tasks", "stock_movements", "webhook_deliveries"])

    // The tables, and those of their months that hold the rows.
    const large = (yield* sql<{ readonly name: string }>`select relname::text as name from pg_class where relnamespace = current_schema()::regnamespace and relkind = 'r' and reltuples >= ${ROWS / 4}::integer`).map(({ name }) => name)
    assert.isAtLeast(large.length, tables.length)

    // Statements as they are prepared: planned for any parameter.
    yield* sql`set plan_cache_mode = force_generic_plan`
    // What has no key is to be seen, not avoided.
    yield* sql`set enable_seqscan = on`
    const scans = Effect.gen(function*() {
      yield* sql`select pg_stat_force_next_flush()`
      yield* sql`select pg_stat_clear_snapshot()`
      const found = yield* sql<{ readonly table: string; readonly scans: bigint }>`select relname::text as table, seq_scan as scans from pg_stat_user_tables where relname = any(${large})`
      return new Map(found.map(({ table, scans }) => [table, Number(scans)]))
    })
    const before = yield* scans
    const statements = yield* recorded(Effect.all([sales, theRest, lists], { discard: true }))
    const after = yield* scans

    const found = yield* wholeReads(statements, (table) => large.includes(table))
    assert.isAbove(statements.length, 50)
    // What functions and triggers do is counted where it was done.
    const counted = [...after].filter(([table, scans]) => scans > before.get(table)!).map(([table]) => table).sort()
    assert.deepStrictEqual({ statements: found, counted }, { statements: [], counted: [] })

    // It would have been noticed.
    yield* sql`do $$ begin perform from orders where phone = 'nobody'; end $$`
    assert.isAbove((yield* scans).get("orders")!, after.get("orders")!)
  }), 120_000)
})

layer(shopOn(freshStorage()), { timeout: "60 seconds", excludeTestServices: true })("no growing table", (it) => {
  it.effect("is read from end to end where a statement was prepared while it was empty", () => Effect.gen(function*() {
    const statements = yield* recorded(Effect.all([sales, theRest, lists], { discard: true }))
    const empty = Layer.unwrap(Effect.map(migratedDatabase, ({ url }) => postgresClient({ url: Redacted.make(url), maxConnections: 1, readers: 0 })))
    yield* Effect.provide(Effect.gen(function*() {
      const growing = (table: string) => !["number_series", "webhook_subscribers"].includes(table)
      assert.deepStrictEqual(yield* wholeReads(statements, growing), [])
      // PostgreSQL takes a table for larger than it is until it has looked.
      yield* (yield* PgClient.PgClient)`analyze`
      assert.deepStrictEqual(yield* wholeReads(statements, growing), [])
    }), empty, { local: true })
  }), 60_000)
})
