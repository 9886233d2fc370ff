import { randomUUID } from "node:crypto"
import type { Policy } from "./scene.ts"

/** All of it can be left out. */
export interface EmulatorOptions extends Partial<Policy> {
  /** Any free one, unless said. */
  readonly port?: number
  readonly host?: string
  readonly keyId?: string
  /** With the same seed and the same calls come the same ids and bytes. By chance, unless said. */
  readonly seed?: string
  /** The account's clock, in ms: what `created_at`, and rules about age, go by. */
  readonly clock?: () => number
  /** A file that a later emulator goes on from, also after a kill. */
  readonly journal?: string
  readonly webhooks?: ReadonlyArray<{ readonly url: string; readonly secret?: string }>
  /** Before the first attempt of each event. */
  readonly webhookDelayMs?: number
  readonly webhookTimeoutMs?: number
  /** Of the ladder of retries, and of nothing else: 1/60 makes a minute a second. */
  readonly timeScale?: number
}

export interface Settings extends Policy {
  readonly port: number
  readonly host: string
  readonly keyId: string
  readonly seed: string
  readonly clock: () => number
  readonly journal: string | undefined
  readonly webhooks: ReadonlyArray<{ readonly url: string; readonly secret?: string }>
  readonly webhookDelayMs: number
  readonly webhookTimeoutMs: number
  readonly timeScale: number
}

export const withDefaults = (options: EmulatorOptions): Settings => ({
  port: 0,
  host: "127.0.0.1",
  keyId: "rzp_test_bahi0000000000",
  keySecret: "bahi_emulator_secret",
  accountId: "acc_BahiEmulator00",
  seed: randomUUID(),
  clock: Date.now,
  journal: undefined,
  webhooks: [],
  webhookDelayMs: 0,
  webhookTimeoutMs: 5000,
  timeScale: 1,
  balance: 1_00_00_000_00,
  receipts: "shared",
  refunds: "processed",
  refundPendingMs: null,
  failedRefunds: "restored",
  lateOnPaidOrder: "refunded",
  lateSuccessMs: 2000,
  giveBackMs: null,
  listLagMs: 0,
  ...options
})
