import { PgClient } from "@effect/sql-pg"
import { Layer, type Redacted } from "effect"
import { catalogPostgres } from "./catalog.ts"
import { inventoryPostgres } from "./inventory.ts"
import { machineryPostgres } from "./machinery.ts"
import { migrate } from "./migrate.ts"
import { outboxPostgres } from "./outbox.ts"
import { cartsPostgres } from "./repositories/carts.ts"
import { checkoutsPostgres } from "./repositories/checkouts.ts"
import { invoicesPostgres } from "./repositories/invoices.ts"
import { ordersPostgres } from "./repositories/orders.ts"
import { paymentsPostgres } from "./repositories/payments.ts"
import { refundsPostgres } from "./repositories/refunds.ts"
import { returnsPostgres } from "./repositories/returns.ts"
import { gatewayEventsPostgres, tasksPostgres } from "./tasks.ts"

export { migrate, SchemaTooNew } from "./migrate.ts"

/** A pool of connections. A statement may take five seconds, and wait two for a lock. */
export const postgresClient = (options: { readonly url: Redacted.Redacted; readonly maxConnections?: number }) =>
  PgClient.layer({
    url: options.url,
    maxConnections: options.maxConnections ?? 10,
    applicationName: "bahi",
    startupParameters: { statement_timeout: "5s", lock_timeout: "2s", idle_in_transaction_session_timeout: "10s" }
  })

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
  outboxPostgres,
  tasksPostgres,
  machineryPostgres
)

/** Brings the schema up to date before anything else is built. */
export const migrated = Layer.effectDiscard(migrate())
