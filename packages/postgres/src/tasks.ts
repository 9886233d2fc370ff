import { GatewayEvents, type Task, Tasks } from "@bahi/application"
import { PgClient } from "@effect/sql-pg"
import { Effect, Layer } from "effect"
import { contended, timestamp, unlessAttempt, writeAtOnce } from "./sql.ts"

/** Tasks in `tasks`: a row each, however often it is asked for. */
export const tasksPostgres = Layer.effect(Tasks, Effect.map(PgClient.PgClient, (sql) => Tasks.of({
  // In the order of their keys, so that two who ask for several at once do not wait for each other.
  schedule: (tasks, dueAt) =>
    tasks.length === 0 ? Effect.void : writeAtOnce(sql, "tasks", [{
      statement: sql`
        insert into tasks (type, id, due_at)
        select distinct on (type, id) type, id, ${timestamp(dueAt)}::timestamptz from jsonb_to_recordset(${sql.json(tasks)}) as asked (type text, id uuid) order by type, id
        on conflict (type, id) do update set due_at = least(tasks.due_at, excluded.due_at), attempts = 0, revision = tasks.revision + 1`,
      rows: new Set(tasks.map(({ type, id }) => `${type} ${id}`)).size
    }]),
  due: (types, now, limit) =>
    sql<Task & { readonly attempts: number; readonly revision: bigint }>`
      select type, id, attempts, revision from tasks where due_at <= ${timestamp(now)} and type = any(${types}::text[]) order by due_at, id limit ${limit}`.pipe(
      Effect.map((due) => due.map(({ type, id, attempts, revision }) => ({ type, id, attempts, revision: Number(revision) }))),
      Effect.orDie),
  settle: (outcomes) => {
    if (outcomes.length === 0) return Effect.void
    const rows = outcomes.map(({ task: { type, id, revision }, again }) => ({ type, id, revision, again: timestamp(again) }))
    // Said twice, so that the key is gone by, however many rows are expected.
    const theirs = sql`t.type = any(array(select type from outcomes)) and t.id = any(array(select id from outcomes)) and t.type = o.type and t.id = o.id and t.revision = o.revision`
    return Effect.asVoid(Effect.orDie(sql`
      with outcomes as (select * from jsonb_to_recordset(${sql.json(rows)}) as o (type text, id uuid, revision bigint, again timestamptz)),
        done as (delete from tasks t using outcomes o where ${theirs} and o.again is null)
      update tasks t set due_at = o.again, attempts = attempts + 1 from outcomes o where ${theirs} and o.again is not null`))
  }
})))

/** What gateways told us, in `gateway_events`. Who brings an event at the same moment as another waits for the other's commit. */
export const gatewayEventsPostgres = Layer.effect(GatewayEvents, Effect.map(PgClient.PgClient, (sql) => GatewayEvents.of({
  keep: ({ eventId, type, gatewayOrderId = null, gatewayPaymentId = null, gatewayRefundId = null, createdAt }, at) => {
    const statement = sql`
      insert into gateway_events (event_id, type, gateway_order_id, gateway_payment_id, gateway_refund_id, created_at, received_at)
      values (${eventId}, ${type}, ${gatewayOrderId}, ${gatewayPaymentId}, ${gatewayRefundId}, ${timestamp(createdAt)}, ${timestamp(at)})
      on conflict do nothing`
    return unlessAttempt(
      sql`${statement} returning event_id`.pipe(contended("gateway event"), Effect.map((kept) => kept.length > 0 ? "new" as const : "known" as const)),
      Effect.as(writeAtOnce(sql, "gateway event", [{ statement, rows: 1 }]), "new" as const))
  }
})))
