import { randomUUID } from "node:crypto"
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

/** Takes what waits in the outbox, and writes the invoices of what was confirmed: their numbers have no gaps. */
const deliver = (): Promise<number> => sql.begin(async (sql) => {
  const events = await sql<Array<{ type: string; order_id: string }>>`
    delete from outbox where id in (select id from outbox order by id limit 50 for update skip locked) returning event ->> 'type' as type, aggregate_id as order_id`
  const confirmed = events.flatMap(({ type, order_id }) => type === "OrderConfirmed" ? [{ id: randomUUID(), order_id }] : [])
  if (confirmed.length > 0) {
    await sql`
      with series as (
        insert into number_series (series, last) values ('invoice:29AAHCM7727Q1ZI:INV:2026', ${confirmed.length}) on conflict (series) do update set last = number_series.last + excluded.last returning last
      ),
      drafted as (
        select w.id, o.id as order_id, 'INV-2026-' || lpad((last - ${confirmed.length} + w.place)::text, 6, '0') as number, taxable, tax_total, round_off, grand_total, o.order_number, o.shipping_address, o.billing, o.quote
        from series, jsonb_to_recordset(${sql.json(confirmed.map((one, place) => ({ ...one, place: place + 1 })))}) as w (id uuid, order_id uuid, place bigint) join orders o on o.id = w.order_id
      ),
      issued as (
        insert into invoices (id, version, order_id, type, status, seller_gstin, financial_year, number, place_of_supply, taxable, cgst, sgst, igst, cess, round_off, grand_total, document, issued_at)
        select id, 1, order_id, 'sale', 'issued', '29AAHCM7727Q1ZI', '2026-27', number, '29', taxable, tax_total / 2, tax_total / 2, 0, 0, round_off, grand_total,
          jsonb_build_object('orderNumber', order_number, 'buyer', billing, 'shippingAddress', shipping_address, 'totals', quote -> 'totals', 'lines', quote -> 'lines'), now()
        from drafted
      )
      insert into invoice_tax_rows (invoice_id, hsn_code, gst_rate_ppm, taxable, cgst, sgst, igst, cess)
      select d.id, i.hsn_code, i.gst_rate_ppm, sum(i.taxable), sum(i.cgst), sum(i.sgst), 0, 0 from drafted d join order_items i on i.order_id = d.order_id group by 1, 2, 3`
  }
  return events.length
})
