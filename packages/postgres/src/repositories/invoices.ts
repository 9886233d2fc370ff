import { Invoices, type States } from "@bahi/application"
import { id } from "@bahi/core/id"
import type { InvoiceDocument } from "@bahi/core/invoice"
import { Effect, Layer } from "effect"
import type { Statement } from "effect/sql"
import { database } from "../client.ts"
import { insertInto, instant, present, same, timestamp, writeAtOnce } from "../sql.ts"
import { inOrder, type Locking, reading, type Versioned } from "./rows.ts"

interface Row extends Versioned {
  readonly status: "draft" | "issued"
  readonly order_id: string
  readonly document: InvoiceDocument
  readonly number: string | null
  readonly financial_year: string | null
  readonly issued_at: Date | null
}

/** Invoices in `invoices`, which refuses to change an issued one; their tax tables as rows for reports. */
export const invoicesPostgres = Layer.effect(Invoices, Effect.map(database, ({ quickly, sql }) => {
  const select = (condition: Statement.Fragment, locking: Locking) =>
    sql<Row>`select id, version, status, order_id, document, number, financial_year, issued_at from invoices where ${condition} ${inOrder(sql, locking)}`
  const { read, lock } = reading({ quickly, sql }, { kind: "invoice", select, stateOf })

  return Invoices.of({
    read,
    lock,
    // What is issued never changes, and a draft is issued by whoever made it.
    confirm: () => Effect.void,
    save: Effect.fnUntraced(function*(changes) {
      const saved = changes.flatMap(({ id, version, after }) => after.status === "undrafted" ? [] : [{ id, version, invoice: after }])
      const drafted = saved.filter(({ version }) => version === 0).map(({ id, invoice }) => ({ id, version: 1, ...documentColumns(invoice), ...issueColumns(invoice) }))
      const taxRows = saved.flatMap(({ id, invoice }) => invoice.status === "issued" ? taxColumns(id, invoice.document) : [])
      const writes = [
        ...(drafted.length === 0 ? [] : [{ statement: insertInto(sql, "invoices", drafted), rows: drafted.length }]),
        ...saved.flatMap(({ id, version, invoice }) => version === 0 ? [] : [{ statement: sql`update invoices set version = version + 1, ${sql.update(issueColumns(invoice))} where id = ${id} and version = ${version}`, rows: 1 }]),
        ...(taxRows.length === 0 ? [] : [{ statement: insertInto(sql, "invoice_tax_rows", taxRows), rows: taxRows.length }])
      ]
      yield* writeAtOnce(sql, "invoice", writes)
    }),
    ofOrders: (orderIds) =>
      quickly(sql<{ readonly id: string; readonly order_id: string; readonly number: string }>`
        select id, order_id, number from invoices where order_id = any(${orderIds}::uuid[]) and type = 'sale' and status = 'issued'`).pipe(
        Effect.map((found) => new Map(found.map((row) => [id<"order">(row.order_id), { invoiceId: id<"invoice">(row.id), number: row.number }]))),
        Effect.orDie),
    creditNotesOf: (orderId) =>
      quickly(sql<{ readonly id: string; readonly number: string; readonly credit_id: string }>`
        select id, number, credit_id from invoices where order_id = ${orderId} and type = 'credit_note' and status = 'issued' order by row(issued_at, id)`).pipe(
        Effect.map((found) => found.map((row) => ({ invoiceId: id<"invoice">(row.id), number: row.number, creditId: id<"credit">(row.credit_id) }))), Effect.orDie),
    byNumber: (number) =>
      quickly(sql<{ readonly id: string }>`select id from invoices where number = ${number} order by issued_at desc limit 1`).pipe(Effect.map(([row]) => row && id<"invoice">(row.id)), Effect.orDie)
  })
}))

type SavedInvoice = Exclude<States["invoice"], { readonly status: "undrafted" }>

const documentColumns = ({ orderId, document }: SavedInvoice) => {
  const { seller, buyer, totals, type, placeOfSupply } = document
  const note = document.type === "credit_note" ? document : undefined
  return {
    order_id: orderId, type, credit_id: note?.creditId ?? null, original_invoice_id: note?.original.invoiceId ?? null, seller_gstin: seller.gstin, customer_gstin: buyer.gstin ?? null, place_of_supply: placeOfSupply,
    taxable: totals.taxable, cgst: totals.cgst, sgst: totals.sgst, igst: totals.igst, cess: totals.cess, round_off: totals.roundOff, grand_total: totals.grandTotal, document
  }
}

const issueColumns = (invoice: SavedInvoice) => {
  const issued = invoice.status === "issued" ? invoice : undefined
  return { status: invoice.status, number: issued?.number ?? null, financial_year: issued?.financialYear ?? null, issued_at: timestamp(issued?.issuedAt) }
}

const taxColumns = (invoiceId: string, { taxTable }: InvoiceDocument) =>
  taxTable.map(({ hsnCode, ratePpm, taxable, cgst, sgst, igst, cess }) => ({ invoice_id: invoiceId, hsn_code: hsnCode, gst_rate_ppm: ratePpm, taxable, cgst, sgst, igst, cess }))

const stateOf = (row: Row): States["invoice"] => ({
  status: row.status,
  invoiceId: id<"invoice">(row.id),
  orderId: id<"order">(row.order_id),
  document: row.document,
  ...present("number", row.number, same),
  ...present("financialYear", row.financial_year, same),
  ...present("issuedAt", row.issued_at, instant)
}) as States["invoice"]
