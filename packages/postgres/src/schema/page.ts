import { PgClient } from "@effect/sql-pg"
import { Effect } from "effect"
import { references } from "./references.ts"

interface Table {
  readonly name: string
  readonly partitioned_by: string | null
  readonly columns: ReadonlyArray<{ readonly name: string; readonly type: string; readonly needed: boolean; readonly filled: string | null }>
  readonly constraints: ReadonlyArray<{ readonly name: string; readonly definition: string }>
  readonly indexes: ReadonlyArray<{ readonly name: string; readonly definition: string }>
  readonly triggers: ReadonlyArray<string>
}

/** The page that shows the schema as it is: how tables refer to each other, then each with its columns, constraints and indexes. */
export const schemaPage = Effect.gen(function*() {
  const found = yield* tables
  const lines = (yield* references).map(({ columns, declared, source, target }) => `    ${target} ${declared ? "||" : "|o"}--o{ ${source} : ${columns.join("_")}`)
  return `# The schema

Generated from a migrated database by \`pnpm reference\`; the tests fail when it is stale.

Amounts are paise, in \`bigint\`. Instants are \`timestamptz\`. What is queried, summed or constrained is a column; snapshots are \`jsonb\`. In the picture a double stroke is a foreign key; a circle, a reference that the database does not hold to, because its target may be in another partition, be written later, or be gone one day. \`pnpm verify-data\` looks after those.

\`\`\`mermaid
erDiagram
${lines.join("\n")}
\`\`\`

${found.map(section).join("\n\n")}
`
})

const section = ({ columns, constraints, indexes, name, partitioned_by, triggers }: Table): string => [
  `## ${name}`,
  ...(partitioned_by === null ? [] : [`Partitioned by ${code(partitioned_by)}.`]),
  [`| column | type | | filled |`, `| --- | --- | --- | --- |`, ...columns.map(({ filled, name, needed, type }) => `| ${name} | ${type} | ${needed ? "" : "may be null"} | ${filled === null ? "" : code(filled)} |`)].join("\n"),
  list("Constraints", constraints.map(({ definition, name }) => `${name}: ${code(definition)}`)),
  list("Indexes", indexes.map(({ definition, name }) => `${name}: ${code(definition)}`)),
  list("Triggers", triggers)
].filter((part) => part !== "").join("\n\n")

const list = (title: string, items: ReadonlyArray<string>): string => items.length === 0 ? "" : `${title}:\n\n${items.map((item) => `- ${item}`).join("\n")}`

const code = (text: string): string => `\`${text.replaceAll(/\s+/g, " ").replaceAll("|", "\\|")}\``

const tables = Effect.flatMap(PgClient.PgClient, (sql) => sql<Table>`
  select c.relname::text as name, pg_get_partkeydef(c.oid) as partitioned_by,
    (select jsonb_agg(jsonb_build_object('name', attname, 'type', format_type(atttypid, atttypmod), 'needed', attnotnull,
      'filled', case when attidentity <> '' then 'generated as identity' else pg_get_expr(adbin, adrelid) end) order by attnum)
      from pg_attribute left join pg_attrdef on adrelid = attrelid and adnum = attnum where attrelid = c.oid and attnum > 0 and not attisdropped) as columns,
    coalesce((select jsonb_agg(jsonb_build_object('name', conname, 'definition', pg_get_constraintdef(oid)) order by array_position('{p,u,f,c}', contype::text), conname collate "C")
      from pg_constraint where conrelid = c.oid and contype in ('p', 'u', 'f', 'c')), '[]') as constraints,
    -- Those that no constraint made.
    coalesce((select jsonb_agg(jsonb_build_object('name', i.relname, 'definition', case when indisunique then 'unique ' else '' end || regexp_replace(pg_get_indexdef(indexrelid), '^.* USING (btree )?', '')) order by i.relname collate "C")
      from pg_index join pg_class i on i.oid = indexrelid where indrelid = c.oid and not exists (select from pg_constraint where conindid = indexrelid and contype in ('p', 'u'))), '[]') as indexes,
    coalesce((select jsonb_agg(tgname order by tgname collate "C") from pg_trigger where tgrelid = c.oid and not tgisinternal), '[]') as triggers
  from pg_class c where relnamespace = current_schema()::regnamespace and relkind in ('r', 'p') and not relispartition and relname <> 'bahi_migrations'
  order by c.relname::text collate "C"`)
