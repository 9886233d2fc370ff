// What a list of orders is asked by, and what it answers.
import type { CustomerId, OrderId } from "@bahi/core/id"
import { Effect, Schema, SchemaTransformation } from "effect"
import { Email, Instant, Money, Text, Uuid } from "./primitives.ts"
import { FulfilmentStatus, Lifecycle, PaymentStatus, Source } from "./statuses.ts"

/** An instant as a person writes it in an address: with its offset, in which a plus is %2B. */
const TypedInstant = Schema.String.check(Schema.makeFilter((text: string) => {
  const day = /^([1-9]\d{3}-\d\d-\d\d)T\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?(?:Z|[+-]\d\d:\d\d)$/.exec(text)?.[1]
  // The 30th of February would be taken for the 2nd of March.
  const isReal = day !== undefined && !Number.isNaN(Date.parse(text)) && new Date(`${day}T00:00:00Z`).toISOString().startsWith(day)
  return isReal ? true : "expected an instant like 2026-04-01T00:00:00Z, or with another offset: 2026-04-01T00:00:00%2B05:30"
})).pipe(Schema.decodeTo(Instant))

const lifecycle = Schema.Literals([...Lifecycle.literals, "deleted"])

/** `placedFrom` is part of what is found, `placedTo` no longer. */
export const orderFilter = {
  status: Schema.optionalKey(lifecycle),
  paymentStatus: Schema.optionalKey(PaymentStatus),
  fulfilmentStatus: Schema.optionalKey(FulfilmentStatus),
  source: Schema.optionalKey(Source),
  tag: Schema.optionalKey(Text(50)),
  customerId: Schema.optionalKey(Uuid as unknown as Schema.Codec<CustomerId>),
  email: Schema.optionalKey(Email),
  placedFrom: Schema.optionalKey(TypedInstant),
  placedTo: Schema.optionalKey(TypedInstant)
}

const sort = Schema.Literals(["date", "total"])
const direction = Schema.Literals(["asc", "desc"])

/** The newest first, where nothing else is said. */
export const orderSort = {
  sort: sort.pipe(Schema.withDecodingDefaultTypeKey(Effect.succeed("date" as const))),
  direction: direction.pipe(Schema.withDecodingDefaultTypeKey(Effect.succeed("desc" as const)))
}

const Position = Schema.Struct({ sort, direction, value: Schema.Int, orderId: Uuid as unknown as Schema.Codec<OrderId> })

const positionOf = (cursor: string): typeof Position.Type | undefined => {
  const [, sort, direction, value, orderId] = (/^[A-Za-z0-9]{1,120}$/.test(cursor) && cursor.length % 4 !== 1 && /^(date|total) (asc|desc) (\d{1,15}) ([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(atob(cursor))) || []
  return value === undefined ? undefined : { sort, direction, value: Number(value), orderId } as typeof Position.Type
}

/** Where a page ended: for whoever asks it is a word without a meaning. */
export const OrderCursor = Schema.String.check(Schema.makeFilter((cursor: string) => positionOf(cursor) === undefined ? "expected a cursor that a page of orders gave as nextCursor" : true)).pipe(
  Schema.decodeTo(Position, SchemaTransformation.transform({
    decode: (cursor: string) => positionOf(cursor)!,
    encode: ({ sort, direction, value, orderId }) => btoa(`${sort} ${direction} ${value} ${orderId}`).replace(/=+$/, "")
  }))
)

/** An order as one line of a list. */
export const ListedOrder = Schema.Struct({
  orderId: Schema.String,
  orderNumber: Schema.String,
  lifecycle,
  paymentStatus: PaymentStatus,
  fulfilmentStatus: FulfilmentStatus,
  source: Source,
  customerId: Schema.optionalKey(Schema.String),
  customerName: Schema.String,
  email: Schema.String,
  currency: Schema.Literal("INR"),
  grandTotal: Money,
  paidAmount: Money,
  refundedAmount: Money,
  tags: Schema.Array(Schema.String),
  placedAt: Instant
})

/** `count`: how many the filter finds, exact up to 10,000. */
export const OrderPage = Schema.Struct({
  items: Schema.Array(ListedOrder),
  nextCursor: Schema.NullOr(OrderCursor),
  count: Schema.optionalKey(Schema.Union([Schema.Int, Schema.Literal("more")]))
})
