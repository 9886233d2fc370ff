import { type AuditEntry, AuditLog } from "@bahi/application"
import { PgClient } from "@effect/sql-pg"
import { Effect, Layer } from "effect"
import { insertInto, instant, timestamp, writeAtOnce } from "./sql.ts"

/** Who did what, in `audit_log`. */
export const auditLogPostgres = Layer.effect(AuditLog, Effect.map(PgClient.PgClient, (sql) => AuditLog.of({
  append: (entries) => entries.length === 0 ? Effect.void : writeAtOnce(sql, "audit_log", [{
    statement: insertInto(sql, "audit_log", entries.map(({ actor, of, id, events, at }) => ({ actor_type: actor, aggregate: of, aggregate_id: id, events, created_at: timestamp(at) }))),
    rows: entries.length
  }]),
  of: (kind, id) => sql<{ readonly actor_type: AuditEntry["actor"]; readonly events: ReadonlyArray<string>; readonly created_at: Date }>`
    select actor_type, events, created_at from audit_log where aggregate = ${kind} and aggregate_id = ${id} order by id`.pipe(
    Effect.map((found) => found.map(({ actor_type, events, created_at }) => ({ actor: actor_type, of: kind, id, events, at: instant(created_at) }))),
    Effect.orDie)
})))
