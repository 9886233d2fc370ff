import { Payments, type Repository, type States } from "@bahi/application"
import { id } from "@bahi/core/id"
import { type Capture, capturedAmountOf, type OpenedPayment } from "@bahi/core/payment"
import { PgClient } from "@effect/sql-pg"
import { Effect, Layer } from "effect"
import type { Statement } from "effect/sql"
import { amount, contended, expectRows, insertInto, instant, present, timestamp } from "../sql.ts"

interface Row {
  readonly id: string
  readonly version: number
  readonly status: OpenedPayment["status"]
  readonly order_id: string
  readonly gateway: OpenedPayment["gateway"]
  readonly method: OpenedPayment["method"]
  readonly amount: bigint
  readonly opened_at: Date
  readonly captured_at: Date | null
  readonly cancelled_at: Date | null
  readonly captures: ReadonlyArray<Capture>
}

/** Payments in `payments`, their facts in `payment_events`. */
export const paymentsPostgres = Layer.effect(Payments, Effect.map(PgClient.PgClient, (sql) => {
  const rowsWhere = (condition: Statement.Fragment) =>
    Effect.orDie(sql<Row>`
      select id, version, status, order_id, gateway, method, amount, opened_at, captured_at, cancelled_at, coalesce((
        select jsonb_agg(jsonb_build_object('reference', e.reference, 'amount', e.amount, 'at', (extract(epoch from e.occurred_at) * 1000)::bigint) order by e.id)
        from payment_events e where e.payment_id = p.id
      ), '[]') as captures
      from payments p where ${condition} order by opened_at, id`)
  const read: Repository<"payment">["read"] = (ids) =>
    Effect.map(rowsWhere(sql`id = any(${ids}::uuid[])`), (found) => new Map(found.map((row) => [row.id, { version: row.version, state: stateOf(row) }])))

  return Payments.of({
    read,
    ofOrder: (orderId) => Effect.map(rowsWhere(sql`order_id = ${orderId}`), (found) => found.map((row) => stateOf(row) as OpenedPayment)),
    lock: (ids) => sql`select from payments where id = any(${ids}::uuid[]) order by id for no key update`.pipe(contended("payment"), Effect.andThen(read(ids))),
    save: Effect.fnUntraced(function*(changes) {
      for (const { id, version, after, events, at } of changes) {
        if (after.status === "unopened") continue
        const columns = {
          status: after.status,
          captured_amount: capturedAmountOf(after),
          captured_at: timestamp(after.status === "captured" ? after.capturedAt : undefined),
          cancelled_at: timestamp(after.status === "cancelled" ? after.cancelledAt : undefined),
          updated_at: timestamp(at)
        }
        yield* (version === 0
          ? sql`insert into payments ${sql.insert({
            id, version: 1, order_id: after.orderId, gateway: after.gateway, method: after.method, currency: after.currency, amount: after.amount, opened_at: timestamp(after.openedAt), ...columns
          })} returning id`
          : sql`update payments set version = version + 1, ${sql.update(columns)} where id = ${id} and version = ${version} returning id`
        ).pipe(contended("payment"), Effect.flatMap(expectRows("payment", 1)))
        const facts = events.flatMap((event) => event.type === "PaymentCaptured" ? [event] : [])
        if (facts.length > 0) {
          yield* insertInto(sql, "payment_events", facts.map(({ reference, amount, at }) => ({ payment_id: id, type: "captured", reference, amount, occurred_at: timestamp(at) }))).pipe(contended("payment"))
        }
      }
    })
  })
}))

const stateOf = (row: Row): States["payment"] => ({
  status: row.status,
  paymentId: id<"payment">(row.id),
  orderId: id<"order">(row.order_id),
  gateway: row.gateway,
  method: row.method,
  currency: "INR",
  amount: amount(row.amount),
  captures: row.captures,
  openedAt: instant(row.opened_at),
  ...present("capturedAt", row.captured_at, instant),
  ...present("cancelledAt", row.cancelled_at, instant)
}) as States["payment"]
