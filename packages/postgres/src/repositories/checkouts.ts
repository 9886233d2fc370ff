import { Checkouts, type States } from "@bahi/application"
import type { PaymentMethod } from "@bahi/core/checkout"
import { id } from "@bahi/core/id"
import { Effect, Layer } from "effect"
import type { Statement } from "effect/sql"
import { database } from "../client.ts"
import { type OwnerColumns, ownerColumns, ownerOf } from "../owner.ts"
import { amount, confirmIn, instant, oneByOne, present, same, timestamp, writeAtOnce } from "../sql.ts"
import { inOrder, type Locking, reading, rowIn, type Versioned } from "./rows.ts"

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
export const checkoutsPostgres = Layer.effect(Checkouts, Effect.map(database, ({ quickly, sql }) => {
  const select = (condition: Statement.Fragment, locking: Locking) =>
    sql<Row>`
      select id, version, status, cart_id, guest_key, customer_id, email, phone, gift_message, notes, shipping_address, serviceability, billing, shipping_method, payment_method, agreed_total, store_credit, order_id, expires_at
      from checkout_sessions where ${condition} ${inOrder(sql, locking)}`
  const { read, lock } = reading({ quickly, sql }, { kind: "checkout", select, stateOf })
  const row = rowIn(sql, "checkout_sessions", { columnsOf, settledBy })

  return Checkouts.of({
    read,
    lock,
    confirm: confirmIn(sql, "checkout_sessions"),
    // One that is closed makes room for one that is opened in its place.
    save: (changes) => Effect.forEach(changes.toSorted((a, b) => b.version - a.version), (change) =>
      change.after.status === "unstarted" ? Effect.void : writeAtOnce(sql, "checkout", [row(change, change.after)]), { discard: true }).pipe(changes.length > 1 ? oneByOne("checkout") : same),
    openOf: (cartId) =>
      quickly(sql<{ readonly id: string }>`select id from checkout_sessions where cart_id = ${cartId} and status in ('initiated', 'address_entered', 'payment_pending')`).pipe(
        Effect.map(([row]) => row && id<"checkout">(row.id)), Effect.orDie),
    lapsed: (now, limit) =>
      sql<{ readonly id: string }>`
        select id from checkout_sessions
        where status in ('initiated', 'address_entered', 'payment_pending') and order_id is null and expires_at < ${timestamp(now)}
        order by expires_at limit ${limit}`.pipe(Effect.map((rows) => rows.map((row) => id<"checkout">(row.id))), Effect.orDie)
  })
}))

type StartedCheckout = Exclude<States["checkout"], { readonly status: "unstarted" }>

const columnsOf = (session: StartedCheckout) => {
  const addressed = "shippingAddress" in session ? session : undefined
  const payable = "paymentMethod" in session ? session : undefined
  return {
    status: session.status,
    email: session.email,
    phone: session.phone,
    gift_message: "giftMessage" in session ? session.giftMessage : undefined,
    notes: "notes" in session ? session.notes : undefined,
    shipping_address: addressed?.shippingAddress,
    serviceability: addressed?.serviceability,
    billing: addressed?.billing,
    shipping_method: addressed?.shippingMethod,
    payment_method: payable?.paymentMethod,
    agreed_total: payable?.agreedTotal,
    store_credit: addressed?.storeCredit,
    order_id: payable?.orderId,
    expires_at: timestamp(session.expiresAt)
  }
}

/** What a session keeps from its beginning. */
const settledBy = ({ cartId, owner }: StartedCheckout) => ({ cart_id: cartId, ...ownerColumns(owner) })

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
