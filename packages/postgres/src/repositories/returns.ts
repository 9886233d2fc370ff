import { Returns, type States } from "@bahi/application"
import { id } from "@bahi/core/id"
import type { ApprovedReturn, AskedReturn } from "@bahi/core/return"
import { Effect, Layer } from "effect"
import type { Statement } from "effect/sql"
import { database } from "../client.ts"
import { confirmIn, instant, present, same, timestamp, writeAtOnce } from "../sql.ts"
import { inOrder, type Locking, reading, rowIn, type Versioned } from "./rows.ts"

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
export const returnsPostgres = Layer.effect(Returns, Effect.map(database, ({ quickly, sql }) => {
  const select = (condition: Statement.Fragment, locking: Locking) =>
    sql<Row>`
      select id, version, order_id, return_number, status, items, notes, rejection_reason, pickup, receipts, inspections, requested_at, approved_at, rejected_at, cancelled_at, picked_up_at, completed_at
      from returns where ${condition} ${inOrder(sql, locking)}`
  const { read, readWhere, lock } = reading({ quickly, sql }, { kind: "return", select, stateOf })
  const row = rowIn(sql, "returns", { columnsOf, settledBy })

  return Returns.of({
    read,
    ofOrder: (orderId) => Effect.map(readWhere(sql`order_id = ${orderId}`), (found) => [...found.values()].map(({ state }) => state).toSorted((a, b) => a.requestedAt - b.requestedAt)),
    lock,
    confirm: confirmIn(sql, "returns"),
    save: (changes) => Effect.forEach(changes, (change) =>
      change.after.status === "unrequested" ? Effect.void : writeAtOnce(sql, "return", [row(change, change.after)]), { discard: true })
  })
}))

const columnsOf = (asked: AskedReturn) => ({
  return_number: asked.returnNumber,
  status: asked.status,
  items: asked.lines,
  notes: asked.notes,
  rejection_reason: asked.status === "rejected" ? asked.reason : undefined,
  pickup: "pickup" in asked ? asked.pickup : undefined,
  receipts: "receipts" in asked ? asked.receipts : [],
  inspections: "inspections" in asked ? asked.inspections : [],
  approved_at: timestamp("approvedAt" in asked ? asked.approvedAt : undefined),
  rejected_at: timestamp(asked.status === "rejected" ? asked.rejectedAt : undefined),
  cancelled_at: timestamp(asked.status === "cancelled" ? asked.cancelledAt : undefined),
  picked_up_at: timestamp("pickedUpAt" in asked ? asked.pickedUpAt : undefined),
  completed_at: timestamp(asked.status === "completed" ? asked.completedAt : undefined)
})

/** What a return keeps from its beginning. */
const settledBy = ({ orderId, requestedAt }: AskedReturn) => ({ order_id: orderId, requested_at: timestamp(requestedAt) })

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
