import { createHash, randomUUID } from "node:crypto"
import { chargesOf, read, type Session } from "./checkout.ts"
import { figuresOf, lineView } from "./figures.ts"
import { followUp } from "./relay.ts"
import { again, type Caller, sql } from "./sql.ts"

/** Three statements: the session, a number, and one that writes everything, or nothing when the key was used before. Cash on delivery only. */
export const place = async ({ guestKey }: Caller, body: { readonly sessionId: string; readonly termsAccepted: boolean }, key: string) => {
  const [[session], [{ number }]] = await Promise.all([read(guestKey, body.sessionId), sql<[{ number: number }]>`select bahi_next_number('order:ORD:2026') as number`])
  const order = orderOf(session!, guestKey, `ORD-2026-${String(number).padStart(6, "0")}`)
  await again(() => write(session!, order, { caller: `guest:${guestKey}`, key, request: createHash("sha256").update(JSON.stringify(body)).digest("hex") }))
  followUp()
  return order.view
}

const orderOf = (session: Session, guestKey: string, orderNumber: string) => {
  const [orderId, paymentId, now] = [randomUUID(), randomUUID(), new Date()]
  const { lines, totals } = figuresOf(session.lines.map((line) => ({ ...line, lineId: randomUUID() })), chargesOf(session))
  const address = session.shipping_address!
  const shared = { payment_method: "cod", placed_at: now, confirmed_at: now, updated_at: now, shipping_address: address, shipping_method: session.shipping_method, billing: { address, deliveredTo: "buyer" } }
  const row = {
    id: orderId, version: 1, order_number: orderNumber, lifecycle: "confirmed", payment_status: "unpaid", fulfilment_status: "unfulfilled", cart_id: session.cart_id, checkout_session_id: session.id,
    guest_key: guestKey, email: session.email, phone: session.phone, customer_name: address.name, currency: "INR", source: "web", subtotal: totals.subtotal, discount_total: 0,
    shipping_total: totals.charges[0]?.total ?? 0, taxable: totals.taxable, tax_total: totals.taxTotal, round_off: totals.roundOff, grand_total: totals.grandTotal, paid_amount: 0, refunded_amount: 0, credited_amount: 0,
    added_payments: [], payment_news: {}, disputes: {}, credits: [], tags: [], quote: { totals, lines }, payment_id: paymentId, ...shared
  }
  const items = lines.map(({ lineId, item, quantity, ratePpm, taxable, cgst, sgst, igst, cess, total }, position) => ({
    id: lineId, order_id: orderId, position, product_id: item.productId, variant_id: item.variantId, sku: item.sku, name: item.name, hsn_code: item.hsnCode, gst_rate_ppm: ratePpm, quantity,
    quantity_shipped: 0, quantity_delivered: 0, quantity_cancelled: 0, quantity_returned_to_origin: 0, quantity_returned: 0, quantity_refunded: 0, unit_price: item.unitPrice, unit_mrp: item.unitMrp, line_discount: 0, taxable, cgst, sgst, igst, cess, line_total: total, item
  }))
  const payment = { paymentId, orderId, status: "pending", method: "cod", currency: "INR", amount: totals.grandTotal, capturedAmount: 0, refundedAmount: 0, attempts: [], openedAt: now }
  const view = {
    orderId, orderNumber, lifecycle: row.lifecycle, paymentStatus: row.payment_status, fulfilmentStatus: row.fulfilment_status, email: row.email, phone: row.phone, lines: lines.map(lineView), totals,
    paidAmount: 0, refundedAmount: 0, due: totals.grandTotal, shippingAddress: address, billing: row.billing, shippingMethod: row.shipping_method, payment, shipments: [], placedAt: now, confirmedAt: now
  }
  return { row, items, view, paymentId }
}

const write = ({ id }: Session, { row, items, view, paymentId }: ReturnType<typeof orderOf>, claim: { readonly caller: string; readonly key: string; readonly request: string }) => {
  const events = [
    { aggregate: "order", aggregate_id: row.id, event: { type: "OrderPlaced", ...view } },
    { aggregate: "payment", aggregate_id: paymentId, event: { type: "PaymentOpened", ...view.payment } },
    { aggregate: "order", aggregate_id: row.id, event: { type: "OrderConfirmed", orderId: row.id } }
  ]
  const moves = [["lifecycle", null, "pending"], ["payment", null, "unpaid"], ["fulfilment", null, "unfulfilled"], ["lifecycle", "pending", "confirmed"]].map(([axis, from_status, to_status]) => ({ axis, from_status, to_status }))
  return sql`
    with claimed as (insert into idempotency_keys (caller, key, request, answer, created_at) values (${claim.caller}, ${claim.key}, ${claim.request}, ${sql.json(view as never)}, now())),
    gate as (update checkout_sessions set version = version + 1, status = 'completed', order_id = ${row.id}, updated_at = now() where id = ${id} and status = 'payment_pending' returning cart_id),
    cart as (update carts set version = version + 1, status = 'converted', order_id = ${row.id}, updated_at = now() from gate where carts.id = gate.cart_id and status = 'active'),
    placed as (insert into orders (${sql.unsafe(columnsOf(row))}) select ${sql.unsafe(columnsOf(row, "r."))} from gate, jsonb_populate_record(null::orders, ${sql.json(row as never)}) as r),
    lines as (insert into order_items (${sql.unsafe(columnsOf(items[0]!))}) select ${sql.unsafe(columnsOf(items[0]!, "r."))} from gate, jsonb_populate_recordset(null::order_items, ${sql.json(items as never)}) as r),
    paid as (
      insert into payments (id, version, order_id, gateway, method, status, currency, amount, captured_amount, reserved_amount, refunded_amount, refunds, disputes, opened_at, updated_at)
      select ${paymentId}, 1, ${row.id}, 'cod', 'cod', 'pending', 'INR', ${row.grand_total}, 0, 0, 0, '[]', '{}', now(), now() from gate
    ),
    history as (
      insert into order_status_history (order_id, axis, from_status, to_status, changed_by_type, created_at)
      select ${row.id}, axis, from_status, to_status, 'guest', now() from gate, jsonb_populate_recordset(null::order_status_history, ${sql.json(moves as never)})
    ),
    settled as (
      update reservations set status = 'converted', order_id = ${row.id}, updated_at = now() from gate
      where reservations.holder_id = gate.cart_id and status = 'held' returning variant_id, warehouse, quantity
    ),
    booked as (update stock set reserved = reserved - settled.quantity, on_hand = on_hand - settled.quantity from settled where stock.variant_id = settled.variant_id and stock.warehouse = settled.warehouse),
    moved as (insert into stock_movements (variant_id, warehouse, quantity, reason, order_id, created_at) select variant_id, warehouse, -quantity, 'sold', ${row.id}, now() from settled)
    insert into outbox (aggregate, aggregate_id, event, version, not_before, created_at)
    select aggregate, aggregate_id, event, 2, now(), now() from gate, jsonb_populate_recordset(null::outbox, ${sql.json(events as never)})`
}

/** Every column that is written, but the one that a statement brings itself. */
const columnsOf = (row: object, of = ""): string => Object.keys(row).map((column) => of + column).join(", ")
