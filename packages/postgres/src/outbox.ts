import { Outbox } from "@bahi/application"
import type { Happened } from "@bahi/core/reactions"
import { PgClient } from "@effect/sql-pg"
import { Clock, Effect, Layer } from "effect"
import { contended, inTransaction, rows, timestamp } from "./sql.ts"

/** Events that wait in `outbox`. What is delivered is deleted; what failed ten times stays for a person to look at. */
export const outboxPostgres = Layer.effect(Outbox, Effect.map(PgClient.PgClient, (sql) => Outbox.of({
  append: (events, at) =>
    Effect.orDie(sql`insert into outbox ${sql.insert(rows(events.map(({ of, id, event }) => ({
      aggregate: of, aggregate_id: id, event: sql.json(event), not_before: timestamp(at), created_at: timestamp(at)
    }))))}`),
  deliver: (limit, handle) =>
    Effect.gen(function*() {
      const now = yield* Clock.currentTimeMillis
      const taken = yield* sql<{ readonly id: bigint; readonly aggregate: string; readonly aggregate_id: string; readonly event: unknown }>`
        delete from outbox where id in (
          select id from outbox where attempts < 10 and not_before <= ${timestamp(now)} order by id limit ${limit} for update skip locked
        ) returning id, aggregate, aggregate_id, event`.pipe(contended("outbox"))
      if (taken.length > 0) yield* handle(taken.toSorted((a, b) => Number(a.id - b.id)).map(({ aggregate, aggregate_id, event }) => ({ of: aggregate, id: aggregate_id, event }) as Happened))
      return taken.length
    }).pipe(inTransaction(sql, "outbox")),
  postpone: (now) =>
    Effect.asVoid(Effect.orDie(sql`
      update outbox set attempts = attempts + 1, not_before = ${timestamp(now)}::timestamptz + interval '1 second' * power(2, attempts)
      where id = (select min(id) from outbox where attempts < 10 and not_before <= ${timestamp(now)})`.pipe(contended("outbox"))))
})))
