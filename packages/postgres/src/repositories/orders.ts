import { type Change, Orders, type Repository, type States, type TimelineEntry } from "@bahi/application"
import { chargeId } from "@bahi/core/checkout"
import { id } from "@bahi/core/id"
import { money } from "@bahi/core/money"
import { axesOf, historyOf, type OrderLine, type PlacedOrder, type Shipment } from "@bahi/core/order"
import { PgClient } from "@effect/sql-pg"
import { Effect, Layer } from "effect"
import { amount, contended, insertInto, instant, type Locked, nobodyCameFirst, present, timestamp, type Write, writeAtOnce } from "../sql.ts"

interface Row extends Locked {
  readonly id: string
  readonly lifecycle: PlacedOrder["status"]
  readonly order_number: string
  readonly cart_id: string
  readonly checkout_session_id: string
  readonly guest_key: string
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
  readonly placed_at: Date
  readonly confirmed_at: Date | null
  readonly completed_at: Date | null
  readonly expires_at: Date | null
  readonly expired_at: Date | null
  readonly lines: ReadonlyArray<OrderLine>
  readonly shipments: ReadonlyArray<Shipment>
}

/** Orders in `orders`, `order_items`, `shipments` and `order_status_history`. */
export const ordersPostgres = Layer.effect(Orders, Effect.map(PgClient.PgClient, (sql) => {
  const select = (ids: ReadonlyArray<string>, locking: string) =>
    sql<Row>`
      select id, version, (select version from orders s where s.id = o.id) as seen, lifecycle, order_number, cart_id, checkout_session_id, guest_key, email, phone, source, paid_amount, refunded_amount, quote, shipping_address, billing,
        shipping_method, payment_method, payment_id, placed_at, confirmed_at, completed_at, expires_at, expired_at, (
          select jsonb_agg(jsonb_build_object('lineId', i.id, 'item', i.item, 'quantity', i.quantity, 'quantityShipped', i.quantity_shipped, 'quantityDelivered', i.quantity_delivered) order by i.position)
          from order_items i where i.order_id = o.id
        ) as lines, coalesce((
          select jsonb_agg(jsonb_strip_nulls(jsonb_build_object('shipmentId', s.id, 'carrier', s.carrier, 'trackingNumber', s.tracking_number, 'items', s.items,
            'shippedAt', (extract(epoch from s.shipped_at) * 1000)::bigint, 'deliveredAt', (extract(epoch from s.delivered_at) * 1000)::bigint)) order by s.position)
          from shipments s where s.order_id = o.id
        ), '[]') as shipments
      from orders o where id = any(${ids}::uuid[]) order by id ${sql.literal(locking)}`
  const read: Repository<"order">["read"] = (ids) => Effect.orDie(Effect.map(select(ids, ""), storedOf))

  const headerOf = (id: string, version: number, order: PlacedOrder, at: number): Write => {
    const { totals } = order.quote
    const axes = axesOf(order)
    const columns = {
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
      quote: sql.json(order.quote),
      payment_method: order.paymentMethod,
      payment_id: order.paymentId,
      confirmed_at: timestamp("confirmedAt" in order ? order.confirmedAt : undefined),
      completed_at: timestamp(order.status === "completed" ? order.completedAt : undefined),
      expires_at: timestamp(order.status === "pending" ? order.expiresAt : undefined),
      expired_at: timestamp(order.status === "expired" ? order.expiredAt : undefined),
      updated_at: timestamp(at)
    }
    const statement = version === 0
      ? sql`insert into orders ${sql.insert({
        id, version: 1, order_number: order.orderNumber, cart_id: order.cartId, checkout_session_id: order.checkoutId, guest_key: order.guestKey,
        email: order.email, phone: order.phone, customer_name: order.shippingAddress.name, currency: order.currency, source: order.source,
        shipping_address: sql.json(order.shippingAddress), billing: sql.json(order.billing), shipping_method: sql.json(order.shippingMethod),
        placed_at: timestamp(order.placedAt), ...columns
      })}`
      : sql`update orders set version = version + 1, ${sql.update(columns)} where id = ${id} and version = ${version}`
    return { statement, rows: 1 }
  }

  const linesOf = (order: PlacedOrder, before: States["order"]): ReadonlyArray<Write> => {
    const known = before.status === "unplaced" ? [] : before.lines
    const sameFigures = before.status !== "unplaced" && before.quote === order.quote
    const touched = order.lines.map((line, position) => ({ line, position })).filter(({ line }) => !(sameFigures && known.includes(line)))
    if (touched.length === 0) return []
    const figures = new Map(order.quote.totals.lines.map((line) => [line.id, line]))
    const statement = sql`
      ${insertInto(sql, "order_items", touched.map(({ line: { lineId, item, quantity, quantityShipped, quantityDelivered }, position }) => {
        const { cess, cgst, gross, igst, net, ratePpm, sgst, taxable, total } = figures.get(lineId)!
        return {
          id: lineId, order_id: order.orderId, position, product_id: item.productId, variant_id: item.variantId, sku: item.sku, name: item.name, hsn_code: item.hsnCode,
          gst_rate_ppm: ratePpm, quantity, quantity_shipped: quantityShipped, quantity_delivered: quantityDelivered, unit_price: item.unitPrice, unit_mrp: item.unitMrp,
          line_discount: gross - net, taxable, cgst, sgst, igst, cess, line_total: total, item
        }
      }))}
      on conflict (id) do update set quantity_shipped = excluded.quantity_shipped, quantity_delivered = excluded.quantity_delivered,
        taxable = excluded.taxable, cgst = excluded.cgst, sgst = excluded.sgst, igst = excluded.igst, cess = excluded.cess, line_total = excluded.line_total
        where order_items.order_id = excluded.order_id`
    return [{ statement, rows: touched.length }]
  }

  const shipmentsOf = (order: PlacedOrder, before: States["order"]): ReadonlyArray<Write> => {
    const known = before.status === "unplaced" ? [] : before.shipments
    const touched = order.shipments.filter((shipment) => !known.includes(shipment))
    if (touched.length === 0) return []
    const statement = sql`
      ${insertInto(sql, "shipments", touched.map(({ shipmentId, carrier = null, trackingNumber = null, items, shippedAt, deliveredAt }) => ({
        id: shipmentId, order_id: order.orderId, carrier, tracking_number: trackingNumber, items, shipped_at: timestamp(shippedAt), delivered_at: timestamp(deliveredAt)
      })))}
      on conflict (id) do update set delivered_at = excluded.delivered_at where shipments.order_id = excluded.order_id`
    return [{ statement, rows: touched.length }]
  }

  const movesOf = ({ id, before, events, actor }: Change<"order">): ReadonlyArray<Write> => {
    const moves = historyOf(before, events)
    if (moves.length === 0) return []
    const statement = insertInto(sql, "order_status_history", moves.map(({ axis, from = null, to, at }) => ({
      order_id: id, axis, from_status: from, to_status: to, changed_by_type: actor.kind, created_at: timestamp(at)
    })))
    return [{ statement, rows: moves.length }]
  }

  return Orders.of({
    read,
    lock: (ids) => select(ids, "for no key update").pipe(contended("order"), Effect.flatMap((rows) => nobodyCameFirst(rows) ? Effect.succeed(storedOf(rows)) : read(ids))),
    save: Effect.fnUntraced(function*(changes) {
      for (const change of changes) {
        const { id, version, before, after, at } = change
        if (after.status === "unplaced") continue
        yield* writeAtOnce(sql, "order", [headerOf(id, version, after, at), ...linesOf(after, before), ...shipmentsOf(after, before), ...movesOf(change)])
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
      sql<{ readonly id: string }>`select id from orders where lifecycle = 'pending' and expires_at <= ${timestamp(now)} order by expires_at limit ${limit}`.pipe(
        Effect.map((found) => found.map((row) => id<"order">(row.id))), Effect.orDie)
  })
}))

const storedOf = (rows: ReadonlyArray<Row>) => new Map(rows.map((row) => [row.id, { version: row.version, state: stateOf(row) }]))

const stateOf = (row: Row): States["order"] => ({
  status: row.lifecycle,
  orderId: id<"order">(row.id),
  orderNumber: row.order_number,
  cartId: id<"cart">(row.cart_id),
  checkoutId: id<"checkout">(row.checkout_session_id),
  guestKey: id<"guest">(row.guest_key),
  email: row.email,
  phone: row.phone,
  currency: "INR",
  source: row.source,
  lines: row.lines,
  quote: row.quote,
  shippingAddress: row.shipping_address,
  billing: row.billing,
  shippingMethod: row.shipping_method,
  paymentMethod: row.payment_method,
  paymentId: id<"payment">(row.payment_id),
  placedAt: instant(row.placed_at),
  paidAmount: amount(row.paid_amount),
  refundedAmount: amount(row.refunded_amount),
  shipments: row.shipments,
  ...present("confirmedAt", row.confirmed_at, instant),
  ...present("completedAt", row.completed_at, instant),
  ...present("expiresAt", row.expires_at, instant),
  ...present("expiredAt", row.expired_at, instant)
}) as States["order"]
