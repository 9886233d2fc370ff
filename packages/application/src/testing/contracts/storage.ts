import type { Layer } from "effect"
import type { Storage } from "../../ports/index.ts"
import { attemptsContract } from "./attempts.ts"
import { auditLogContract } from "./audit-log.ts"
import { cartsContract } from "./carts.ts"
import { catalogContract } from "./catalog.ts"
import { checkoutsContract } from "./checkouts.ts"
import { healthContract } from "./health.ts"
import { idempotencyContract } from "./idempotency.ts"
import { inventoryContract } from "./inventory.ts"
import { invoicesContract } from "./invoices.ts"
import { jobsContract } from "./jobs.ts"
import { leasesContract } from "./leases.ts"
import { numberingContract } from "./numbering.ts"
import { onlineContract } from "./online.ts"
import { orderListContract } from "./order-list.ts"
import { ordersContract } from "./orders.ts"
import { outboxContract } from "./outbox.ts"
import { paymentsContract } from "./payments.ts"
import { refundsContract } from "./refunds.ts"
import { returnsContract } from "./returns.ts"
import { saleContract } from "./sale.ts"
import { gatewayEventsContract, tasksContract } from "./tasks.ts"
import { subscribersContract } from "./subscribers.ts"
import { surplusContract } from "./surplus.ts"
import { transactionsContract } from "./transactions.ts"

/** What every storage promises, port by port, with the jobs and a whole sale on top. An adapter proves itself by calling this with its layer. */
export const storageContract = (name: string, storage: Layer.Layer<Storage, unknown>) => {
  transactionsContract(name, storage)
  attemptsContract(name, storage)
  cartsContract(name, storage)
  checkoutsContract(name, storage)
  ordersContract(name, storage)
  orderListContract(name, storage)
  paymentsContract(name, storage)
  refundsContract(name, storage)
  returnsContract(name, storage)
  gatewayEventsContract(name, storage)
  invoicesContract(name, storage)
  inventoryContract(name, storage)
  catalogContract(name, storage)
  outboxContract(name, storage)
  auditLogContract(name, storage)
  tasksContract(name, storage)
  subscribersContract(name, storage)
  idempotencyContract(name, storage)
  numberingContract(name, storage)
  leasesContract(name, storage)
  healthContract(name, storage)
  jobsContract(name, storage)
  saleContract(name, storage)
  onlineContract(name, storage)
  surplusContract(name, storage)
}
