import { type Figures, lineView } from "./figures.ts"
import { type Caller, sql } from "./sql.ts"

interface ItemRow {
  readonly id: string
  readonly item: Figures["lines"][number]["item"]
  readonly quantity: number
  readonly gst_rate_ppm: number
  readonly taxable: number
  readonly cgst: number
  readonly sgst: number
  readonly igst: number
  readonly cess: number
  readonly line_total: number
  readonly quantity_shipped: number
  readonly quantity_delivered: number
  readonly quantity_cancelled: number
}

/** An order as a statement brings it, with its lines. */
export interface Row {
  readonly [column: string]: unknown
  readonly grand_total: number
  readonly paid_amount: number
  readonly quote: { readonly totals: object }
  readonly lines: ReadonlyArray<ItemRow>
}

/** One statement: an order with its lines, payments, shipments, history and the number of its invoice. */
export const getOrder = async ({ guestKey }: Caller, orderNumber: string) => {
  const [order] = await sql<Array<Row>>`
    select o.*, (select json_agg(i order by i.position) from order_items i where i.order_id = o.id) as lines,
      (select json_agg(json_build_object('paymentId', p.id, 'status', p.status, 'method', p.method, 'currency', p.currency, 'amount', p.amount, 'capturedAmount', p.captured_amount,
        'refundedAmount', p.refunded_amount, 'openedAt', p.opened_at, 'attempts', (select json_agg(e order by e.id) from payment_events e where e.payment_id = p.id)) order by p.opened_at) from payments p where p.order_id = o.id) as payments,
      (select json_agg(s order by s.position) from shipments s where s.order_id = o.id) as shipments,
      (select json_agg(json_build_object('axis', h.axis, 'from', h.from_status, 'to', h.to_status, 'actor', h.changed_by_type, 'at', h.created_at) order by h.id) from order_status_history h where h.order_id = o.id) as history,
      (select number from invoices v where v.order_id = o.id and v.type = 'sale' and v.status = 'issued') as invoice_number
    from orders o where order_number = ${orderNumber} and guest_key = ${guestKey}`
  if (!order) throw new Error("no order")
  return viewOf(order)
}

/** An order as an answer shows it. */
export const viewOf = (order: Row) => ({
  orderId: order["id"], orderNumber: order["order_number"], lifecycle: order["lifecycle"], paymentStatus: order["payment_status"], fulfilmentStatus: order["fulfilment_status"], email: order["email"], phone: order["phone"],
  lines: order.lines.map((line) => ({
    ...lineView({ lineId: line.id, item: line.item, quantity: line.quantity, ratePpm: line.gst_rate_ppm, gross: line.line_total, taxable: line.taxable, cgst: line.cgst, sgst: line.sgst, igst: line.igst, cess: line.cess, tax: line.cgst + line.sgst + line.igst, total: line.line_total }),
    quantityShipped: line.quantity_shipped, quantityDelivered: line.quantity_delivered, quantityCancelled: line.quantity_cancelled
  })),
  totals: order.quote.totals, paidAmount: order["paid_amount"], refundedAmount: order["refunded_amount"], due: order.grand_total - order.paid_amount,
  shippingAddress: order["shipping_address"], billing: order["billing"], shippingMethod: order["shipping_method"], payments: order["payments"], shipments: order["shipments"] ?? [], history: order["history"],
  placedAt: order["placed_at"], confirmedAt: order["confirmed_at"], invoiceNumber: order["invoice_number"]
})
