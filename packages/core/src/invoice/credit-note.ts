import { type CreditLine, figuresBetween } from "../credit/index.ts"
import { amountInWords, money, subtract, sum } from "../money/index.ts"
import { type OrderCredit, originalOf, type PlacedOrder } from "../order/index.ts"
import { headsOf, linesOfCharge, taxTableOf } from "./compose.ts"
import type { CreditNoteDocument, InvoiceLine, SaleDocument } from "./document.ts"
import type { IssuedInvoice } from "./invoice.ts"

/** The invoice of a sale, as it was issued. */
export type IssuedSaleInvoice = IssuedInvoice & { readonly document: SaleDocument }

/**
 * The credit note for one credit of an order: from the order's own figures between what was credited before and after, under the
 * descriptions, codes and parties of the invoice. All notes of an order that takes everything back add up to its invoice, head by
 * head and row by row. Nothing where the credit is worth nothing.
 */
export const composeCreditNote = (order: Pick<PlacedOrder, "lines" | "quote">, credit: OrderCredit, sale: IssuedSaleInvoice): CreditNoteDocument | undefined => {
  const figures = figuresBetween(originalOf(order), credit.before, credit.credited)
  if (figures.totalBeforeRoundOff === 0 && figures.tax === 0 && figures.grandTotal === 0) return undefined
  const sold = sale.document.lines.filter((line) => line.kind === "goods")
  const goods = figures.lines.map((line): InvoiceLine => ({ ...sold[order.lines.findIndex(({ lineId }) => lineId === line.id)]!, ...creditedOf(line) }))
  const lines = [...goods, ...figures.charges.flatMap((charge) => linesOfCharge(charge, sold, sale.document.priceMode))]
  const { tax, totalBeforeRoundOff, roundOff, grandTotal } = figures
  return {
    ...sale.document,
    type: "credit_note",
    title: "credit_note",
    creditId: credit.creditId,
    reason: credit.because,
    original: { invoiceId: sale.invoiceId, number: sale.number, issuedAt: sale.issuedAt },
    lines,
    taxTable: taxTableOf(lines),
    totals: { ...headsOf(figures), tax, totalBeforeRoundOff, roundOff, grandTotal },
    amountInWords: amountInWords(grandTotal),
    due: money(0)
  }
}

const creditedOf = ({ quantity, gross, net, total, ...figures }: CreditLine): Partial<InvoiceLine> =>
  ({ quantity, gross, discount: subtract(gross, net), ...headsOf(figures), total })

/** How an invoice stands beside its credit notes; nothing of it is ever changed. */
export const standingOf = (sale: IssuedSaleInvoice, notes: ReadonlyArray<CreditNoteDocument>): "issued" | "partially_credited" | "cancelled" => {
  const credited = sum(notes.map(({ totals }) => totals.grandTotal))
  if (notes.length === 0) return "issued"
  return credited === sale.document.totals.grandTotal ? "cancelled" : "partially_credited"
}
