import { kinds } from "@bahi/core/reactions"
import { Effect, Stream } from "effect"
import { references } from "../schema/references.ts"
import { eachRow, type Law, pagesOf } from "./law.ts"

/** The table of a kind of aggregate. */
const tableOf = (kind: string): string => kind === "checkout" ? "checkout_sessions" : `${kind}s`

/** What a row refers to is there: by every foreign key, and by every uuid column that is called after a table without being one. */
const noOrphans: Law = {
  name: "no_orphans",
  sentence: "What a row refers to is there.",
  check: (size) => Stream.unwrap(Effect.map(references, (found) => Stream.fromIterable(found).pipe(Stream.flatMap(({ columns, keys, source, target, target_columns }) =>
    Stream.map(
      pagesOf(
        { of: source, keys, where: columns.map((column) => `${column} is not null`).join(" and ") },
        `exists (select from ${target} t where ${columns.map((column, place) => `t.${target_columns[place]} = this.${column}`).join(" and ")})`,
        size),
      ({ broken, rows }) => ({ rows, broken: broken.map((key) => `${source}.${columns.join("+")} of ${key}`) }))))))
}

/** What rows of one table say about rows of others. */
export const referenceLaws: ReadonlyArray<Law> = [
  noOrphans,

  eachRow({
    name: "outbox_of_what_is_there",
    sentence: "An event that waits happened to an aggregate that is there.",
    of: "outbox",
    keys: ["id", "created_at"],
    holds: `case this.aggregate ${kinds.map((kind) => `when '${kind}' then exists (select from ${tableOf(kind)} a where a.id = this.aggregate_id)`).join(" ")} else false end`
  }),

  eachRow({
    name: "task_about_what_is_there",
    sentence: "A task is about a payment or a refund that is there; one about a delivery may outlive it.",
    of: "tasks",
    keys: ["type", "id"],
    holds: `case when this.type like '%Payment' then exists (select from payments p where p.id = this.id) when this.type like '%Refund' then exists (select from refunds r where r.id = this.id) else true end`
  }),

  eachRow({
    name: "delivery_has_a_task",
    sentence: "A delivery that waits has a task that sees to it.",
    of: "webhook_deliveries",
    keys: ["id"],
    holds: "this.status <> 'pending' or exists (select from tasks t where t.type = 'DeliverWebhook' and t.id = this.id)"
  }),

  eachRow({
    name: "guards_stand",
    sentence: "Every constraint is validated, every index is whole, every trigger is on.",
    of: `(
      select conrelid::regclass || '.' || conname as guard, convalidated as stands from pg_constraint where connamespace = current_schema()::regnamespace
      union all select indexrelid::regclass::text, indisvalid and indisready from pg_index join pg_class on pg_class.oid = indexrelid where relnamespace = current_schema()::regnamespace
      union all select tgrelid::regclass || '.' || tgname, tgenabled in ('O', 'A') from pg_trigger join pg_class on pg_class.oid = tgrelid where relnamespace = current_schema()::regnamespace)`,
    keys: ["guard"],
    holds: "this.stands"
  })
]
