import type { InvoiceDocument, InvoiceLine, TaxRow } from "@bahi/core/invoice"
import { sum } from "@bahi/core/money"
import type { Section } from "../page/paginate.ts"
import { amounts, type Column, words } from "../table/column.ts"
import { table } from "../table/table.ts"
import { percent } from "../text/figures.ts"
import type { Density } from "./density.ts"
import { type Head, headsOf } from "./heads.ts"

/** What is supplied (Rule 46(g) to (m)), a row for each line, charges included. */
export const lineTable = (document: InvoiceDocument, { lines }: Density): readonly [Section, Section] => {
  const { totals, priceMode } = document
  const inPriceMode = priceMode === "inclusive" ? "incl. tax" : "excl. tax"
  const columns: ReadonlyArray<Column<InvoiceLine>> = [
    words({ heading: { text: "#" }, cell: (_, index) => ({ text: String(index + 1) }) }),
    words({
      heading: { text: "Description" },
      sizing: "remaining",
      cell: ({ description, sku }) => ({ text: description, ...(sku === undefined ? {} : { note: `SKU ${sku}` }) })
    }),
    words({ heading: { text: "HSN/SAC" }, cell: ({ hsnCode }) => ({ text: hsnCode }) }),
    words({ heading: { text: "Qty", note: "UQC" }, align: "right", cell: ({ quantity, unit }) => ({ text: String(quantity), note: unit }) }),
    amounts({ heading: { text: "Unit price", note: inPriceMode }, amountOf: ({ unitPrice }) => unitPrice }),
    amounts({ heading: { text: "Discount", note: inPriceMode }, amountOf: ({ discount }) => discount, total: sum(document.lines.map(({ discount }) => discount)) }),
    amounts({ heading: { text: "Taxable", note: "value" }, amountOf: ({ taxable }) => taxable, total: totals.taxable }),
    words({ heading: { text: "GST", note: "rate" }, align: "right", cell: ({ ratePpm }) => ({ text: percent(ratePpm) }) }),
    ...headsOf(document).map((head): Column<InvoiceLine> => amounts({
      heading: { text: head.name },
      amountOf: head.amountOf,
      total: head.amountOf(totals),
      ...noteOfRate(head)
    })),
    amounts({ heading: { text: "Total", note: "₹" }, amountOf: ({ total }) => total, total: totals.totalBeforeRoundOff })
  ]
  return table(columns, document.lines, lines)
}

const noteOfRate = ({ rateOf }: Head) => rateOf ? { note: ({ ratePpm }: InvoiceLine) => percent(rateOf(ratePpm)) } : {}

/** The tax of each HSN code at each rate, head by head. */
export const taxTable = (document: InvoiceDocument, { taxes }: Density): readonly [Section, Section] => {
  const { totals } = document
  const columns: ReadonlyArray<Column<TaxRow>> = [
    words({ heading: { text: "HSN/SAC" }, cell: ({ hsnCode }) => ({ text: hsnCode }) }),
    words({ heading: { text: "GST rate" }, align: "right", cell: ({ ratePpm }) => ({ text: percent(ratePpm) }) }),
    amounts({ heading: { text: "Taxable value" }, amountOf: ({ taxable }) => taxable, total: totals.taxable }),
    ...headsOf(document).flatMap(({ name, amountOf, rateOf }): ReadonlyArray<Column<TaxRow>> => [
      ...(rateOf ? [words<TaxRow>({ heading: { text: `${name} rate` }, align: "right", cell: ({ ratePpm }) => ({ text: percent(rateOf(ratePpm)) }) })] : []),
      amounts({ heading: { text: name }, amountOf, total: amountOf(totals) })
    ]),
    amounts({ heading: { text: "Total tax" }, amountOf: ({ cgst, sgst, igst, cess }) => sum([cgst, sgst, igst, cess]), total: totals.tax })
  ]
  return table(columns, document.taxTable, taxes)
}
