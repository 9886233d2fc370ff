import type { Afterwards, Happened } from "./addressed.ts"

/** What an event makes happen after its commit: work that may be late, and may be tried again. */
export const afterwards = ({ of, event }: Happened): ReadonlyArray<Afterwards> =>
  of === "order" && event.type === "OrderConfirmed" ? [{ type: "IssueInvoice", orderId: event.orderId }] : []
