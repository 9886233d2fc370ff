import { Orders, type Repository, type States, type TimelineEntry } from "@bahi/application"
import { chargeId } from "@bahi/core/checkout"
import { id } from "@bahi/core/id"
import { money, sum } from "@bahi/core/money"
import { axesOf, type CancelledOrder, historyOf, type OrderLine, type PlacedOrder, type Shipment } from "@bahi/core/order"
import { PgClient } from "@effect/sql-pg"
import { Effect, Layer } from "effect"
import { type OwnerColumns, ownerColumns, ownerOf } from "../owner.ts"
import { amount, contended, expectRows, insertInto, instant, present, same, timestamp } from "../sql.ts"

interface Row extends OwnerColumns {
  readonly id: string
  readonly version: number
  readonly lifecycle: Exclude<States["order"]["status"], "unplaced">
  readonly order_number: string
  readonly cart_id: string | null
  readonly checkout_session_id: string | null
  readonly email: string
  readonly phone: string
  readonly source: PlacedOrder["source"]
  readonly paid_amount: bigint
  readonly refunded_amount: bigint
  readonly quote: PlacedOrder["quote"]
  readonly shipping_address: PlacedOrder["shippingAddress"]
  readonly billing: PlacedOrder["billing"]
  readonly shipping_method: PlacedOrder["shippingMethod"]
  readonly payment_method: PlacedOrder["paymentMethod"]
  readonly payment_id: string
  readonly store_credit: PlacedOrder["storeCredit"] | null
  readonly added_payments: PlacedOrder["addedPayments"]
  readonly payment_news: PlacedOrder["paymentNews"]
  readonly disputes: PlacedOrder["disputes"]
  readonly credits: PlacedOrder["credits"]
  readonly customer_notes: string | null
  readonly tags: ReadonlyArray<string>
  readonly cancellation_reason: string | null
  readonly cancellation_category: CancelledOrder["category"] | null
  readonly cancelled_by: CancelledOrder["by"] | null
  readonly placed_at: Date
  readonly confirmed_at: Date | null
  readonly completed_at: Date | null
  readonly expires_at: Date | null
  readonly expired_at: Date | null
  readonly cancelled_at: Date | null
  readonly deleted_at: Date | null
  readonly lines: ReadonlyArray<OrderLine>
  readonly shipments: ReadonlyArray<Shipment>
  readonly edits: PlacedOrder["edits"]
  readonly notes: PlacedOrder["notes"]
}

/** Orders in `orders`, `order_items`, `shipments`, `order_edits`, `order_notes` and `order_status_history`. */
export const ordersPostgres = Layer.effect(Orders, Effect.map(PgClient.PgClient, (sql) => {
  const read: Repository<"order">["read"] = (ids) =>
    sql<Row>`
      select id, version, lifecycle, order_number, cart_id, checkout_session_id, guest_key, customer_id, email, phone, source, paid_amount, refunded_amount, quote, shipping_address, billing,
        shipping_method, payment_method, payment_id, store_credit, added_payments, payment_news, disputes, credits, customer_notes, tags, cancellation_reason, cancellation_category, cancelled_by,
        placed_at, confirmed_at, completed_at, expires_at, expired_at, cancelled_at, deleted_at, coalesce((
          select jsonb_agg(jsonb_build_object('lineId', i.id, 'item', i.item, 'quantity', i.quantity, 'quantityShipped', i.quantity_shipped, 'quantityDelivered', i.quantity_delivered,
            'quantityCancelled', i.quantity_cancelled, 'quantityReturnedToOrigin', i.quantity_returned_to_origin, 'quantityReturned', i.quantity_returned, 'quantityRefunded', i.quantity_refunded) order by i.position)
          from order_items i where i.order_id = o.id
        ), '[]') as lines, coalesce((
          select jsonb_agg(jsonb_strip_nulls(jsonb_build_object('shipmentId', s.id, 'carrier', s.carrier, 'trackingNumber', s.tracking_number, 'items', s.items,
            'shippedAt', (extract(epoch from s.shipped_at) * 1000)::bigint, 'deliveredAt', (extract(epoch from s.delivered_at) * 1000)::bigint,
            'returnedAt', (extract(epoch from s.returned_at) * 1000)::bigint)) order by s.position)
          from shipments s where s.order_id = o.id
        ), '[]') as shipments, coalesce((
          select jsonb_agg(jsonb_build_object('before', e.before, 'after', e.after, 'by', e.edited_by, 'why', e.why, 'at', (extract(epoch from e.edited_at) * 1000)::bigint) order by e.id)
          from order_edits e where e.order_id = o.id
        ), '[]') as edits, coalesce((
          select jsonb_agg(jsonb_build_object('noteId', n.id, 'text', n.text, 'by', n.author, 'at', (extract(epoch from n.created_at) * 1000)::bigint) order by n.position)
          from order_notes n where n.order_id = o.id
        ), '[]') as notes
      from orders o where id = any(${ids}::uuid[])`.pipe(
      Effect.map((found) => new Map(found.map((row) => [row.id, { version: row.version, state: stateOf(row) }]))),
      Effect.orDie
    )

  const saveHeader = (id: string, version: number, order: PlacedOrder, at: number) => {
    const { totals } = order.quote
    const axes = axesOf(order)
    const columns = {
      email: order.email,
      phone: order.phone,
      customer_name: order.shippingAddress.name,
      shipping_address: sql.json(order.shippingAddress),
      billing: sql.json(order.billing),
      shipping_method: sql.json(order.shippingMethod),
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
      quote: sql.json(order.quote),
      payment_method: order.paymentMethod,
      payment_id: order.paymentId,
      store_credit: order.storeCredit === undefined ? null : sql.json(order.storeCredit),
      added_payments: sql.json(order.addedPayments),
      payment_news: sql.json(order.paymentNews),
      disputes: sql.json(order.disputes),
      credits: sql.json(order.credits),
      customer_notes: order.customerNotes ?? null,
      tags: order.tags,
      cancellation_reason: order.status === "cancelled" ? order.reason : null,
      cancellation_category: order.status === "cancelled" ? order.category : null,
      cancelled_by: order.status === "cancelled" ? order.by : null,
      placed_at: timestamp(order.placedAt),
      confirmed_at: timestamp("confirmedAt" in order ? order.confirmedAt : undefined),
      completed_at: timestamp(order.status === "completed" ? order.completedAt : undefined),
      expires_at: timestamp("expiresAt" in order ? order.expiresAt : undefined),
      expired_at: timestamp(order.status === "expired" ? order.expiredAt : undefined),
      cancelled_at: timestamp(order.status === "cancelled" ? order.cancelledAt : undefined),
      updated_at: timestamp(at)
    }
    return (version === 0
      ? sql`insert into orders ${sql.insert({
        id, version: 1, order_number: order.orderNumber, cart_id: order.cartId ?? null, checkout_session_id: order.checkoutId ?? null, ...ownerColumns(order.owner),
        currency: order.currency, source: order.source, ...columns
      })} returning id`
      : sql`update orders set version = version + 1, ${sql.update(columns)} where id = ${id} and version = ${version} returning id`
    ).pipe(contended("order"), Effect.flatMap(expectRows("order", 1)))
  }

  const saveLines = Effect.fnUntraced(function*(order: PlacedOrder, before: States["order"]) {
    const known = "lines" in before ? before.lines : []
    const kept = new Set(order.lines.map((line) => line.lineId))
    const gone = known.filter((line) => !kept.has(line.lineId)).map((line) => line.lineId)
    if (gone.length > 0) yield* sql`delete from order_items where id = any(${gone}::uuid[])`.pipe(contended("order"))
    const sameFigures = "quote" in before && before.quote === order.quote
    const touched = order.lines.map((line, position) => ({ line, position })).filter(({ line }) => !(sameFigures && known.includes(line)))
    if (touched.length === 0) return
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
    yield* sql`${insertInto(sql, "order_items", rows)} on conflict (id) do update set ${all} where order_items.order_id = excluded.order_id returning id`.pipe(
      contended("order"), Effect.flatMap(expectRows("order", touched.length)))
  })

  const saveShipments = (order: PlacedOrder, before: States["order"]) => {
    const known = "shipments" in before ? before.shipments : []
    const touched = order.shipments.filter((shipment) => !known.includes(shipment))
    if (touched.length === 0) return Effect.void
    return sql`
      ${insertInto(sql, "shipments", touched.map(({ shipmentId, carrier = null, trackingNumber = null, items, shippedAt, deliveredAt, returnedAt }) => ({
        id: shipmentId, order_id: order.orderId, carrier, tracking_number: trackingNumber, items, shipped_at: timestamp(shippedAt), delivered_at: timestamp(deliveredAt), returned_at: timestamp(returnedAt)
      })))}
      on conflict (id) do update set delivered_at = excluded.delivered_at, returned_at = excluded.returned_at where shipments.order_id = excluded.order_id returning id`.pipe(contended("order"), Effect.flatMap(expectRows("order", touched.length)))
  }

  /** Edits and notes only ever grow. */
  const saveRemarks = Effect.fnUntraced(function*(order: PlacedOrder, before: States["order"]) {
    const known = "notes" in before ? { edits: before.edits.length, notes: before.notes.length } : { edits: 0, notes: 0 }
    const edits = order.edits.slice(known.edits)
    if (edits.length > 0) {
      yield* insertInto(sql, "order_edits", edits.map(({ before, after, by, why, at }) => ({ order_id: order.orderId, before, after, edited_by: by, why, edited_at: timestamp(at) }))).pipe(contended("order"))
    }
    const notes = order.notes.slice(known.notes)
    if (notes.length > 0) {
      yield* insertInto(sql, "order_notes", notes.map(({ noteId, text, by, at }) => ({ id: noteId, order_id: order.orderId, text, author: by, created_at: timestamp(at) }))).pipe(contended("order"))
    }
  })

  /** Of a deleted order its number stays, and what it would have come to: whose it was, and what was said of it, goes. */
  const bury = Effect.fnUntraced(function*(id: string, version: number, deletedAt: number) {
    yield* sql`delete from order_items where order_id = ${id}`.pipe(contended("order"))
    yield* sql`delete from order_notes where order_id = ${id}`.pipe(contended("order"))
    yield* sql`
      update orders set version = version + 1, lifecycle = 'deleted', deleted_at = ${timestamp(deletedAt)}, updated_at = ${timestamp(deletedAt)}, expires_at = null,
        email = '', phone = '', customer_name = '', shipping_address = '{}', billing = '{}', customer_notes = null, tags = '{}'
      where id = ${id} and version = ${version} returning id`.pipe(contended("order"), Effect.flatMap(expectRows("order", 1)))
  })

  return Orders.of({
    read,
    lock: (ids) => sql`select from orders where id = any(${ids}::uuid[]) order by id for no key update`.pipe(contended("order"), Effect.andThen(read(ids))),
    save: Effect.fnUntraced(function*(changes) {
      for (const { id, version, before, after, events, actor, at } of changes) {
        if (after.status === "unplaced") continue
        if (after.status === "deleted") {
          yield* bury(id, version, after.deletedAt)
          continue
        }
        yield* saveHeader(id, version, after, at)
        yield* saveLines(after, before)
        yield* saveShipments(after, before)
        yield* saveRemarks(after, before)
        const moves = historyOf(before, events)
        if (moves.length > 0) {
          yield* insertInto(sql, "order_status_history", moves.map(({ axis, from = null, to, at }) => ({
            order_id: id, axis, from_status: from, to_status: to, changed_by_type: actor.kind, created_at: timestamp(at)
          }))).pipe(contended("order"))
        }
      }
    }),
    byNumber: (orderNumber) =>
      sql<{ readonly id: string }>`select id from orders where order_number = ${orderNumber}`.pipe(Effect.map(([row]) => row && id<"order">(row.id)), Effect.orDie),
    timeline: (orderId) =>
      sql<{ readonly axis: TimelineEntry["axis"]; readonly from_status: string | null; readonly to_status: string; readonly changed_by_type: TimelineEntry["actor"]; readonly created_at: Date }>`
        select axis, from_status, to_status, changed_by_type, created_at from order_status_history where order_id = ${orderId} order by id`.pipe(
        Effect.map((found) => found.map((row) => ({
          axis: row.axis, ...(row.from_status === null ? {} : { from: row.from_status }), to: row.to_status, actor: row.changed_by_type, at: instant(row.created_at)
        }))),
        Effect.orDie),
    lapsed: (now, limit) =>
      sql<{ readonly id: string }>`select id from orders where lifecycle in ('draft', 'pending') and expires_at <= ${timestamp(now)} order by expires_at limit ${limit}`.pipe(
        Effect.map((found) => found.map((row) => id<"order">(row.id))), Effect.orDie)
  })
}))

const stateOf = (row: Row): States["order"] => row.deleted_at === null ? placedOf(row) : {
  status: "deleted", orderId: id<"order">(row.id), orderNumber: row.order_number, deletedAt: instant(row.deleted_at)
}

const placedOf = (row: Row): PlacedOrder => ({
  status: row.lifecycle,
  orderId: id<"order">(row.id),
  orderNumber: row.order_number,
  ...present("cartId", row.cart_id, id<"cart">),
  ...present("checkoutId", row.checkout_session_id, id<"checkout">),
  owner: ownerOf(row),
  email: row.email,
  phone: row.phone,
  currency: "INR",
  source: row.source,
  lines: row.lines,
  quote: row.quote,
  shippingAddress: row.shipping_address,
  billing: row.billing,
  shippingMethod: row.shipping_method,
  ...present("customerNotes", row.customer_notes, same),
  paymentMethod: row.payment_method,
  paymentId: id<"payment">(row.payment_id),
  ...present("storeCredit", row.store_credit ?? null, same),
  placedAt: instant(row.placed_at),
  paidAmount: amount(row.paid_amount),
  refundedAmount: amount(row.refunded_amount),
  addedPayments: row.added_payments,
  paymentNews: row.payment_news,
  disputes: row.disputes,
  shipments: row.shipments,
  credits: row.credits,
  edits: row.edits,
  tags: row.tags,
  notes: row.notes,
  ...present("reason", row.cancellation_reason, same),
  ...present("category", row.cancellation_category, same),
  ...present("by", row.cancelled_by, same),
  ...present("confirmedAt", row.confirmed_at, instant),
  ...present("completedAt", row.completed_at, instant),
  ...present("expiresAt", row.expires_at, instant),
  ...present("expiredAt", row.expired_at, instant),
  ...present("cancelledAt", row.cancelled_at, instant)
}) as PlacedOrder
