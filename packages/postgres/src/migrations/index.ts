import { sales } from "./0001-sales.ts"
import { payments } from "./0002-payments.ts"
import { neighbours } from "./0003-neighbours.ts"
import { machinery } from "./0004-machinery.ts"
import { returns } from "./0005-returns.ts"
import { retention } from "./0006-retention.ts"
import { attempts } from "./0007-attempts.ts"
import { returnNotes } from "./0008-return-notes.ts"
import { auditLog } from "./0009-audit-log.ts"
import { outboxOrder } from "./0010-outbox-order.ts"
import { subscribers } from "./0011-subscribers.ts"
import { quickerStock } from "./0012-quicker-stock.ts"
import { auditedSubscribers } from "./0013-audited-subscribers.ts"
import { orderLists } from "./0014-order-lists.ts"
import { oneIndexEach } from "./0015-one-index-each.ts"
import type { Migration } from "./migration.ts"

export type { Migration } from "./migration.ts"

/** Every step of the schema, in order. */
export const migrations: ReadonlyArray<Migration> = [sales, payments, neighbours, machinery, returns, retention, attempts, returnNotes, auditLog, outboxOrder, subscribers, quickerStock, auditedSubscribers, orderLists, oneIndexEach]
