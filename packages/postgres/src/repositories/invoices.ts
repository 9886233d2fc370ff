import { Invoices, type Repository, type States } from "@bahi/application"
import { id } from "@bahi/core/id"
import type { InvoiceDocument } from "@bahi/core/invoice"
import { PgClient } from "@effect/sql-pg"
import { Effect, Layer } from "effect"
import { contended, expectRows, instant, present, rows, same, timestamp } from "../sql.ts"

interface Row {
  readonly id: string
  readonly version: number
  readonly status: "draft" | "issued"
  readonly order_id: string
  readonly document: InvoiceDocument
  readonly number: string | null
  readonly financial_year: string | null
  readonly issued_at: Date | null
}

/** Invoices in `invoices`, which refuses to change an issued one; their tax tables as rows for reports. */
export const invoicesPostgres = Layer.effect(Invoices, Effect.map(PgClient.PgClient, (sql) => {
  const read: Repository<"invoice">["read"] = (ids) =>
    sql<Row>`select id, version, status, order_id, document, number, financial_year, issued_at from invoices where id = any(${ids}::uuid[])`.pipe(
      Effect.map((found) => new Map(found.map((row) => [row.id, { version: row.version, state: stateOf(row) }]))),
      Effect.orDie
    )

  return Invoices.of({
    read,
    lock: (ids) => sql`select from invoices where id = any(${ids}::uuid[]) order by id for update`.pipe(contended("invoice"), Effect.andThen(read(ids))),
    save: Effect.fnUntraced(function*(changes) {
      for (const { id, version, after } of changes) {
        if (after.status === "undrafted") continue
        const { seller, buyer, totals, type, placeOfSupply, taxTable } = after.document
        const issued = after.status === "issued" ? after : undefined
        const columns = { status: after.status, number: issued?.number ?? null, financial_year: issued?.financialYear ?? null, issued_at: timestamp(issued?.issuedAt) }
        yield* (version === 0
          ? sql`insert into invoices ${sql.insert({
            id, version: 1, order_id: after.orderId, type, seller_gstin: seller.gstin, customer_gstin: buyer.gstin ?? null, place_of_supply: placeOfSupply,
            taxable: totals.taxable, cgst: totals.cgst, sgst: totals.sgst, igst: totals.igst, cess: totals.cess, round_off: totals.roundOff, grand_total: totals.grandTotal,
            document: sql.json(after.document), ...columns
          })} returning id`
          : sql`update invoices set version = version + 1, ${sql.update(columns)} where id = ${id} and version = ${version} returning id`
        ).pipe(contended("invoice"), Effect.flatMap(expectRows("invoice", 1)))
        if (issued) {
          yield* sql`insert into invoice_tax_rows ${sql.insert(rows(taxTable.map(({ hsnCode, ratePpm, taxable, cgst, sgst, igst, cess }) => ({
            invoice_id: id, hsn_code: hsnCode, gst_rate_ppm: ratePpm, taxable, cgst, sgst, igst, cess
          }))))}`.pipe(contended("invoice"))
        }
      }
    }),
    ofOrders: (orderIds) =>
      sql<{ readonly id: string; readonly order_id: string; readonly number: string }>`
        select id, order_id, number from invoices where order_id = any(${orderIds}::uuid[]) and type = 'sale' and status = 'issued'`.pipe(
        Effect.map((found) => new Map(found.map((row) => [id<"order">(row.order_id), { invoiceId: id<"invoice">(row.id), number: row.number }]))),
        Effect.orDie),
    byNumber: (number) =>
      sql<{ readonly id: string }>`select id from invoices where number = ${number} order by issued_at desc limit 1`.pipe(Effect.map(([row]) => row && id<"invoice">(row.id)), Effect.orDie)
  })
}))

const stateOf = (row: Row): States["invoice"] => ({
  status: row.status,
  invoiceId: id<"invoice">(row.id),
  orderId: id<"order">(row.order_id),
  document: row.document,
  ...present("number", row.number, same),
  ...present("financialYear", row.financial_year, same),
  ...present("issuedAt", row.issued_at, instant)
}) as States["invoice"]
