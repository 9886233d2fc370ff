import { readFileSync } from "node:fs"
import { join } from "node:path"

/** The records that every event of `events.jsonl` is about; other ids in it belong to their neighbours. */
export const about = { gatewayOrderId: "order_Bahi0000000001", gatewayPaymentId: "pay_Bahi0000000001", gatewayRefundId: "rfnd_Bahi0000000001" } as const

/** When they all happened. */
export const happenedAt = 1_795_218_600_000

/** Events of every kind, byte for byte as they would be delivered: field names, shapes and order of keys are Razorpay's, the values our own. */
export const events = readFileSync(join(import.meta.dirname, "events.jsonl"), "utf8").trimEnd().split("\n").map((line) => ({
  type: /"event":"([^"]+)"/.exec(line)![1]!,
  body: Buffer.from(line, "utf8")
}))
