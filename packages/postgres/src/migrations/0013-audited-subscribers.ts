import type { Migration } from "./migration.ts"

const aggregates = (more: string) =>
  `alter table audit_log drop constraint if exists audit_log_aggregate_check,
    add constraint audit_log_aggregate_check check (aggregate in ('cart', 'checkout', 'order', 'payment', 'refund', 'return', 'invoice'${more})) not valid`

/** What an admin does to a subscriber is in the audit log as well. Its lines stay when the step is taken back. */
export const auditedSubscribers: Migration = {
  id: 13,
  name: "audited-subscribers",
  apart: true,
  up: [aggregates(", 'subscriber'"), `alter table audit_log validate constraint audit_log_aggregate_check`],
  down: [aggregates("")]
}
