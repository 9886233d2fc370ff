import type { Attempt } from "./entity.ts"

/** Seconds after the first attempt, as measured in test mode: without jitter, 4xx and no answer like 5xx. */
const offsetsSeconds = [0, 6.1, 19, 40, 82, 165, 326, 650, 1293, 2576, 5140, 10267, 20508, 40989, 81953]

/** After a 5xx these are tried once more at once. */
const instantOffsetSeconds = 0.23
const triedAtOnce = ["payment.authorized", "payment.captured", "order.paid"]

/** After so much failure without a success, an endpoint is disabled. */
export const disabledAfterMs = 24 * 3_600_000

/** When the next attempt is due, in ms after the first; undefined: there is none. */
export const nextAttemptMs = (event: string, attempts: ReadonlyArray<Attempt>): number | undefined => {
  const [first] = attempts
  if (first === undefined) return 0
  const atOnce = typeof first.outcome === "number" && first.outcome >= 500 && triedAtOnce.includes(event)
  const offsets = atOnce ? offsetsSeconds.toSpliced(1, 0, instantOffsetSeconds) : offsetsSeconds
  const offset = offsets[attempts.length]
  return offset === undefined ? undefined : offset * 1000
}
