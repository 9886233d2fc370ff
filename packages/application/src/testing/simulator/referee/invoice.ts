import type { Laws } from "./law.ts"

const signs = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-/"

/** When something may happen to an invoice. */
export const invoiceLaws: Laws<"invoice"> = {
  InvoiceDrafted: ({ event: { document } }) => ({ "an invoice is of something": document.lines.length > 0 }),
  InvoiceIssued: ({ event: { number } }) => ({
    "an invoice is numbered as the rules say": number.length >= 1 && number.length <= 16 && [...number].every((sign) => signs.includes(sign)) && !["0", "-", "/"].includes(number[0]!)
  })
}
