import { type Row, viewOf } from "./order.ts"
import { followUp } from "./relay.ts"
import { again, type Caller, sql } from "./sql.ts"

const ms = sql`(extract(epoch from now()) * 1000)::bigint`

/** One statement: the order's own row is the lock, and says once more that nothing was sent before everything else follows from it. Of an order that was not paid. */
export const cancel = async ({ guestKey }: Caller, orderNumber: string, { category, reason }: { readonly category: string; readonly reason: string }) => {
  const [order] = await again(() => sql<Array<Row>>`
    with cancelled as (
      update orders set version = version + 1, lifecycle = 'cancelled', credited_amount = grand_total, cancelled_by = 'customer', cancellation_reason = ${reason}, cancellation_category = ${category},
        cancelled_at = now(), updated_at = now(), credits = jsonb_build_array((
          select jsonb_build_object('creditId', orders.id, 'because', 'order_cancelled', 'amount', grand_total, 'at', ${ms}, 'before', '{"lines": {}, "charges": {}}'::jsonb,
            'items', jsonb_agg(jsonb_build_object('lineId', i.id, 'quantity', i.quantity) order by i.position),
            'credited', jsonb_build_object('lines', jsonb_object_agg(i.id, i.quantity), 'charges', (select jsonb_object_agg(c ->> 'id', subtotal) from jsonb_array_elements(quote -> 'totals' -> 'charges') as c)))
          from order_items i where i.order_id = orders.id))
      where order_number = ${orderNumber} and guest_key = ${guestKey} and lifecycle = 'confirmed' and fulfilment_status = 'unfulfilled' and paid_amount = 0 returning *
    ),
    lines as (update order_items i set quantity_cancelled = i.quantity from cancelled where i.order_id = cancelled.id returning i.*),
    called_off as (update payments p set version = p.version + 1, status = 'cancelled', cancelled_at = now(), updated_at = now() from cancelled where p.order_id = cancelled.id and p.status = 'pending' returning p.*),
    history as (
      insert into order_status_history (order_id, axis, from_status, to_status, changed_by_type, created_at) select id, 'lifecycle', 'confirmed', 'cancelled', 'guest', now() from cancelled
    ),
    booked as (update stock set on_hand = on_hand + quantity from lines where stock.variant_id = lines.variant_id and warehouse = 'main'),
    moved as (insert into stock_movements (variant_id, warehouse, quantity, reason, reference, created_at) select variant_id, 'main', quantity, 'restocked', order_id, now() from lines),
    told as (
      insert into outbox (aggregate, aggregate_id, event, version, not_before, created_at)
      select 'order', id, jsonb_build_object('type', 'OrderCancelled', 'at', ${ms}, 'by', 'customer', 'was', 'confirmed', 'reason', cancellation_reason, 'category', cancellation_category, 'orderId', id, 'cartId', cart_id,
        'checkoutId', checkout_session_id, 'credit', credits -> 0, 'items', credits -> 0 -> 'items', 'paymentIds', (select jsonb_agg(id) from called_off),
        'demands', (select jsonb_agg(jsonb_build_object('variantId', variant_id, 'quantity', quantity)) from lines)), 2, now(), now() from cancelled
      union all select 'payment', id, jsonb_build_object('type', 'PaymentCancelled', 'at', ${ms}), 2, now(), now() from called_off
    )
    select cancelled.*, (select json_agg(lines order by position) from lines) as lines, (
      select json_agg(json_build_object('paymentId', id, 'status', status, 'method', method, 'currency', currency, 'amount', amount, 'capturedAmount', captured_amount, 'refundedAmount', refunded_amount, 'openedAt', opened_at)) from called_off
    ) as payments from cancelled`)
  if (!order) throw new Error("no order that can be cancelled")
  followUp()
  return {
    ...viewOf(order), keptTotal: 0, credits: order["credits"], due: 0,
    cancellation: { reason, category, by: "customer", at: order["cancelled_at"] }
  }
}
