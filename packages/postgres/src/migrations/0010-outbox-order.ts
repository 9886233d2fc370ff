import type { Migration } from "./migration.ts"

/** Whether an event has to wait for an earlier one of its aggregate is looked up, not searched for. */
export const outboxOrder: Migration = {
  id: 10,
  name: "outbox-order",
  up: [`create index outbox_by_aggregate on outbox (aggregate_id, id) where attempts < 10`],
  down: [`drop index outbox_by_aggregate`]
}
