import type { GatewayNotice } from "@bahi/application"
import type { Instant } from "@bahi/core/id"
import { createHash } from "node:crypto"
import { Result, Schema } from "effect"
import { idPattern } from "../id.ts"

/** What an event names, and `newestAt`: the latest moment that it speaks of. */
export interface Translation {
  readonly notice: GatewayNotice
  readonly newestAt: Instant
}

/** Reads the body of any event, of a kind known or not. `eventId` is what `x-razorpay-event-id` says, which nobody signed; where it is missing, or no id, the body's SHA-256 stands for it. Nothing when this is no event. */
export const translate = (body: Uint8Array, eventId?: string): Translation | undefined => {
  const read = decode(textOf(body))
  if (Result.isFailure(read)) return undefined
  const { event, payload, created_at } = read.success
  const entities = Object.values(payload).flatMap((part) => isRecord(part) && isRecord(part["entity"]) ? [part["entity"]] : [])
  // The documented sample of `refund.speed_changed` has it among the entities.
  const createdAt = secondsOf(created_at) ?? secondsOf(payload["created_at"])
  if (createdAt === undefined) return undefined
  return {
    notice: {
      eventId: eventId !== undefined && /^[\w-]{1,64}$/.test(eventId) ? eventId : `sha256-${createHash("sha256").update(body).digest("hex").slice(0, 48)}`,
      type: event,
      ...named("gatewayOrderId", idPattern.order, entities),
      ...named("gatewayPaymentId", idPattern.payment, entities),
      ...named("gatewayRefundId", idPattern.refund, entities),
      createdAt: createdAt * 1000
    },
    newestAt: Math.max(createdAt, ...entities.flatMap((entity) => pastFields.flatMap((field) => secondsOf(entity[field]) ?? []))) * 1000
  }
}

const Event = Schema.Struct({
  entity: Schema.Literal("event"),
  event: Schema.String.check(Schema.isPattern(/^[\x21-\x7e]{1,100}$/)),
  payload: Schema.Record(Schema.String, Schema.Unknown),
  created_at: Schema.optionalKey(Schema.Unknown)
})

const decode = Schema.decodeUnknownResult(Schema.fromJsonString(Event))

/** Undefined, which decodes as no event, unless the bytes are UTF-8. */
const textOf = (body: Uint8Array): string | undefined => {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(body)
  } catch {
    return undefined
  }
}

/** Where an entity names another: `source` is a transfer's payment or order. */
const references = ["order_id", "payment_id", "refund_id", "source"]

/** `payment_link.*` events bear the time of the link, which may be months old, and not of what happened to it. */
const pastFields = ["created_at", "updated_at", "paid_at", "cancelled_at", "expired_at", "closed_at"]

/** An entity of the kind itself goes before what others refer to: an invoice names its first payment, not the one that the event is about. */
const named = <K extends string>(key: K, pattern: RegExp, entities: ReadonlyArray<Readonly<Record<string, unknown>>>): { readonly [_ in K]?: string } => {
  const candidates = [...entities.map((entity) => entity["id"]), ...entities.flatMap((entity) => references.map((field) => entity[field]))]
  const found = candidates.find((candidate) => typeof candidate === "string" && pattern.test(candidate))
  return found === undefined ? {} : { [key]: found } as { readonly [_ in K]?: string }
}

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === "object" && value !== null && !Array.isArray(value)

/** Seconds since the epoch that JavaScript can hold as a date. */
const secondsOf = (value: unknown): number | undefined => Number.isInteger(value) && Number(value) > 0 && Number(value) <= 8.64e12 ? Number(value) : undefined
