import { Invoices } from "@bahi/application"
import { Effect } from "effect"
import { documentAddsUp } from "./figures.ts"
import { eachRow, eachState, type Law } from "./law.ts"

const load = (ids: ReadonlyArray<string>) => Effect.flatMap(Invoices, ({ read }) => read(ids))
const heads = ["taxable", "cgst", "sgst", "igst", "cess"] as const

// A series' name tells its documents: `invoice:GSTIN:PREFIX:PERIOD`, and their numbers begin with `PREFIX-PERIOD-`. Numbers of another format are counted only.
const numbered = `select substring(i.number from '[0-9]+$')::bigint as n from invoices i
  where i.seller_gstin = split_part(this.series, ':', 2) and starts_with(i.number, split_part(this.series, ':', 3) || '-' || split_part(this.series, ':', 4) || '-')`

/** The documents and their numbers. */
export const invoiceLaws: ReadonlyArray<Law> = [
  eachState({
    name: "invoice_figures_add_up",
    sentence: "An invoice's lines add up to its tax table and to its totals, to the paisa.",
    of: "invoices",
    load,
    holds: (invoice) => invoice.status !== "undrafted" && documentAddsUp(invoice.document)
  }),

  eachState({
    name: "invoice_columns_of_document",
    sentence: "What is queried of an invoice is what its document says.",
    of: "invoices",
    load,
    holds: (invoice, row) => invoice.status !== "undrafted"
      && heads.every((head) => row[head] === invoice.document.totals[head])
      && row["round_off"] === invoice.document.totals.roundOff && row["grand_total"] === invoice.document.totals.grandTotal
      && row["seller_gstin"] === invoice.document.seller.gstin && row["type"] === invoice.document.type && row["place_of_supply"] === invoice.document.placeOfSupply
  }),

  eachRow({
    name: "invoice_tax_rows_of_document",
    sentence: "The tax rows of an issued invoice are its document's tax table.",
    of: "invoices",
    where: "status = 'issued'",
    holds: `(select coalesce(jsonb_agg(jsonb_build_array(hsn_code, gst_rate_ppm, taxable, cgst, sgst, igst, cess) order by hsn_code, gst_rate_ppm), '[]') from invoice_tax_rows t where t.invoice_id = this.id)
      = (select coalesce(jsonb_agg(jsonb_build_array(t -> 'hsnCode', t -> 'ratePpm', t -> 'taxable', t -> 'cgst', t -> 'sgst', t -> 'igst', t -> 'cess')
        order by t ->> 'hsnCode' collate "default", (t ->> 'ratePpm')::bigint), '[]') from jsonb_array_elements(this.document -> 'taxTable') as t)`
  }),

  eachRow({
    name: "invoice_of_its_order",
    sentence: "F33: an invoice names its order, and a sale's comes to the order's total.",
    of: "invoices",
    holds: `exists (select from orders o where o.id = this.order_id and o.order_number = this.document ->> 'orderNumber' and (this.type <> 'sale' or o.grand_total = this.grand_total))`
  }),

  eachRow({
    name: "series_without_gap",
    sentence: "F32: the numbers of a series run from one to the last that was taken, each on one document.",
    of: "number_series",
    keys: ["series"],
    holds: `(select count(*) = 0 or (count(*) = this.last and count(distinct n) = this.last and min(n) = 1 and max(n) = this.last) from (${numbered}) as numbered)`
  }),

  eachRow({
    name: "number_taken_is_on_a_document",
    sentence: "F32: as many documents of a seller are issued as numbers were taken.",
    of: `(
      select seller_gstin, sum(issued) as issued, sum(taken) as taken from (
        select seller_gstin, count(*) as issued, 0 as taken from invoices where status = 'issued' group by 1
        union all select split_part(series, ':', 2), 0, last from number_series where series like '%:%:%'
      ) as counted group by 1)`,
    keys: ["seller_gstin"],
    holds: "this.issued = this.taken"
  }),

  eachRow({
    name: "order_number_was_given",
    sentence: "No order's number is above the last that was given.",
    of: `(
      select sequencename, last_value from pg_sequences
      where schemaname = current_schema() and starts_with(sequencename, 'numbers_order_'))`,
    keys: ["sequencename"],
    holds: `coalesce(this.last_value, 0) >= (
      select coalesce(max(substring(o.order_number from '[0-9]+$')::numeric), 0) from orders o
      where 'numbers_order_' || regexp_replace(lower(regexp_replace(o.order_number, '[^0-9a-zA-Z]+[0-9]+$', '')), '[^a-z0-9]+', '_', 'g') = this.sequencename)`
  })
]
