import type { State } from "./entity.ts"
import type { Random } from "./random.ts"

/** What Razorpay decides per account, or what its documentation leaves open. */
export interface Policy {
  readonly accountId: string
  readonly keySecret: string
  /** Paise on the account before anything was captured. Refunds are paid from the balance. */
  readonly balance: number
  /** The documentation says both: that a receipt is an idempotency key, and that orders share receipts. */
  readonly receipts: "shared" | "unique"
  readonly refunds: "processed" | "pending"
  /** A pending refund is processed by itself after this long; null: when it is told to. */
  readonly refundPendingMs: number | null
  /** Whether a failed refund can be refunded again; not documented. */
  readonly failedRefunds: "restored" | "kept"
  /** What becomes of a failed payment that is authorized after its order was paid. Documented is that it is refunded at once. */
  readonly lateOnPaidOrder: "refunded" | "captured"
  /** How long after its failure a late success succeeds. */
  readonly lateSuccessMs: number
  /** An authorized payment that nobody captures is given back after this long; documented are 3 days and 5 days. Null: never. */
  readonly giveBackMs: number | null
  /** Lists do not show what is younger. `GET /orders/:id` and the payments and refunds of one entity are immediate. */
  readonly listLagMs: number
}

/** Where a request is answered. `now` is the account's clock; `wallNow` the machine's, by which things happen by themselves. */
export interface Scene {
  readonly state: State
  readonly policy: Policy
  readonly random: Random
  readonly now: number
  readonly wallNow: number
}
