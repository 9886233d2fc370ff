import { randomUUID } from "node:crypto"
import type { TransactionSql } from "postgres"
import { sql } from "./sql.ts"

let isAtWork = false
let isAsked = false

/** Does what follows from events, one batch after the other, beside the requests. */
export const followUp = (): void => {
  isAsked = true
  if (isAtWork) return
  isAtWork = true
  setImmediate(async () => {
    while (isAsked) {
      isAsked = false
      if (await deliver() > 0) isAsked = true
    }
    isAtWork = false
  })
}

/** Takes what waits in the outbox, and writes the invoices of what was confirmed and the credit notes of what was cancelled: their numbers have no gaps. */
const deliver = (): Promise<number> => sql.begin(async (sql) => {
  const events = await sql<Array<{ type: string; order_id: string }>>`
    delete from outbox where id in (select id from outbox order by id limit 50 for update skip locked) returning event ->> 'type' as type, aggregate_id as order_id`
  const ordersOf = (wanted: string) => events.flatMap(({ type, order_id }) => type === wanted ? [order_id] : [])
  await issue(sql, "sale", "INV", ordersOf("OrderConfirmed"))
  await issue(sql, "credit_note", "CRN", ordersOf("OrderCancelled"))
  return events.length
})

/** One statement: numbers, documents, their tax rows, and what is told of them. A note is for the whole order, and corrects its invoice. */
const issue = async (sql: TransactionSql<{ bigint: number }>, type: "sale" | "credit_note", prefix: string, orders: ReadonlyArray<string>): Promise<void> => {
  if (orders.length === 0) return
  const wanted = orders.map((order_id, place) => ({ id: randomUUID(), order_id, place: place + 1 }))
  await sql`
    with series as (
      insert into number_series (series, last) values (${`invoice:29AAHCM7727Q1ZI:${prefix}:2026`}, ${wanted.length}) on conflict (series) do update set last = number_series.last + excluded.last returning last
    ),
    drafted as (
      select w.id, o.id as order_id, ${prefix} || '-2026-' || lpad((last - ${wanted.length} + w.place)::text, 6, '0') as number, v.id as original_id, o.taxable, tax_total, o.round_off, o.grand_total,
        jsonb_build_object('orderNumber', order_number, 'buyer', billing, 'shippingAddress', shipping_address, 'original', v.number, 'totals', quote -> 'totals', 'lines', quote -> 'lines') as document
      from series, jsonb_to_recordset(${sql.json(wanted)}) as w (id uuid, order_id uuid, place bigint) join orders o on o.id = w.order_id
      left join invoices v on v.order_id = o.id and v.type = 'sale' and ${type} = 'credit_note'
    ),
    issued as (
      insert into invoices (id, version, order_id, type, credit_id, original_invoice_id, status, seller_gstin, financial_year, number, place_of_supply, taxable, cgst, sgst, igst, cess, round_off, grand_total, document, issued_at)
      select id, 1, order_id, ${type}, case when original_id is not null then order_id end, original_id, 'issued', '29AAHCM7727Q1ZI', '2026-27', number, '29', taxable, tax_total / 2, tax_total / 2, 0, 0, round_off, grand_total, document, now()
      from drafted
    ),
    told as (
      insert into outbox (aggregate, aggregate_id, event, version, not_before, created_at)
      select 'invoice', id, jsonb_build_object('type', 'InvoiceDrafted', 'orderId', order_id, 'document', document), 2, now(), now() from drafted
      union all select 'invoice', id, jsonb_build_object('type', 'InvoiceIssued', 'orderId', order_id, 'invoiceId', id, 'number', number, 'financialYear', '2026-27'), 2, now(), now() from drafted
    )
    insert into invoice_tax_rows (invoice_id, hsn_code, gst_rate_ppm, taxable, cgst, sgst, igst, cess)
    select d.id, i.hsn_code, i.gst_rate_ppm, sum(i.taxable), sum(i.cgst), sum(i.sgst), 0, 0 from drafted d join order_items i on i.order_id = d.order_id group by 1, 2, 3`
}
