import { Layer } from "effect"
import { auditLogPostgres } from "./audit-log.ts"
import { catalogPostgres } from "./catalog.ts"
import { inventoryPostgres } from "./inventory.ts"
import { machineryPostgres } from "./machinery.ts"
import { migrate } from "./migrate.ts"
import { orderListPostgres } from "./order-list/list.ts"
import { outboxPostgres } from "./outbox.ts"
import { cartsPostgres } from "./repositories/carts.ts"
import { checkoutsPostgres } from "./repositories/checkouts.ts"
import { invoicesPostgres } from "./repositories/invoices.ts"
import { ordersPostgres } from "./repositories/orders.ts"
import { paymentsPostgres } from "./repositories/payments.ts"
import { refundsPostgres } from "./repositories/refunds.ts"
import { returnsPostgres } from "./repositories/returns.ts"
import { subscribersPostgres } from "./subscribers.ts"
import { gatewayEventsPostgres, tasksPostgres } from "./tasks.ts"

export { postgresClient } from "./client.ts"
export { migrate, SchemaTooNew } from "./migrate.ts"
export { retain, retention, type RetentionPolicy, retentionPolicy } from "./retention.ts"

/** Every storage port on PostgreSQL 15 or later. The schema has to be there: see `migrate`. */
export const storagePostgres = Layer.mergeAll(
  cartsPostgres,
  checkoutsPostgres,
  ordersPostgres,
  paymentsPostgres,
  refundsPostgres,
  returnsPostgres,
  gatewayEventsPostgres,
  invoicesPostgres,
  inventoryPostgres,
  catalogPostgres,
  orderListPostgres,
  auditLogPostgres,
  outboxPostgres,
  subscribersPostgres,
  tasksPostgres,
  machineryPostgres
)

/** Brings the schema up to date before anything else is built. */
export const migrated = Layer.effectDiscard(migrate())
