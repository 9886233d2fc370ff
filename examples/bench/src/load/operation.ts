import type { Sql } from "postgres"
import type { Customer } from "./customer.ts"

/** A server that is measured, and a way to look behind it. */
export interface Shop {
  readonly name: string
  readonly baseUrl: string
  readonly cpuMs: () => number
  readonly sql: Sql
  /** Of the orders that were there before, as `stage/preload.ts` made them: how many, and how many wait to be paid. */
  readonly orders: number
  /** Counts what each webhook was about, so that no payment is told of twice. */
  readonly paid: { next: number }
  /** Counts the orders that were cancelled, so that none is cancelled twice. */
  readonly cancelled: { next: number }
}

/** Something that customers do over and over. */
export interface Operation {
  readonly name: string
  readonly concurrency: ReadonlyArray<number>
  /** What happens before the clock runs; answers what is timed. */
  readonly begin: (customer: Customer, shop: Shop, timed: (part: string, ms: number) => void) => Promise<() => Promise<unknown>>
  /** How often in all, where that is not a matter of time. */
  readonly count?: number
  /** Waits until what was begun is done; the clock still runs. */
  readonly settled?: (shop: Shop) => Promise<void>
}
