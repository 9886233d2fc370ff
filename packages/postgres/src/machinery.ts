import { Contention, Health, Idempotency, Leases, Numbering, Transactions } from "@bahi/application"
import { PgClient } from "@effect/sql-pg"
import { Effect, Layer, Option } from "effect"
import { attempt, contended, inTransaction, unlessAttempt, timestamp, writeAtOnce, writing } from "./sql.ts"

const transactions = Layer.effect(Transactions, Effect.map(PgClient.PgClient, (sql) => Transactions.of({
  run: inTransaction(sql, "commit"),
  attempt: attempt(sql, "commit"),
  writing: writing(sql, "commit")
})))

// Whoever claims first inserts the key; others wait on it until that transaction ends, and then find its answer. In an attempt
// the key comes with its answer, unseen: whoever comes later finds that it is there.
const idempotency = Layer.effect(Idempotency, Effect.map(PgClient.PgClient, (sql) => Idempotency.of({
  claim: ({ caller, key, request }, at) => unlessAttempt(
    Effect.gen(function*() {
      const mine = yield* sql`
        insert into idempotency_keys (caller, key, request, created_at) values (${caller}, ${key}, ${request}, ${timestamp(at)})
        on conflict do nothing returning key`.pipe(contended("idempotency"))
      if (mine.length > 0) return Option.none()
      const [earlier] = yield* Effect.orDie(sql<{ readonly request: string; readonly answer: unknown }>`select request, answer from idempotency_keys where caller = ${caller} and key = ${key}`)
      // Gone since: whoever cleans up came between the two statements.
      return earlier === undefined ? yield* new Contention({ on: "idempotency" }) : Option.some(earlier)
    }),
    Effect.succeedNone
  ),
  answer: ({ caller, key, request }, answer, at) => writeAtOnce(sql, "idempotency", [{
    statement: sql`
      insert into idempotency_keys (caller, key, request, answer, created_at) values (${caller}, ${key}, ${request}, ${sql.json(answer)}, ${timestamp(at)})
      on conflict (caller, key) do update set answer = excluded.answer where idempotency_keys.answer is null`,
    rows: 1
  }])
})))

const numbering = Layer.effect(Numbering, Effect.map(PgClient.PgClient, (sql) => Numbering.of({
  next: (series) => sql<{ readonly next: bigint }>`select bahi_next_number(${series}) as next`.pipe(contended("numbers"), Effect.map(([row]) => Number(row!.next))),
  prepare: (series) => Effect.orDie(Effect.forEach(series, (name) => sql`select bahi_begin_numbers(${name})`, { discard: true })),
  // A number that is taken stands or falls with what it is for: that takes a transaction.
  take: (series, count) => unlessAttempt(
    sql<{ readonly last: bigint }>`
      insert into number_series (series, last) values (${series}, ${count}) on conflict (series) do update set last = number_series.last + excluded.last returning last`.pipe(
      contended("number_series"),
      Effect.map(([row]) => Number(row!.last) - count + 1)),
    Effect.fail(new Contention({ on: "number_series" })))
})))

// The lock belongs to a transaction on a connection of its own that does nothing else: so it holds through a pooler too,
// and the job's own transactions stay their own.
const leases = Layer.effect(Leases, Effect.map(PgClient.PgClient, (sql) => Leases.of({
  exclusively: (name, job) =>
    Effect.scoped(Effect.gen(function*() {
      const connection = yield* Effect.orDie(sql.reserve)
      const run = (statement: string) => Effect.orDie(connection.executeUnprepared(statement, [], undefined))
      // A connection that was lost has let go by itself.
      yield* Effect.acquireRelease(run("begin"), () => Effect.ignoreCause(run("rollback")))
      yield* run("set local idle_in_transaction_session_timeout = 0")
      const [lock] = yield* Effect.orDie(connection.execute("select pg_try_advisory_xact_lock(hashtext($1)) as mine", [`bahi_lease:${name}`], undefined))
      if (!(lock as { readonly mine: boolean }).mine) return false
      yield* job
      return true
    }))
})))

const health = Layer.effect(Health, Effect.map(PgClient.PgClient, (sql) => Health.of({
  check: sql`select 1`.pipe(Effect.timeout("2 seconds"), Effect.match({ onSuccess: () => "up" as const, onFailure: () => "down" as const }), Effect.map((status) => [{ name: "postgres", status }]))
})))

/** Transactions, idempotency keys, numbers, leases and health on PostgreSQL. */
export const machineryPostgres = Layer.mergeAll(transactions, idempotency, numbering, leases, health)
