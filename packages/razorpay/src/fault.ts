import { type GatewayFault, GatewayMisconfigured, GatewayRefused, GatewayUnavailable, GatewayUnknown } from "@bahi/application"
import { Result, Schema } from "effect"

/** What came back, before anything is made of it. `lost`: no answer, and the system's code for why. */
export type Answer =
  | { readonly status: number; readonly body: unknown }
  | { readonly lost: string }

/** What was asked. What only reads leaves nothing behind, whatever becomes of the answer. */
export interface Asked {
  readonly operation: GatewayFault["operation"]
  readonly effect: "reads" | "writes"
}

/** Which fault an answer is that is not the one hoped for. Decided by status and error code; by words only where Razorpay says it with nothing else. */
export const faultOf = ({ operation, effect }: Asked, answer: Answer): GatewayFault => {
  const error = "status" in answer ? envelopeOf(answer.body) : undefined
  const fault = { operation, reason: reasonOf(answer, error) }
  const broken = effect === "writes" ? new GatewayUnknown(fault) : new GatewayUnavailable(fault)
  if ("lost" in answer) {
    if (unreached.has(answer.lost)) return new GatewayUnavailable(fault)
    return untrusted.test(answer.lost) ? new GatewayMisconfigured(fault) : broken
  }
  const { status } = answer
  if (status >= 500 || status === 408) return broken
  if (status === 429) return new GatewayUnavailable(fault)
  if ([401, 403, 405, 407].includes(status) || (status >= 300 && status < 400)) return new GatewayMisconfigured(fault)
  // Something answers, but it does not speak as Razorpay does.
  if (!error) return effect === "writes" && status !== 404 ? new GatewayUnknown(fault) : new GatewayMisconfigured(fault)
  if (error.code !== "BAD_REQUEST_ERROR") return broken
  if (/^(?:Authentication failed|Access Denied|The requested URL was not found)|^The api .*provided is invalid/i.test(error.description)) return new GatewayMisconfigured(fault)
  if (/in progress|still running/.test(error.description)) return new GatewayUnavailable(fault)
  return new GatewayRefused(fault)
}

/** The receipt, or the key, was already used for this: what was asked for may well be there. */
export const saysDuplicate = ({ reason }: GatewayFault): boolean => /Duplicate (?:request|receipt)/.test(reason)

/** No connection came about, so nothing can have happened. */
const unreached: ReadonlySet<string> = new Set(["ECONNREFUSED", "ENOTFOUND", "EAI_AGAIN", "EHOSTUNREACH", "ENETUNREACH"])

/** The other side is not who it should be, or speaks no TLS. */
const untrusted = /CERT|SELF_SIGNED|UNABLE_TO_VERIFY|^EPROTO$|^ERR_SSL|^ERR_TLS|^ERR_INVALID_URL$/

const Envelope = Schema.Struct({
  error: Schema.Struct({
    code: Schema.String,
    description: Schema.String,
    reason: Schema.optionalKey(Schema.Unknown),
    field: Schema.optionalKey(Schema.Unknown)
  })
})
type Envelope = (typeof Envelope.Type)["error"]

const decodeEnvelope = Schema.decodeUnknownResult(Envelope)

const envelopeOf = (body: unknown): Envelope | undefined => {
  const read = decodeEnvelope(body)
  return Result.isSuccess(read) ? read.success.error : undefined
}

/** Only texts that can hold no person and no secret: codes, names of fields, and sentences that we know. */
const reasonOf = (answer: Answer, error: Envelope | undefined): string => {
  if ("lost" in answer) return `no answer: ${answer.lost}`
  if (!error) return answer.status < 300 ? `${answer.status} that is not what Razorpay answers: is the base URL right?` : `${answer.status} without an error of Razorpay's`
  const said = error.description.replace(/\.$/, "")
  return [
    String(answer.status),
    ...[error.code].filter((code) => /^[A-Z_]{1,40}$/.test(code)),
    ...[error.reason, error.field].filter((name) => typeof name === "string" && /^[a-z_]{3,60}$/.test(name)),
    ...[said].filter((sentence) => sayable.has(sentence))
  ].join(" ")
}

const sayable: ReadonlySet<string> = new Set([
  "Authentication failed",
  "The api key provided is invalid",
  "Access Denied",
  "The requested URL was not found on the server",
  "The id provided does not exist",
  "The id provided does not exist or access is unauthorised",
  "Order older than 180 days, please use reports",
  "Too many requests",
  "The amount must be at least INR 1.00",
  "Amount exceeds maximum amount allowed",
  "receipt: the length must be no more than 40",
  "Duplicate request. This request has already been processed",
  "Duplicate receipt found for this refund request",
  "Request failed because another order operation is in progress",
  "Request failed because another payment operation is in progress",
  "Capture amount must be equal to the amount authorized",
  "Capture request currency must be same as payment currency",
  "Payment amount is greater than the amount due for order",
  "Payment is not in authorized state",
  "Payment is pending authorization from approver",
  "Payment already done for this order",
  "The payment has already been either captured or voided",
  "Only payments which have been authorized and not yet captured can be captured",
  "This payment has already been captured",
  "The payment has already been processed",
  "The refund amount provided is greater than amount captured",
  "The total refund amount is greater than the refund payment amount",
  "The payment has been fully refunded already",
  "The payment status should be captured for action to be taken",
  "Your account does not have enough balance to carry out the refund operation",
  "invalid request sent",
  "Refund is currently not supported for this payment method",
  "Partial refund is currently not supported for this payment method",
  "Void is not supported for partial refunds",
  "The refund on this payment is blocked due to ongoing dispute investigation",
  "Different request with the same idempotency key has already been processed",
  "Another request with the same idempotency key is still in progress"
])
