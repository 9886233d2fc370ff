import { Outbox } from "@bahi/application"
import { EVENT_VERSION, upcast } from "@bahi/core/upcast"
import { PgClient } from "@effect/sql-pg"
import { Clock, Effect, Layer } from "effect"
import { contended, inTransaction, insertInto, timestamp, writeAtOnce } from "./sql.ts"

/**
 * Events that wait in `outbox`. What is delivered is deleted; what failed ten times stays for a person to look at. The table is
 * mostly rows that are gone and not yet swept: whatever is asked here is asked row by row, by a key, and never by a join.
 */
export const outboxPostgres = Layer.effect(Outbox, Effect.map(PgClient.PgClient, (sql) => {
  /** Whose turn it is: unless an earlier one of the same aggregate failed, and waits. */
  const dueAt = (now: Date | null) => sql`attempts < 10 and not_before <= ${now} and (
    select true from outbox e where e.aggregate_id = o.aggregate_id and e.id < o.id and e.attempts < 10 and e.not_before > ${now} limit 1) is null`
  return Outbox.of({
    append: (events, at) =>
      events.length === 0 ? Effect.void : writeAtOnce(sql, "outbox", [{
        statement: insertInto(sql, "outbox", events.map(({ of, id, event }) => ({ aggregate: of, aggregate_id: id, version: EVENT_VERSION, event, attempts: 0, not_before: timestamp(at), created_at: timestamp(at) }))),
        rows: events.length
      }]),
    deliver: Effect.fnUntraced(function*(limit, handle) {
      const now = timestamp(yield* Clock.currentTimeMillis)
      // Mostly nothing waits, and one statement tells.
      const waiting = yield* Effect.orDie(sql`select from outbox where attempts < 10 and not_before <= ${now} order by id limit 1`)
      if (waiting.length === 0) return 0
      return yield* inTransaction(sql, "outbox")(Effect.gen(function*() {
        const taken = yield* sql<{ readonly id: bigint; readonly aggregate: string; readonly aggregate_id: string; readonly version: number; readonly event: unknown }>`
          with found as materialized (select id, aggregate_id from outbox o where ${dueAt(now)} order by id limit ${limit} for update skip locked),
            taken as (select id from found f where (
              select true from outbox e where e.aggregate_id = f.aggregate_id and e.id < f.id and e.attempts < 10 and e.id not in (select id from found) limit 1) is null)
          delete from outbox where id = any(array(select id from taken)) returning id, aggregate, aggregate_id, version, event`.pipe(contended("outbox"))
        if (taken.length > 0) yield* handle(taken.toSorted((a, b) => Number(a.id - b.id)).map(({ aggregate, aggregate_id, version, event }) => upcast({ of: aggregate, id: aggregate_id, version, event })))
        return taken.length
      }))
    }),
    // The oldest that nobody is at: the one that the failed delivery took, and none that another relay has in hand.
    postpone: (now) =>
      Effect.asVoid(Effect.orDie(sql`
        update outbox set attempts = attempts + 1, not_before = ${timestamp(now)}::timestamptz + interval '1 second' * power(2, attempts)
        where id = (select id from outbox o where ${dueAt(timestamp(now))} order by id limit 1 for update skip locked)`))
  })
}))
