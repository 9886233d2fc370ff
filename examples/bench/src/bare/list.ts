import { cursorOf } from "../stage/named.ts"
import { sql } from "./sql.ts"

interface Row {
  readonly [column: string]: unknown
  readonly id: string
  readonly placed_at: Date
}

/** One statement: a page of orders, the newest first, by the index on their date. */
export const listOrders = async ({ cursor, limit }: { readonly cursor: string | null; readonly limit: number }) => {
  const [, , at, id] = cursor === null ? [] : atob(cursor).split(" ")
  const rows = await sql<Array<Row>>`
    select id, order_number, lifecycle, payment_status, fulfilment_status, source, customer_id, customer_name, email, grand_total, paid_amount, refunded_amount, tags, placed_at
    from orders ${at === undefined ? sql`` : sql`where (placed_at, id) < (${new Date(Number(at))}, ${id!})`} order by placed_at desc, id desc limit ${limit + 1}`
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return {
    items: items.map((order) => ({
      orderId: order.id, orderNumber: order["order_number"], lifecycle: order["lifecycle"], paymentStatus: order["payment_status"], fulfilmentStatus: order["fulfilment_status"], source: order["source"],
      customerId: order["customer_id"] ?? undefined, customerName: order["customer_name"], email: order["email"], currency: "INR", grandTotal: order["grand_total"], paidAmount: order["paid_amount"],
      refundedAmount: order["refunded_amount"], tags: order["tags"], placedAt: order.placed_at
    })),
    nextCursor: rows.length > limit ? cursorOf({ orderId: last!.id, placedAtMs: last!.placed_at.getTime() }) : null
  }
}
