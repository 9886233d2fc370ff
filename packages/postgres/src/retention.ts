import { Leases } from "@bahi/application"
import { PgClient } from "@effect/sql-pg"
import { Clock, Effect, Schedule } from "effect"
import { timestamp } from "./sql.ts"

/** How long what is over is kept. What a shop must keep (orders, payments, invoices, their history) is not among it. */
export interface RetentionPolicy {
  /** An answer under an idempotency key: long enough for whoever sends a request again. */
  readonly idempotencyKeysMs: number
  /** Reservations that were let go, lapsed, or became sales. The movements of the stock stay. */
  readonly reservationsMs: number
  /** Deliveries to subscribers that arrived, or were given up. */
  readonly deliveriesMs: number
  /** How many months ahead of this one are made ready. */
  readonly monthsAhead: number
  /** How many rows one transaction deletes at most, so that nobody waits for it. */
  readonly batch: number
}

const DAY = 24 * 60 * 60 * 1000

/** A week for answers, a quarter for reservations, a month for deliveries, a quarter ahead. */
export const retentionPolicy: RetentionPolicy = { idempotencyKeysMs: 7 * DAY, reservationsMs: 90 * DAY, deliveriesMs: 30 * DAY, monthsAhead: 3, batch: 1_000 }

/** Makes the coming months ready, drops the months of the outbox that are over and delivered, and deletes what is over, batch after batch. Safe to repeat, and to run anywhere. */
export const retain = Effect.fn("retain")(function*(policy: RetentionPolicy = retentionPolicy) {
  const sql = yield* PgClient.PgClient
  const now = yield* Clock.currentTimeMillis
  const [months] = yield* sql<{ readonly begun: number }>`select bahi_begin_months(${timestamp(now)}, ${policy.monthsAhead}) as begun`
  const [old] = yield* sql<{ readonly dropped: number }>`select bahi_drop_empty_months('outbox', ${timestamp(now)}) as dropped`

  const inBatches = Effect.fnUntraced(function*(table: string, over: (before: Date | null) => Effect.Effect<ReadonlyArray<unknown>, unknown>, before: Date | null) {
    let deleted = 0
    for (;;) {
      const batch = (yield* Effect.orDie(over(before))).length
      deleted += batch
      if (batch < policy.batch) return [table, deleted] as const
    }
  })
  // Oldest first, passing over what somebody else is at.
  const keys = yield* inBatches("idempotency_keys", (before) => sql`
    delete from idempotency_keys where (caller, key) in (select caller, key from idempotency_keys where created_at < ${before} order by created_at limit ${policy.batch} for update skip locked) returning 1`, timestamp(now - policy.idempotencyKeysMs))
  const reservations = yield* inBatches("reservations", (before) => sql`
    delete from reservations where id in (select id from reservations where status <> 'held' and updated_at < ${before} order by updated_at limit ${policy.batch} for update skip locked) returning 1`, timestamp(now - policy.reservationsMs))
  const deliveries = yield* inBatches("webhook_deliveries", (before) => sql`
    delete from webhook_deliveries where id in (select id from webhook_deliveries where status <> 'pending' and settled_at < ${before} order by settled_at limit ${policy.batch} for update skip locked) returning 1`, timestamp(now - policy.deliveriesMs))
  return { monthsBegun: months!.begun, monthsDropped: old!.dropped, deleted: Object.fromEntries([keys, reservations, deliveries]) }
})

/** Looks after it for ever, every six hours, on one server at a time. */
export const retention = (policy: RetentionPolicy = retentionPolicy) =>
  Effect.flatMap(Leases, (leases) => leases.exclusively("retention", Effect.asVoid(retain(policy))).pipe(
    Effect.catchCause((cause) => Effect.logError("Old data could not be let go; it will be tried again.", cause)),
    Effect.repeat(Schedule.spaced("6 hours"))
  ))
