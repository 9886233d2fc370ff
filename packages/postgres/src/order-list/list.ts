import { type ListedOrder, OrderList } from "@bahi/application"
import { id } from "@bahi/core/id"
import type { PgClient } from "@effect/sql-pg"
import { Cause, Effect, Layer, Semaphore, Stream } from "effect"
import type { Statement } from "effect/sql"
import { database } from "../client.ts"
import { amount, instant, present } from "../sql.ts"
import { csvLine } from "./csv.ts"
import { counted, found, isBounded, isFound } from "./find.ts"

interface Row {
  readonly id: string
  readonly order_number: string
  readonly lifecycle: ListedOrder["lifecycle"]
  readonly payment_status: ListedOrder["paymentStatus"]
  readonly fulfilment_status: ListedOrder["fulfilmentStatus"]
  readonly source: ListedOrder["source"]
  readonly customer_id: string | null
  readonly customer_name: string
  readonly email: string
  readonly grand_total: bigint
  readonly paid_amount: bigint
  readonly refunded_amount: bigint
  readonly tags: ReadonlyArray<string>
  readonly placed_at: Date
}

const columns = "id, order_number, lifecycle, payment_status, fulfilment_status, source, customer_id, customer_name, email, grand_total, paid_amount, refunded_amount, tags, placed_at"

/** How many exports may run at once: each has a connection of the pool to itself. */
const EXPORTS = 2

/** Lists of orders, from `orders`. */
export const orderListPostgres = Layer.effect(OrderList, Effect.gen(function*() {
  const { quickly, sql } = yield* database
  const exports = yield* Semaphore.make(EXPORTS)
  return OrderList.of({
    page: (filter, { after, limit, ...sort }) => {
      const rows = sql<Row>`${found(sql, sql.literal(columns), { filter, sort, after, limit })}`
      // What may take longer holds up nobody else's reads.
      return (isBounded(filter, sort) ? quickly(rows) : rows).pipe(Effect.map((rows) => rows.map(listedOf)), Effect.orDie)
    },
    count: (filter, atMost) =>
      sql<{ readonly count: bigint }>`${counted(sql, filter, atMost + 1)}`.pipe(
        Effect.map(([row]) => Number(row!.count) > atMost ? "more" as const : Number(row!.count)), Effect.orDie),
    lines: (filter) => Stream.unwrap(Effect.gen(function*() {
      yield* Effect.acquireRelease(exports.take(1), () => exports.release(1), { interruptible: true })
      return linesOf(sql, sql`select ${csvLine(sql)} as line from orders ${isFound(sql, filter)} order by placed_at desc, id desc`)
    })).pipe(Stream.orDie)
  })
}))

/** Lines that are fetched at once. */
const FETCHED = 4_000

/** How long the next lines may take to be found, where few orders pass the filter; and how long nobody may want them. */
const PATIENCE = "60s"

/**
 * All lines of a query, from a cursor, which sees the database as it was when it was opened. It holds no lock, and lives in a
 * transaction that only reads; whoever fetches nothing for a minute loses it, so that what was deleted can be cleaned up.
 */
const linesOf = (sql: PgClient.PgClient, query: Statement.Fragment) => Stream.unwrap(Effect.gen(function*() {
  const connection = yield* sql.reserve
  const run = (statement: Statement.Fragment) => connection.executeUnprepared(...sql`${statement}`.compile(), undefined)
  yield* Effect.acquireRelease(run(sql`begin read only`), () => Effect.ignore(run(sql`rollback`)))
  yield* run(sql`select set_config('statement_timeout', ${PATIENCE}, true), set_config('idle_in_transaction_session_timeout', ${PATIENCE}, true), set_config('datestyle', 'ISO', true)`)
  yield* run(sql`declare lines no scroll cursor for ${query}`)
  const fetch = sql`fetch ${sql.literal(String(FETCHED))} from lines`
  return Stream.fromPull(Effect.succeed(Effect.flatMap(run(fetch), (rows) =>
    rows.length === 0 ? Cause.done() : Effect.succeed([rows.map((row) => (row as { readonly line: string }).line).join("")] as const))))
}))

const listedOf = (row: Row): ListedOrder => ({
  orderId: id<"order">(row.id),
  orderNumber: row.order_number,
  lifecycle: row.lifecycle,
  paymentStatus: row.payment_status,
  fulfilmentStatus: row.fulfilment_status,
  source: row.source,
  ...present("customerId", row.customer_id, id<"customer">),
  customerName: row.customer_name,
  email: row.email,
  currency: "INR",
  grandTotal: amount(row.grand_total),
  paidAmount: amount(row.paid_amount),
  refundedAmount: amount(row.refunded_amount),
  tags: row.tags,
  placedAt: instant(row.placed_at)
})
