import type { FinancialYear } from "./financial-year.ts"

/** What the Invoice Reference Number of a document is made from. */
export interface IrnFacts {
  /** The supplier's. */
  readonly gstin: string
  /** Of the document's date. */
  readonly financialYear: FinancialYear
  /** Invoice, credit note, debit note. */
  readonly documentType: "INV" | "CRN" | "DBN"
  readonly number: string
}

/**
 * The Invoice Reference Number: the SHA-256, in hexadecimal, of GSTIN, financial year, document type and number without anything
 * between them (einv-apisandbox.nic.in, irn.html). The portal writes the number in capitals first since 1 June 2025, and so does
 * this from the year 2025-26 on. The hash function is the caller's; if it answers a promise, so does this. Only the portal's own
 * number has legal force: this one finds a document there again.
 */
export const irnOf = <Hash>({ gstin, financialYear, documentType, number }: IrnFacts, sha256Hex: (text: string) => Hash): Hash =>
  sha256Hex(gstin + financialYear.label + documentType + (financialYear.startYear >= 2025 ? number.toUpperCase() : number))
