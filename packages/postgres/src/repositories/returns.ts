import { type Repository, Returns, type States } from "@bahi/application"
import { id } from "@bahi/core/id"
import type { ApprovedReturn, AskedReturn } from "@bahi/core/return"
import { PgClient } from "@effect/sql-pg"
import { Effect, Layer } from "effect"
import { confirmIn, contended, instant, unlessAttempt, present, same, storedBy, timestamp, writeAtOnce } from "../sql.ts"

interface Row {
  readonly id: string
  readonly version: number
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
  const columns = sql.literal("id, version, order_id, return_number, status, items, notes, rejection_reason, pickup, receipts, inspections, requested_at, approved_at, rejected_at, cancelled_at, picked_up_at, completed_at")
  const read: Repository<"return">["read"] = (ids) =>
    sql<Row>`select ${columns} from returns where id = any(${ids}::uuid[])`.pipe(
      Effect.map(storedBy(stateOf)),
      Effect.orDie
    )

  return Returns.of({
    read,
    ofOrder: (orderId) => sql<Row>`select ${columns} from returns where order_id = ${orderId} order by requested_at, id`.pipe(Effect.map((found) => found.map(stateOf)), Effect.orDie),
    lock: (ids) => unlessAttempt(sql`select from returns where id = any(${ids}::uuid[]) order by id for no key update`.pipe(contended("return"), Effect.andThen(read(ids))), read(ids)),
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
