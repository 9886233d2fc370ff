import type { Migration } from "./migration.ts"

/** What people write down about a return. */
export const returnNotes: Migration = {
  id: 8,
  name: "return-notes",
  up: [`alter table returns add column notes jsonb not null default '[]'`],
  down: [`alter table returns drop column notes`]
}
