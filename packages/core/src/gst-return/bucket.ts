import type { Instant } from "../id.ts"
import { isRegistered, type ReportedDocument } from "./document.ts"

/** The table of GSTR-1 that a document belongs to, apart from what it holds that is not taxed. */
export type Bucket = "b2b" | "b2cl" | "b2cs" | "exp" | "cdnr" | "cdnurExport" | "cdnurLarge"

/**
 * By the buyer's GSTIN, and by nothing else that could disagree with it: registered buyers (4, 9B), exports (6A), large
 * inter-state sales to others (5), and the rest (7), which is netted. A note against a large sale stays with it however small.
 */
export const bucketOf = (document: ReportedDocument): Bucket => {
  const isNote = document.type !== "invoice"
  if (document.destination === "overseas") return isNote ? "cdnurExport" : "exp"
  if (isRegistered(document)) return isNote ? "cdnr" : "b2b"
  if (!isLarge(document)) return "b2cs"
  return isNote ? "cdnurLarge" : "b2cl"
}

const isLarge = ({ issuedAt, original, supply, totals }: ReportedDocument): boolean =>
  supply === "inter" && Math.max(totals.grandTotal, original?.grandTotal ?? 0) > largeFrom(original?.issuedAt ?? issuedAt)

/** More than ₹1,00,000 from August 2024 (Notification 12/2024), more than ₹2,50,000 before. In paise. */
const largeFrom = (at: Instant): number => at < AUGUST_2024 ? 2_50_000_00 : 1_00_000_00
const AUGUST_2024 = Date.UTC(2024, 6, 31, 18, 30)
