import { createHmac, timingSafeEqual } from "node:crypto"
import { Agent, get } from "node:http"
import { json } from "node:stream/consumers"
import { followUp } from "./relay.ts"
import { again, sql } from "./sql.ts"

interface Payment {
  readonly id: string
  readonly order_id: string
  readonly status: string
  readonly method: string
  readonly vpa: string
}

interface Event {
  readonly event: string
  readonly created_at: number
  readonly payload: { readonly payment: { readonly entity: Payment } }
}

const agent = new Agent({ keepAlive: true })

/** The gateway's own record, which is what counts. */
const paymentsOf = (orderId: string): Promise<ReadonlyArray<Payment>> => new Promise((done, failed) => {
  get(`${process.env["GATEWAY_URL"]}/v1/orders/${orderId}/payments`, { agent, auth: "rzp_test_bench:key_secret_of_the_bench" }, (response) => {
    json(response).then((answer) => done((answer as { readonly items: ReadonlyArray<Payment> }).items), failed)
  }).on("error", failed)
})

/** One question to the gateway and one statement: keeps the event, and applies the capture that it made us look at, both once. */
export const hear = async (bytes: Buffer, signature: string, eventId: string): Promise<void> => {
  const digest = createHmac("sha256", process.env["WEBHOOK_SECRET"]!).update(bytes).digest()
  if (!timingSafeEqual(digest, Buffer.from(signature, "hex"))) throw new Error("signature")
  const { event, created_at, payload: { payment: { entity: { id, order_id } } } } = JSON.parse(bytes.toString("utf8")) as Event
  const captured = (await paymentsOf(order_id)).find((payment) => payment.id === id && payment.order_id === order_id && payment.status === "captured")
  if (captured === undefined) throw new Error("not captured")
  const { method, vpa } = captured
  await again(() => sql`
    with heard as (
      insert into gateway_events (event_id, type, gateway_order_id, gateway_payment_id, created_at, received_at) values (${eventId}, ${event}, ${order_id}, ${id}, ${new Date(created_at * 1000)}, now())
      on conflict do nothing returning event_id
    ),
    paid as (
      update payments set version = version + 1, status = 'captured', captured_amount = amount, captured_at = now(), updated_at = now() from heard
      where gateway_order_id = ${order_id} and status = 'pending' returning payments.id, order_id, amount
    ),
    fact as (
      insert into payment_events (payment_id, type, reference, amount, instrument, occurred_at)
      select id, 'captured', ${id}, amount, ${sql.json({ method, label: vpa })}, now() from paid
    ),
    confirmed as (
      update orders set version = version + 1, lifecycle = 'confirmed', payment_status = 'paid', paid_amount = paid.amount, confirmed_at = now(), expires_at = null, updated_at = now()
      from paid where orders.id = paid.order_id and lifecycle = 'pending' returning orders.id, cart_id, checkout_session_id
    ),
    cart as (update carts set version = version + 1, status = 'converted', updated_at = now() from confirmed where carts.id = confirmed.cart_id),
    session as (update checkout_sessions set version = version + 1, status = 'completed', updated_at = now() from confirmed where checkout_sessions.id = confirmed.checkout_session_id),
    settled as (update reservations set status = 'converted', updated_at = now() from confirmed where reservations.order_id = confirmed.id and status = 'held' returning variant_id, warehouse, quantity, reservations.order_id),
    booked as (update stock set reserved = reserved - settled.quantity, on_hand = on_hand - settled.quantity from settled where stock.variant_id = settled.variant_id and stock.warehouse = settled.warehouse),
    moved as (insert into stock_movements (variant_id, warehouse, quantity, reason, order_id, created_at) select variant_id, warehouse, -quantity, 'sold', order_id, now() from settled),
    history as (
      insert into order_status_history (order_id, axis, from_status, to_status, changed_by_type, created_at)
      select confirmed.id, axis, from_status, to_status, 'system', now() from confirmed, (values ('payment', 'unpaid', 'paid'), ('lifecycle', 'pending', 'confirmed')) as m (axis, from_status, to_status)
    )
    insert into outbox (aggregate, aggregate_id, event, version, not_before, created_at)
    select aggregate, aggregate_id, event, 2, now(), now() from (
      select 'payment' as aggregate, id as aggregate_id, jsonb_build_object('type', 'PaymentCaptured', 'orderId', order_id, 'reference', ${id}::text, 'amount', amount) as event from paid
      union all select 'order', order_id, jsonb_build_object('type', 'OrderPaymentRecorded', 'paymentId', id, 'amount', amount) from paid
      union all select 'order', id, jsonb_build_object('type', 'OrderConfirmed', 'orderId', id) from confirmed
    ) as events`)
  followUp()
}
