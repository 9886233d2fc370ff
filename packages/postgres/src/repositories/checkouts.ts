import { Checkouts, type States } from "@bahi/application"
import type { PaymentMethod } from "@bahi/core/checkout"
import { id } from "@bahi/core/id"
import { PgClient } from "@effect/sql-pg"
import { Effect, Layer } from "effect"
import type { Statement } from "effect/sql"
import { type OwnerColumns, ownerColumns, ownerOf } from "../owner.ts"
import { amount, confirmIn, instant, oneByOne, present, same, timestamp, writeAtOnce } from "../sql.ts"
import { reading, type Versioned } from "./rows.ts"

interface Row extends OwnerColumns, Versioned {
  readonly status: Exclude<States["checkout"]["status"], "unstarted">
  readonly cart_id: string
  readonly email: string
  readonly phone: string
  readonly gift_message: string | null
  readonly notes: string | null
  readonly shipping_address: unknown
  readonly serviceability: unknown
  readonly billing: unknown
  readonly shipping_method: unknown
  readonly payment_method: PaymentMethod | null
  readonly agreed_total: bigint | null
  readonly store_credit: bigint | null
  readonly order_id: string | null
  readonly expires_at: Date
}

/** Checkout sessions in `checkout_sessions`. */
export const checkoutsPostgres = Layer.effect(Checkouts, Effect.map(PgClient.PgClient, (sql) => {
  const select = (condition: Statement.Fragment, locking: Statement.Fragment) =>
    sql<Row>`
      select id, version, status, cart_id, guest_key, customer_id, email, phone, gift_message, notes, shipping_address, serviceability, billing, shipping_method, payment_method, agreed_total, store_credit, order_id, expires_at
      from checkout_sessions where ${condition} order by id ${locking}`
  const { read, lock } = reading(sql, { kind: "checkout", select, stateOf })
  const json = (value: unknown) => value === undefined ? null : sql.json(value)

  return Checkouts.of({
    read,
    lock,
    confirm: confirmIn(sql, "checkout_sessions"),
    // One that is closed makes room for one that is opened in its place.
    save: (changes) => Effect.forEach(changes.toSorted((a, b) => b.version - a.version), ({ id, version, after, at }) => {
      if (after.status === "unstarted") return Effect.void
      const addressed = "shippingAddress" in after ? after : undefined
      const payable = "paymentMethod" in after ? after : undefined
      const columns = {
        status: after.status,
        email: after.email,
        phone: after.phone,
        gift_message: "giftMessage" in after ? after.giftMessage ?? null : null,
        notes: "notes" in after ? after.notes ?? null : null,
        shipping_address: json(addressed?.shippingAddress),
        serviceability: json(addressed?.serviceability),
        billing: json(addressed?.billing),
        shipping_method: json(addressed?.shippingMethod),
        payment_method: payable?.paymentMethod ?? null,
        agreed_total: payable?.agreedTotal ?? null,
        store_credit: addressed?.storeCredit ?? null,
        order_id: payable?.orderId ?? null,
        expires_at: timestamp(after.expiresAt),
        updated_at: timestamp(at)
      }
      const statement = version === 0
        ? sql`insert into checkout_sessions ${sql.insert({ id, version: 1, cart_id: after.cartId, ...ownerColumns(after.owner), ...columns })}`
        : sql`update checkout_sessions set version = version + 1, ${sql.update(columns)} where id = ${id} and version = ${version}`
      return writeAtOnce(sql, "checkout", [{ statement, rows: 1 }])
    }, { discard: true }).pipe(changes.length > 1 ? oneByOne("checkout") : same),
    openOf: (cartId) =>
      sql<{ readonly id: string }>`select id from checkout_sessions where cart_id = ${cartId} and status in ('initiated', 'address_entered', 'payment_pending')`.pipe(
        Effect.map(([row]) => row && id<"checkout">(row.id)), Effect.orDie),
    lapsed: (now, limit) =>
      sql<{ readonly id: string }>`
        select id from checkout_sessions
        where status in ('initiated', 'address_entered', 'payment_pending') and order_id is null and expires_at < ${timestamp(now)}
        order by expires_at limit ${limit}`.pipe(Effect.map((rows) => rows.map((row) => id<"checkout">(row.id))), Effect.orDie)
  })
}))

const stateOf = (row: Row): States["checkout"] => ({
  status: row.status,
  checkoutId: id<"checkout">(row.id),
  cartId: id<"cart">(row.cart_id),
  owner: ownerOf(row),
  email: row.email,
  phone: row.phone,
  expiresAt: instant(row.expires_at),
  ...present("shippingAddress", row.shipping_address, same),
  ...present("serviceability", row.serviceability, same),
  ...present("billing", row.billing, same),
  ...present("shippingMethod", row.shipping_method, same),
  ...present("paymentMethod", row.payment_method, same),
  ...present("giftMessage", row.gift_message, same),
  ...present("notes", row.notes, same),
  ...present("storeCredit", row.store_credit, amount),
  ...present("agreedTotal", row.agreed_total, amount),
  ...present("orderId", row.order_id, id<"order">)
}) as States["checkout"]
