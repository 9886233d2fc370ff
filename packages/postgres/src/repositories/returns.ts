import { Returns, type States } from "@bahi/application"
import { id } from "@bahi/core/id"
import type { ApprovedReturn, AskedReturn } from "@bahi/core/return"
import { PgClient } from "@effect/sql-pg"
import { Effect, Layer } from "effect"
import type { Statement } from "effect/sql"
import { confirmIn, instant, present, same, timestamp, writeAtOnce } from "../sql.ts"
import { reading, type Versioned } from "./rows.ts"

interface Row extends Versioned {
  readonly order_id: string
  readonly return_number: string | null
  readonly status: AskedReturn["status"]
  readonly items: AskedReturn["lines"]
  readonly notes: AskedReturn["notes"]
  readonly rejection_reason: string | null
  readonly pickup: ApprovedReturn["pickup"] | null
  readonly receipts: ApprovedReturn["receipts"]
  readonly inspections: ApprovedReturn["inspections"]
  readonly requested_at: Date
  readonly approved_at: Date | null
  readonly rejected_at: Date | null
  readonly cancelled_at: Date | null
  readonly picked_up_at: Date | null
  readonly completed_at: Date | null
}

/** Returns in `returns`. */
export const returnsPostgres = Layer.effect(Returns, Effect.map(PgClient.PgClient, (sql) => {
  const select = (condition: Statement.Fragment, locking: Statement.Fragment) =>
    sql<Row>`
      select id, version, order_id, return_number, status, items, notes, rejection_reason, pickup, receipts, inspections, requested_at, approved_at, rejected_at, cancelled_at, picked_up_at, completed_at
      from returns where ${condition} order by id ${locking}`
  const { read, readWhere, lock } = reading(sql, { kind: "return", select, stateOf })

  return Returns.of({
    read,
    ofOrder: (orderId) => Effect.map(readWhere(sql`order_id = ${orderId}`), (found) => [...found.values()].map(({ state }) => state).toSorted((a, b) => a.requestedAt - b.requestedAt)),
    lock,
    confirm: confirmIn(sql, "returns"),
    save: Effect.fnUntraced(function*(changes) {
      for (const { id, version, after, at } of changes) {
        if (after.status === "unrequested") continue
        const written = {
          return_number: after.returnNumber ?? null,
          status: after.status,
          items: sql.json(after.lines),
          notes: sql.json(after.notes),
          rejection_reason: after.status === "rejected" ? after.reason : null,
          pickup: "pickup" in after && after.pickup ? sql.json(after.pickup) : null,
          receipts: sql.json("receipts" in after ? after.receipts : []),
          inspections: sql.json("inspections" in after ? after.inspections : []),
          approved_at: timestamp("approvedAt" in after ? after.approvedAt : undefined),
          rejected_at: timestamp(after.status === "rejected" ? after.rejectedAt : undefined),
          cancelled_at: timestamp(after.status === "cancelled" ? after.cancelledAt : undefined),
          picked_up_at: timestamp("pickedUpAt" in after ? after.pickedUpAt : undefined),
          completed_at: timestamp(after.status === "completed" ? after.completedAt : undefined),
          updated_at: timestamp(at)
        }
        const statement = version === 0
          ? sql`insert into returns ${sql.insert({ id, version: 1, order_id: after.orderId, requested_at: timestamp(after.requestedAt), ...written })}`
          : sql`update returns set version = version + 1, ${sql.update(written)} where id = ${id} and version = ${version}`
        yield* writeAtOnce(sql, "return", [{ statement, rows: 1 }])
      }
    })
  })
}))

const stateOf = (row: Row): AskedReturn => ({
  status: row.status,
  returnId: id<"return">(row.id),
  orderId: id<"order">(row.order_id),
  lines: row.items,
  notes: row.notes,
  requestedAt: instant(row.requested_at),
  ...present("returnNumber", row.return_number, same),
  ...present("reason", row.rejection_reason, same),
  ...present("pickup", row.pickup ?? null, same),
  ...present("approvedAt", row.approved_at, instant),
  ...(row.approved_at === null ? {} : { receipts: row.receipts, inspections: row.inspections }),
  ...present("rejectedAt", row.rejected_at, instant),
  ...present("cancelledAt", row.cancelled_at, instant),
  ...present("pickedUpAt", row.picked_up_at, instant),
  ...present("completedAt", row.completed_at, instant)
}) as Exclude<States["return"], { readonly status: "unrequested" }>
