import type { View } from "@bahi/application/schema"
import { formatRupees, money } from "@bahi/core/money"
import { type Guest, soon } from "./client.ts"

/** One step of a sale: what it is called, and what it showed. */
export interface Step {
  readonly title: string
  readonly run: () => Promise<ReadonlyArray<string>>
}

/** Takes a document along. */
export type Keep = (fileName: string, bytes: Uint8Array) => Promise<void>

export const asha = { name: "Asha Rao", line1: "27, 4th Main, Vontikoppal", city: "Mysuru", stateCode: "29", pincode: "570002", phone: "+919845012345" }

export const rupees = (paise: number): string => formatRupees(money(paise))

type Totals = typeof View.Totals.Encoded

const taxes = (totals: Totals): string =>
  totals.supply === "intra" ? `CGST ${rupees(totals.cgst)} + SGST ${rupees(totals.sgst)}` : `IGST ${rupees(totals.igst)}`

export const totalsOf = (totals: Totals): string => `total ${rupees(totals.grandTotal)}, of it ${taxes(totals)}${totals.estimated ? " (estimated)" : ""}`

export const invoiceStep = (guest: Guest, keep: Keep, orderNumber: () => string): Step => ({
  title: "Fetch the invoice",
  run: async () => {
    const invoice = await soon(() => guest.json<typeof View.Invoice.Encoded>("GET", `/api/invoices/order/${orderNumber()}`))
    const fileName = `${invoice.number}.pdf`
    await keep(fileName, await guest.bytes(`/api/invoices/${invoice.number}/download`))
    return [
      `${invoice.number} of ${invoice.financialYear}: taxable ${rupees(invoice.totals.taxable)}, tax ${rupees(invoice.totals.tax)}, total ${rupees(invoice.totals.grandTotal)}`,
      ...invoice.taxSummary.map((row) => `HSN ${row.hsnCode} at ${row.gstRate} %: ${rupees(row.taxable)} + ${rupees(row.cgst + row.sgst + row.igst)}`),
      invoice.amountInWords,
      `kept as ${fileName}`
    ]
  }
})

export const timelineStep = (guest: Guest, orderNumber: () => string): Step => ({
  title: "Look at the order's timeline",
  run: async () => {
    const { items } = await guest.json<{ readonly items: ReadonlyArray<typeof View.TimelineEntry.Encoded> }>("GET", `/api/orders/${orderNumber()}/timeline`)
    return items.map((entry) => `${entry.at}  ${entry.axis}: ${entry.from === undefined ? "" : `${entry.from} → `}${entry.to}`)
  }
})
