import { Cause, Effect } from "effect"
import { SqlError } from "effect/sql"
import type { GatewayMisconfigured, GatewayUnavailable } from "../ports/index.ts"

/** Logs what went wrong and where: without a database's own words, which repeat the row, and with it the customer. */
export const logFaults = (message: string, cause: Cause.Cause<unknown>): Effect.Effect<void> => {
  const faults = cause.reasons.flatMap((reason) => Cause.isDieReason(reason) ? [describe(reason.defect)] : Cause.isFailReason(reason) ? [describe(reason.error)] : [])
  return faults.length === 0 ? Effect.void : Effect.logError(message, ...faults)
}

/** Whether something went wrong; whoever stopped it meant to. */
export const isFailure = (cause: Cause.Cause<unknown>): boolean => !Cause.hasInterruptsOnly(cause)

/** Whether the database did not answer, or not in time: nothing that a caller did. */
export const isDatabaseAway = (defect: unknown): boolean =>
  SqlError.isSqlError(defect) && (defect.reason._tag === "ConnectionError" || defect.reason._tag === "StatementTimeoutError")

/** Whether the gateway did not answer, or not to us: whoever asks next will hear the same. */
export const isGatewayAway = (error: unknown): error is GatewayUnavailable | GatewayMisconfigured =>
  typeof error === "object" && error !== null && "_tag" in error && (error._tag === "GatewayUnavailable" || error._tag === "GatewayMisconfigured")

const describe = (fault: unknown): string => {
  if (SqlError.isSqlError(fault)) {
    const { code = "", constraint = "" } = (fault.reason.cause ?? {}) as { readonly code?: string; readonly constraint?: string }
    return [`${fault.reason._tag} ${code} ${constraint}`.trim(), ...placesOf(fault)].join("\n")
  }
  if (!(fault instanceof Error)) return typeof fault
  const refused = "refusal" in fault ? ` ${(fault.refusal as { readonly code: string }).code}` : ""
  // What a neighbour answered is no place in our code.
  if ("operation" in fault && "reason" in fault) return `${fault.name} ${String(fault.operation)}: ${String(fault.reason)}`
  return [`${fault.name}${refused}: ${fault.message}`, ...placesOf(fault)].join("\n")
}

const placesOf = ({ stack = "" }: Error): ReadonlyArray<string> => stack.split("\n").filter((line) => /^\s+at /.test(line)).slice(0, 8)
