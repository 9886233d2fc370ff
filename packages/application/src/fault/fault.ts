import { Cause, Effect } from "effect"
import { SqlError } from "effect/sql"

/** Logs what went wrong and where: without a database's own words, which repeat the row, and with it the customer. */
export const logFaults = (message: string, cause: Cause.Cause<unknown>): Effect.Effect<void> => {
  const faults = cause.reasons.flatMap((reason) => Cause.isDieReason(reason) ? [describe(reason.defect)] : Cause.isFailReason(reason) ? [describe(reason.error)] : [])
  return faults.length === 0 ? Effect.void : Effect.logError(message, ...faults)
}

/** Whether the database did not answer, or not in time: nothing that a caller did. */
export const isDatabaseAway = (defect: unknown): boolean =>
  SqlError.isSqlError(defect) && (defect.reason._tag === "ConnectionError" || defect.reason._tag === "StatementTimeoutError")

const describe = (fault: unknown): string => {
  if (SqlError.isSqlError(fault)) {
    const { code = "", constraint = "" } = (fault.reason.cause ?? {}) as { readonly code?: string; readonly constraint?: string }
    return [`${fault.reason._tag} ${code} ${constraint}`.trim(), ...placesOf(fault)].join("\n")
  }
  if (!(fault instanceof Error)) return typeof fault
  const refused = "refusal" in fault ? ` ${(fault.refusal as { readonly code: string }).code}` : ""
  const atGateway = "operation" in fault && "reason" in fault ? ` ${String(fault.operation)}: ${String(fault.reason)}` : ""
  return [`${fault.name}${refused}${atGateway}: ${fault.message}`, ...placesOf(fault)].join("\n")
}

const placesOf = ({ stack = "" }: Error): ReadonlyArray<string> => stack.split("\n").filter((line) => /^\s+at /.test(line)).slice(0, 8)
