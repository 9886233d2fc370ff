import { Orders } from "@bahi/application"
import { axesOf, type PlacedOrder } from "@bahi/core/order"
import { Effect } from "effect"
import { totalsAddUp } from "./figures.ts"
import { eachRow, eachState, type Law } from "./law.ts"

const orders = { of: "orders", load: (ids: ReadonlyArray<string>) => Effect.flatMap(Orders, ({ read }) => read(ids)) }
const eachOrder = (name: string, sentence: string, holds: (order: PlacedOrder, row: Readonly<Record<string, unknown>>) => boolean): Law =>
  eachState({ ...orders, name, sentence, holds: (order, row) => order.status !== "unplaced" && (order.status === "deleted" || holds(order, row)) })

/** What an order was sold for, and where it stands. */
export const orderLaws: ReadonlyArray<Law> = [
  eachOrder("order_loads", "An order loads, and has a quote for each of its lines.", ({ lines, quote }) =>
    lines.length > 0 && lines.map(({ lineId }) => lineId).join() === quote.totals.lines.map(({ id }) => id).join()),

  eachOrder("order_figures_add_up", "The figures that an order was placed with add up, to the paisa.", ({ quote }) => totalsAddUp(quote.totals)),

  eachOrder("order_columns_of_quote", "What is queried of an order's figures is what it was placed with.", ({ quote: { totals } }, row) =>
    row["subtotal"] === totals.subtotal && row["discount_total"] === totals.discountTotal && row["taxable"] === totals.taxable && row["tax_total"] === totals.tax
    && row["round_off"] === totals.roundOff && row["grand_total"] === totals.grandTotal),

  eachOrder("order_stands_where_it_says", "An order's three statuses are those that its payments and its lines make.", (order, row) => {
    const axes = axesOf(order)
    return row["lifecycle"] === axes.lifecycle && row["payment_status"] === axes.payment && row["fulfilment_status"] === axes.fulfilment
  }),

  eachOrder("order_lines_went_by_shipments", "Of each line so many pieces were shipped and delivered as its parcels hold.", ({ lines, shipments }) => {
    const pieces = (lineId: string, parcels: typeof shipments) =>
      parcels.flatMap(({ items }) => items).reduce((total, item) => total + (item.lineId === lineId ? item.quantity : 0), 0)
    return lines.every(({ lineId, quantityDelivered, quantityShipped }) =>
      quantityShipped === pieces(lineId, shipments) && quantityDelivered === pieces(lineId, shipments.filter(({ deliveredAt }) => deliveredAt !== undefined)))
  }),

  eachRow({
    name: "order_item_of_quote",
    sentence: "An order's item says of its figures what the quote says.",
    of: "order_items",
    holds: `exists (
      select from orders o, jsonb_array_elements(o.quote -> 'totals' -> 'lines') as line
      where o.id = this.order_id and line ->> 'id' = this.id::text and (line -> 'taxable', line -> 'cgst', line -> 'sgst', line -> 'igst', line -> 'cess', line -> 'total', line -> 'ratePpm')
        = (to_jsonb(this.taxable), to_jsonb(this.cgst), to_jsonb(this.sgst), to_jsonb(this.igst), to_jsonb(this.cess), to_jsonb(this.line_total), to_jsonb(this.gst_rate_ppm))
    )`
  }),

  eachRow({
    name: "timeline_ends_where_the_order_stands",
    sentence: "The last entry of each axis of an order's timeline is where the order stands.",
    of: "orders",
    holds: `jsonb_build_object('lifecycle', this.lifecycle, 'payment', this.payment_status, 'fulfilment', this.fulfilment_status) = (
      select jsonb_object_agg(axis, to_status) from (select distinct on (axis) axis, to_status from order_status_history h where h.order_id = this.id order by axis, id desc) as last)`
  }),

  eachRow({
    name: "timeline_is_a_chain",
    sentence: "Each entry of a timeline begins where the one before it ended.",
    of: "order_status_history",
    holds: `this.from_status is not distinct from (
      select h.to_status from order_status_history h where h.order_id = this.order_id and h.axis = this.axis and h.id < this.id order by h.id desc limit 1)`
  }),

  eachRow({
    name: "order_and_session_name_each_other",
    sentence: "An order is the order of the session that it was placed from; one that expired forgot it.",
    of: "orders",
    where: "checkout_session_id is not null",
    holds: `exists (select from checkout_sessions s where s.id = this.checkout_session_id and s.cart_id = this.cart_id and (s.order_id = this.id or (s.order_id is null and s.status = 'expired')))`
  }),

  eachRow({
    name: "order_invoiced_or_about_to_be",
    sentence: "A confirmed order has its invoice, or an event that asks for it still waits.",
    of: "orders",
    where: "confirmed_at is not null and lifecycle <> 'cancelled'",
    holds: `exists (select from invoices i where i.order_id = this.id and i.type = 'sale' and i.status = 'issued') or exists (select from outbox w where w.aggregate = 'order' and w.aggregate_id = this.id)`
  }),

  eachRow({
    name: "order_credits_noted_or_about_to_be",
    sentence: "Each credit of an invoiced order that is worth anything has its credit note, or an event that asks for it still waits.",
    of: "orders",
    where: "credited_amount > 0",
    holds: `not exists (select from invoices i where i.order_id = this.id and i.type = 'sale') or exists (select from outbox w where w.aggregate = 'order' and w.aggregate_id = this.id and w.attempts < 10)
      or this.credited_amount = (select coalesce(sum(grand_total), 0) from invoices i where i.order_id = this.id and i.type = 'credit_note')`
  })
]
