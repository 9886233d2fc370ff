import type { AuditLog, Health, Idempotency, Leases, Numbering, Outbox, Tasks } from "./machinery.ts"
import type { Catalog, Inventory } from "./neighbours.ts"
import type { OrderList } from "./order-list.ts"
import type { Carts, Checkouts, GatewayEvents, Invoices, Orders, Payments, Refunds, Returns, Transactions } from "./storage.ts"
import type { Subscribers } from "./subscribers.ts"

export * from "./caller.ts"
export * from "./gateway.ts"
export * from "./machinery.ts"
export * from "./neighbours.ts"
export * from "./order-list.ts"
export * from "./refused.ts"
export * from "./shop.ts"
export * from "./storage.ts"
export * from "./subscribers.ts"

/** Every port that a storage adapter provides. */
export type Storage =
  | Transactions | Carts | Checkouts | Orders | Payments | Refunds | Returns | Invoices | GatewayEvents
  | Inventory | Catalog | OrderList
  | Outbox | AuditLog | Subscribers | Tasks | Idempotency | Numbering | Leases | Health
