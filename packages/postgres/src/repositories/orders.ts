import { type Change, Orders, type States } from "@bahi/application"
import { chargeId } from "@bahi/core/checkout"
import { id } from "@bahi/core/id"
import { money, sum } from "@bahi/core/money"
import { axesOf, historyOf, type PlacedOrder } from "@bahi/core/order"
import { Effect, Layer } from "effect"
import type { Statement } from "effect/sql"
import { database } from "../client.ts"
import { ownerColumns } from "../owner.ts"
import { confirmIn, insertInto, millisOf, timestamp, type Write, writeAtOnce } from "../sql.ts"
import { type OrderRow, stateOf } from "./order-row.ts"
import { inOrder, type Locking, reading, rowIn, versionBefore } from "./rows.ts"

/** Orders in `orders`, `order_items`, `shipments`, `order_edits`, `order_notes` and `order_status_history`. */
export const ordersPostgres = Layer.effect(Orders, Effect.map(database, ({ quickly, sql }) => {
  const millis = millisOf(sql)
  const select = (condition: Statement.Fragment, locking: Locking, more = sql.literal("")) =>
    sql<OrderRow>`
      select id, version, ${versionBefore(sql, "orders", "o", locking)} as seen, lifecycle, order_number, cart_id, checkout_session_id, guest_key, customer_id, email, phone, source, paid_amount, refunded_amount, quote, shipping_address, billing,
        shipping_method, payment_method, payment_id, store_credit, added_payments, payment_news, disputes, credits, customer_notes, tags, cancellation_reason, cancellation_category, cancelled_by,
        placed_at, confirmed_at, completed_at, expires_at, expired_at, cancelled_at, deleted_at, coalesce((
          select json_agg(json_build_object('lineId', i.id, 'item', i.item, 'quantity', i.quantity, 'quantityShipped', i.quantity_shipped, 'quantityDelivered', i.quantity_delivered,
            'quantityCancelled', i.quantity_cancelled, 'quantityReturnedToOrigin', i.quantity_returned_to_origin, 'quantityReturned', i.quantity_returned, 'quantityRefunded', i.quantity_refunded) order by i.position)
          from order_items i where i.order_id = o.id
        ), '[]') as lines, coalesce((
          select json_agg(json_strip_nulls(json_build_object('shipmentId', s.id, 'carrier', s.carrier, 'trackingNumber', s.tracking_number, 'items', s.items,
            'shippedAt', ${millis("s.shipped_at")}, 'deliveredAt', ${millis("s.delivered_at")},
            'returnedAt', ${millis("s.returned_at")})) order by s.position)
          from shipments s where s.order_id = o.id
        ), '[]') as shipments, coalesce((
          select json_agg(json_build_object('before', e.before, 'after', e.after, 'by', e.edited_by, 'why', e.why, 'at', ${millis("e.edited_at")}) order by e.id)
          from order_edits e where e.order_id = o.id
        ), '[]') as edits, coalesce((
          select json_agg(json_build_object('noteId', n.id, 'text', n.text, 'by', n.author, 'at', ${millis("n.created_at")}) order by n.position)
          from order_notes n where n.order_id = o.id
        ), '[]') as notes ${more}
      from orders o where ${condition} ${inOrder(sql, locking)}`
  const { read, readWhere, lock } = reading({ quickly, sql }, { kind: "order", select, stateOf })
  const row = rowIn(sql, "orders", { columnsOf, settledBy })

  const timeline = sql`, coalesce((
      select json_agg(json_strip_nulls(json_build_object('axis', h.axis, 'from', h.from_status, 'to', h.to_status, 'actor', h.changed_by_type, 'at', ${millis("h.created_at")})) order by h.id)
      from order_status_history h where h.order_id = o.id
    ), '[]') as timeline`

  const linesOf = (order: PlacedOrder, before: States["order"]): ReadonlyArray<Write> => {
    const known = "lines" in before ? before.lines : []
    const kept = new Set(order.lines.map((line) => line.lineId))
    const gone = known.filter((line) => !kept.has(line.lineId)).map((line) => line.lineId)
    const deleted = gone.length === 0 ? [] : [{ statement: sql`delete from order_items where id = any(${gone}::uuid[])`, rows: gone.length }]
    const sameFigures = "quote" in before && before.quote === order.quote
    const touched = order.lines.map((line, position) => ({ line, position })).filter(({ line }) => !(sameFigures && known.includes(line)))
    if (touched.length === 0) return deleted
    const figures = new Map(order.quote.totals.lines.map((line) => [line.id, line]))
    const rows = touched.map(({ line: { lineId, item, quantity, ...tallies }, position }) => {
      const { cess, cgst, gross, igst, net, ratePpm, sgst, taxable, total } = figures.get(lineId)!
      return {
        id: lineId, order_id: order.orderId, position, seller_id: item.sellerId ?? null, product_id: item.productId, variant_id: item.variantId, sku: item.sku, name: item.name, hsn_code: item.hsnCode,
        gst_rate_ppm: ratePpm, quantity, quantity_shipped: tallies.quantityShipped, quantity_delivered: tallies.quantityDelivered, quantity_cancelled: tallies.quantityCancelled,
        quantity_returned_to_origin: tallies.quantityReturnedToOrigin, quantity_returned: tallies.quantityReturned, quantity_refunded: tallies.quantityRefunded,
        unit_price: item.unitPrice, unit_mrp: item.unitMrp, line_discount: gross - net, taxable, cgst, sgst, igst, cess, line_total: total, item
      }
    })
    const all = sql.literal(Object.keys(rows[0]!).filter((column) => column !== "id" && column !== "order_id").map((column) => `${column} = excluded.${column}`).join(", "))
    return [...deleted, { statement: sql`${insertInto(sql, "order_items", rows)} on conflict (id) do update set ${all} where order_items.order_id = excluded.order_id`, rows: touched.length }]
  }

  const shipmentsOf = (order: PlacedOrder, before: States["order"]): ReadonlyArray<Write> => {
    const known = "shipments" in before ? before.shipments : []
    const touched = order.shipments.filter((shipment) => !known.includes(shipment))
    if (touched.length === 0) return []
    const statement = sql`
      ${insertInto(sql, "shipments", touched.map(({ shipmentId, carrier = null, trackingNumber = null, items, shippedAt, deliveredAt, returnedAt }) => ({
        id: shipmentId, order_id: order.orderId, carrier, tracking_number: trackingNumber, items, shipped_at: timestamp(shippedAt), delivered_at: timestamp(deliveredAt), returned_at: timestamp(returnedAt)
      })))}
      on conflict (id) do update set delivered_at = excluded.delivered_at, returned_at = excluded.returned_at where shipments.order_id = excluded.order_id`
    return [{ statement, rows: touched.length }]
  }

  /** Edits and notes only ever grow. */
  const remarksOf = (order: PlacedOrder, before: States["order"]): ReadonlyArray<Write> => {
    const known = "notes" in before ? { edits: before.edits.length, notes: before.notes.length } : { edits: 0, notes: 0 }
    const edits = order.edits.slice(known.edits).map(({ before, after, by, why, at }) => ({ order_id: order.orderId, before, after, edited_by: by, why, edited_at: timestamp(at) }))
    const notes = order.notes.slice(known.notes).map(({ noteId, text, by, at }) => ({ id: noteId, order_id: order.orderId, text, author: by, created_at: timestamp(at) }))
    return [
      ...(edits.length === 0 ? [] : [{ statement: insertInto(sql, "order_edits", edits), rows: edits.length }]),
      ...(notes.length === 0 ? [] : [{ statement: insertInto(sql, "order_notes", notes), rows: notes.length }])
    ]
  }

  const movesOf = ({ id, before, events, actor }: Change<"order">): ReadonlyArray<Write> => {
    const moves = historyOf(before, events)
    if (moves.length === 0) return []
    const statement = insertInto(sql, "order_status_history", moves.map(({ axis, from = null, to, at }) => ({
      order_id: id, axis, from_status: from, to_status: to, changed_by_type: actor.kind, created_at: timestamp(at)
    })))
    return [{ statement, rows: moves.length }]
  }

  /** Of a deleted order its number stays, and what it would have come to: whose it was, and what was said of it, goes, from its session too. */
  const burialOf = (id: string, version: number, before: States["order"], deletedAt: number): ReadonlyArray<Write> => {
    const { checkoutId, edits, lines, notes } = "notes" in before ? before : { checkoutId: undefined, edits: [], lines: [], notes: [] }
    const session = {
      statement: sql`
        update checkout_sessions set version = version + 1, updated_at = ${timestamp(deletedAt)}, email = '', phone = '', shipping_address = null, serviceability = null, billing = null, gift_message = null, notes = null
        where id = ${checkoutId}`,
      rows: 1
    }
    const update = {
      statement: sql`
        update orders set version = version + 1, lifecycle = 'deleted', deleted_at = ${timestamp(deletedAt)}, updated_at = ${timestamp(deletedAt)}, expires_at = null,
          email = '', phone = '', customer_name = '', shipping_address = '{}', billing = '{}', customer_notes = null, tags = '[]'
        where id = ${id} and version = ${version}`,
      rows: 1
    }
    // Sessions come before orders, as they do for everybody. Until the order is deleted, what it was edited from is never changed.
    return [
      ...(checkoutId === undefined ? [] : [session]),
      update,
      ...(edits.length === 0 ? [] : [{ statement: sql`delete from order_edits where order_id = ${id}`, rows: edits.length }]),
      ...(lines.length === 0 ? [] : [{ statement: sql`delete from order_items where order_id = ${id}`, rows: lines.length }]),
      ...(notes.length === 0 ? [] : [{ statement: sql`delete from order_notes where order_id = ${id}`, rows: notes.length }]),
    ]
  }

  return Orders.of({
    read,
    lock,
    confirm: confirmIn(sql, "orders"),
    save: (changes) => Effect.forEach(changes, (change) => {
      const { id, version, before, after } = change
      switch (after.status) {
        case "unplaced":
          return Effect.void
        case "deleted":
          return writeAtOnce(sql, "order", [...burialOf(id, version, before, after.deletedAt), ...movesOf(change)])
        default:
          return writeAtOnce(sql, "order", [row(change, after), ...linesOf(after, before), ...shipmentsOf(after, before), ...remarksOf(after, before), ...movesOf(change)])
      }
    }, { discard: true }),
    byNumber: (orderNumber) => readWhere(sql`order_number = ${orderNumber}`),
    withTimeline: (orderNumber) => quickly(select(sql`order_number = ${orderNumber}`, "", timeline)).pipe(
      Effect.map(([row]) => row && { order: stateOf(row), timeline: row.timeline! }),
      Effect.orDie),
    lapsed: (now, limit) =>
      sql<{ readonly id: string }>`select id from orders where lifecycle in ('draft', 'pending') and expires_at <= ${timestamp(now)} order by expires_at limit ${limit}`.pipe(
        Effect.map((found) => found.map((row) => id<"order">(row.id))), Effect.orDie)
  })
}))

const columnsOf = (order: PlacedOrder) => {
  const { totals } = order.quote
  const axes = axesOf(order)
  return {
    email: order.email,
    phone: order.phone,
    customer_name: order.shippingAddress.name,
    shipping_address: order.shippingAddress,
    billing: order.billing,
    shipping_method: order.shippingMethod,
    lifecycle: axes.lifecycle,
    payment_status: axes.payment,
    fulfilment_status: axes.fulfilment,
    subtotal: totals.subtotal,
    discount_total: totals.discountTotal,
    shipping_total: totals.charges.find((charge) => charge.id === chargeId.shipping)?.total ?? money(0),
    taxable: totals.taxable,
    tax_total: totals.tax,
    round_off: totals.roundOff,
    grand_total: totals.grandTotal,
    paid_amount: order.paidAmount,
    refunded_amount: order.refundedAmount,
    credited_amount: sum(order.credits.map((credit) => credit.amount)),
    quote: order.quote,
    payment_method: order.paymentMethod,
    payment_id: order.paymentId,
    store_credit: order.storeCredit,
    added_payments: order.addedPayments,
    payment_news: order.paymentNews,
    disputes: order.disputes,
    credits: order.credits,
    customer_notes: order.customerNotes,
    tags: order.tags,
    cancellation_reason: order.status === "cancelled" ? order.reason : undefined,
    cancellation_category: order.status === "cancelled" ? order.category : undefined,
    cancelled_by: order.status === "cancelled" ? order.by : undefined,
    placed_at: timestamp(order.placedAt),
    confirmed_at: timestamp("confirmedAt" in order ? order.confirmedAt : undefined),
    completed_at: timestamp(order.status === "completed" ? order.completedAt : undefined),
    expires_at: timestamp("expiresAt" in order ? order.expiresAt : undefined),
    expired_at: timestamp(order.status === "expired" ? order.expiredAt : undefined),
    cancelled_at: timestamp(order.status === "cancelled" ? order.cancelledAt : undefined)
  }
}

/** What an order keeps from its beginning. */
const settledBy = ({ orderNumber, cartId, checkoutId, owner, currency, source }: PlacedOrder) =>
  ({ order_number: orderNumber, cart_id: cartId, checkout_session_id: checkoutId, ...ownerColumns(owner), currency, source })
